import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import type { Figure } from './figure.ts';
import { simulatedLines } from './simulated-lines.ts';

const EVENTS = 200_000;

/** Parse, validate, facts and fold of every metric on one core, against JSON.parse of the same lines. */
export function foldFigures(): Figure[] {
  const lines = simulatedLines(EVENTS);
  const texts = lines.map(({ line }) => line);
  const receivedAt = lines.at(-1)!.at;
  // Both once before they are timed, as long as they take to be compiled: a floor counts for hours.
  parseAll(texts);
  foldAll(texts, receivedAt);
  return [
    {
      what: 'parse + validate + facts + fold',
      unit: 'events/s',
      value: perSecond(texts.length, () => foldAll(texts, receivedAt)),
      ceiling: perSecond(texts.length, () => parseAll(texts)),
      target: { least: 200_000, leastRatio: 0.4 },
    },
  ];
}

function foldAll(lines: readonly string[], receivedAt: number): void {
  const engine = new Engine('UTC');
  for (const line of lines) {
    const result = parseLine(line);
    if (!result.ok) throw new Error(`A simulated line is refused: ${result.rejection.message}`);
    engine.fold(result.event, receivedAt);
  }
}

function parseAll(lines: readonly string[]): void {
  for (const line of lines) JSON.parse(line);
}

/** By the CPU time of the process, its collector included: what one core does, whoever else uses the machine. */
function perSecond(count: number, work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((count * 1_000_000) / (user + system));
}

if (import.meta.main) console.log(foldFigures());
