import { runReport } from '#lib/reports/run-report.ts';
import type { Truth } from '#lib/sources/simulator/truth/truth.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { ProductUnderProof } from './floor-run.ts';

/** Whether the product shows what never came, and shows nothing else as missing. */
export interface Trust {
  slots: number;
  /** Quarter hours that lack lines, and say so. */
  incomplete: number;
  /** Gaps that the product names, each with the very numbers that were lost. */
  gaps: number;
  findings: string[];
}

interface TrustOptions {
  warehouse: Warehouse;
  fromMs: number;
  toMs: number;
  nowMs: number;
}

/** Holds completeness by quarter hour, and the gaps by producer, epoch and numbers, against what was lost. */
export async function judgeTrust(
  truth: Truth,
  { engine }: ProductUnderProof,
  { warehouse, fromMs, toMs, nowMs }: TrustOptions,
): Promise<Trust> {
  const trust: Trust = { slots: 0, incomplete: 0, gaps: 0, findings: [] };
  for (let at = fromMs; at < toMs; at += SLOT_MS) {
    const untilMs = at + SLOT_MS;
    const question = { metrics: ['offered'], by: [], zone: 'UTC', basis: 'entry', filter: {} } as const;
    const { completeness } = await runReport(
      warehouse,
      { ...question, grain: 'total', fromMs: at, toMs: untilMs },
      nowMs,
    );
    const lacks = truth.losses.some(
      (loss) => Math.min(loss.fromAt, loss.toAt) < untilMs && Math.max(loss.fromAt, loss.toAt) >= at,
    );
    trust.slots += 1;
    if (lacks) trust.incomplete += 1;
    const shows = completeness !== null && completeness < 1;
    if (shows !== lacks)
      trust.findings.push(
        `completeness of ${new Date(at).toISOString()} is ${completeness}, and lines of it ${lacks ? 'never came' : 'all came'}`,
      );
  }
  // A refused line is no gap.
  const lost = new Set(truth.losses.filter(({ cause }) => cause !== 'malformed_lost').map(nameOf));
  const named = new Set(engine.gaps(nowMs).map(nameOf));
  trust.gaps = [...named].filter((gap) => lost.has(gap)).length;
  for (const gap of lost) if (!named.has(gap)) trust.findings.push(`the gap ${gap} is not named`);
  for (const gap of named)
    if (!lost.has(gap)) trust.findings.push(`the gap ${gap} is named, and nothing was lost there`);
  return trust;
}

const nameOf = ({ p, e, from, to }: { p: string; e: number; from: number; to: number }): string =>
  `${p} ${e} n ${from}-${to}`;
