import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/lib/project.mjs';
import { ensureBuild } from '../scripts/lib/ensure-build.mjs';
import { makeTempDir, removeTempDir } from '../tests/support/temp-dir.ts';
import { medians, type Figure, type MedianFigure } from './figure.ts';
import { MEASUREMENTS, type MeasurementName } from './measure.ts';

/** Odd, so that the median is one that was measured. */
const ROUNDS = 3;
/** These take long to get ready, and give quantiles over many samples of one round. */
const ONE_ROUND: readonly MeasurementName[] = ['paint', 'start', 'reports'];

/** `npm run bench [-- NAME ...]`: measures, each figure with its bare ceiling in the same run, and prints one table. */
async function main(asked: readonly string[]): Promise<void> {
  const names = Object.keys(MEASUREMENTS) as MeasurementName[];
  const unknown = asked.filter((name) => !(names as string[]).includes(name));
  if (unknown.length > 0) {
    console.error(`There is no measurement ${unknown.join(', ')}. Choose among: ${names.join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  await ensureBuild(root);
  const chosen = asked.length > 0 ? names.filter((name) => asked.includes(name)) : names;
  const before = loadavg()[0]!;
  const figures: MedianFigure[] = [];
  for (const name of chosen) {
    try {
      const measured = medians(await rounds(name));
      figures.push(...measured);
      // It takes minutes: what is known is said at once, and stays if the rest is cut short.
      if (chosen.length > 1) for (const figure of measured) console.error(inOneLine(figure));
    } catch (error) {
      // The others still have their figures.
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const [{ model } = { model: 'unknown' }] = cpus();
  console.log(
    `Node ${process.versions.node}, ${cpus().length} cores (${model.trim()}), load ${before.toFixed(1)} before and ${loadavg()[0]!.toFixed(1)} after; medians of ${ROUNDS} rounds. ` +
      'The load of other programs lowers every figure of time; the ratio to the ceiling suffers less.',
  );
  console.log(table(figures));
}

async function rounds(name: MeasurementName): Promise<Figure[][]> {
  const measured: Figure[][] = [];
  const wanted = ONE_ROUND.includes(name) ? 1 : ROUNDS;
  while (measured.length < wanted) {
    if (process.stderr.isTTY) process.stderr.write(`\r${name} ${measured.length + 1}/${wanted}   `);
    measured.push(await measureOnce(name));
  }
  return measured;
}

/** One round in a process of its own, with a temporary directory that goes with it, however it ends. */
async function measureOnce(name: MeasurementName): Promise<Figure[]> {
  const directory = makeTempDir('bench');
  const child = fork(join(import.meta.dirname, 'measure.ts'), [name], {
    env: { ...process.env, TMPDIR: directory },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const interrupt = (): void => void child.kill();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  let figures: Figure[] | null = null;
  child.on('message', (told) => {
    figures = told as Figure[];
  });
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (figures) return figures;
    throw new Error(`The measurement ${name} gave nothing: it ended with ${code ?? signal} (see above).`);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    removeTempDir(directory);
  }
}

function table(figures: readonly MedianFigure[]): string {
  const rows = [
    ['figure', 'value', 'least to most', 'ceiling', 'ratio', 'target', 'met'],
    ...figures.map(({ what, unit, value, range, ceiling, ratio, target, met }) => [
      what,
      `${shown(value)} ${unit}`,
      `${shown(range[0])} to ${shown(range[1])}`,
      ceiling === undefined ? '' : `${shown(ceiling)} ${unit}`,
      ratio === null ? '' : ratio.toFixed(2),
      target ? shownTarget(target, unit) : '',
      met === null ? '' : met ? 'yes' : 'NO',
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}

const inOneLine = ({ what, value, unit, ratio }: MedianFigure): string =>
  `${what}: ${shown(value)} ${unit}${ratio === null ? '' : `, ratio ${ratio.toFixed(2)}`}`;

function shownTarget({ least, most, leastRatio }: NonNullable<Figure['target']>, unit: string): string {
  const parts = [
    least === undefined ? '' : `>= ${shown(least)} ${unit}`,
    most === undefined ? '' : `<= ${shown(most)} ${unit}`,
    leastRatio === undefined ? '' : `ratio >= ${leastRatio}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const shown = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });

await main(process.argv.slice(2));
