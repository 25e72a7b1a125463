import type { LiveAnswer } from './question.ts';

/** A live answer as `GET /api/v1/live` gives it. `dataAgeMs`: since the newest event of the scope; null where there is none. */
export function liveBody({ asOf, window, basis, rows, samples, ranges, freshness }: LiveAnswer, nowMs: number) {
  const { lastEventAt, ...rest } = freshness;
  return {
    asOf,
    window,
    basis,
    rows,
    samples,
    ranges,
    freshness: { dataAgeMs: lastEventAt === null ? null : Math.max(0, nowMs - lastEventAt), ...rest },
  };
}
