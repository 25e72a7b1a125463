import type { Finding } from './target.ts';

/** Figure against target, one a line; a figure outside its band is marked. */
export function createTable(title: string, findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.met ? ' ' : '!',
    finding.figure,
    show(finding.value, finding.unit),
    show(finding.expected, finding.unit),
    `${show(finding.low, finding.unit)} to ${show(finding.high, finding.unit)}`,
  ]);
  const head = [' ', 'figure', 'simulated', 'target', 'band'];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const missed = findings.filter(({ met }) => !met).length;
  const last =
    missed === 0 ? 'Every figure lies in its band.' : `${missed} of ${findings.length} figures lie outside their band.`;
  return [title, line(head), ...rows.map(line), last].join('\n');
}

function show(value: number | null, unit: Finding['unit']): string {
  if (value === null) return '—';
  if (unit === '%') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'n') return String(Math.round(value));
  return `${value.toFixed(1)} ${unit}`;
}
