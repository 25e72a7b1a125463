import { setTimeout } from 'node:timers/promises';
import { HOUR_MS } from '#lib/time/interval.ts';
import { emptyComparison, type Compared, type Difference } from './compare.ts';
import { compareLive, liveInstant, liveParts } from './compare-live.ts';
import { compareReport, reportParts } from './compare-reports.ts';
import { VerifiedLog } from './event-log.ts';
import type { Server } from './server.ts';
import type { VerifyArguments } from './verify-arguments.ts';

/** How far a verification has come. */
export interface VerifyProgress {
  /** What is being done, in words for a log. */
  doing: string;
  /** Parts compared, and all of them. */
  done: number;
  of: number;
}

/** What came of a verification. */
export interface Verification {
  fromMs: number;
  toMs: number;
  finishedAtMs: number;
  events: number;
  intervals: number;
  numbers: number;
  differences: Difference[];
  /** Metrics that the second counter does not know. */
  unknown: string[];
  seconds: number;
}

const FRESH_MS = 26 * HOUR_MS;
const ATTEMPTS = 4;
const AGAIN_AFTER_MS = 2_000;

/**
 * Counts a period again and compares. Events arrive while it runs: a part of a fresh period that differs is asked again,
 * with what has come since, before the difference is one. Throws VerifyFailure, and the reason of `signal` where it is
 * aborted.
 */
export async function verifyPeriod(
  server: Server,
  asked: VerifyArguments,
  signal: AbortSignal,
  onProgress: (progress: VerifyProgress) => void,
): Promise<Verification> {
  const startedAt = performance.now();
  const { fromMs, toMs } = asked;
  const log = new VerifiedLog(server, {
    fromMs: Math.max(0, fromMs - asked.lookbackMs),
    toMs: toMs + asked.lookaheadMs,
  });
  const zone = await server.defaultZone(fromMs, toMs);
  const { asOf } = await server.live({ metrics: ['offered'], by: [], window: '5m', basis: 'event' }, null);
  const live = liveParts(fromMs, toMs, liveInstant(asOf));
  const reports = reportParts(asked);
  const of = live.length + reports.length;
  const progress = { done: 0, of };
  const read = async (): Promise<void> => {
    await log.refresh((events) => onProgress({ ...progress, doing: `${events} raw events read` }));
    onProgress({ ...progress, doing: `${log.events} raw events read` });
  };
  const whole = emptyComparison();
  const fresh = toMs > asOf - FRESH_MS;

  async function settle(doing: string, compare: () => Promise<Compared>): Promise<void> {
    let compared = await compare();
    for (let attempt = 1; fresh && compared.differences.length > 0 && attempt < ATTEMPTS; attempt += 1) {
      onProgress({ ...progress, doing: `${doing}: ${compared.differences.length} differ, asked again` });
      await setTimeout(AGAIN_AFTER_MS, undefined, { signal });
      await read();
      compared = await compare();
    }
    whole.numbers += compared.numbers;
    whole.differences.push(...compared.differences);
    for (const id of compared.unknown) whole.unknown.add(id);
    progress.done += 1;
    onProgress({ ...progress, doing });
  }

  await read();
  // Live answers first: of the last hour only, they grow old while the rest is compared.
  for (const part of live) {
    const asOfMs = liveInstant(asOf);
    await settle(`live ${part.window} by ${part.by}, basis ${part.basis}`, () =>
      compareLive(server, log, part, asOfMs, zone, signal),
    );
  }
  let intervals = 0;
  for (const part of reports) {
    const doing = `report ${part.grain} by ${part.by}, basis ${part.basis}`;
    let done = 0;
    await settle(doing, () => {
      done = 0;
      return compareReport(server, log, asked, part, signal, () => {
        done += 1;
        if (part.grain === '15m') onProgress({ ...progress, doing: `${doing}: ${done} intervals` });
      });
    });
    if (part.grain === '15m') intervals = Math.max(intervals, done);
  }
  return {
    fromMs,
    toMs,
    finishedAtMs: Date.now(),
    events: log.events,
    intervals: intervals + live.length,
    numbers: whole.numbers,
    differences: whole.differences,
    unknown: [...whole.unknown],
    seconds: (performance.now() - startedAt) / 1_000,
  };
}
