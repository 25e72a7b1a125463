import type { ReportAnswer } from './report-answer.ts';

/** A text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The rows as CSV (RFC 4180, UTF-8): the columns as the first row, null as an empty cell, numbers with all their digits.
 * A text that would start a formula is put behind an apostrophe.
 */
export function reportCsv({ columns, rows }: Pick<ReportAnswer, 'columns' | 'rows'>): string {
  const lines = [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}
