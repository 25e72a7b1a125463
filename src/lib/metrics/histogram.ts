const FINE_SECONDS = 60;
const GROWTH = 1.02;
const LAST_WAIT_SECONDS = 8 * 3_600;
const LAST_DURATION_SECONDS = 60 * 24 * 3_600;

/** Thresholds that the trade asks for (domain 0.2, with 5 and 10 s): always a bound, whatever the growth gives. */
const TRADE_BOUNDS_SECONDS = [5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 240, 300, 600];

/**
 * Upper bounds of the wait histogram in seconds, inclusive, ascending: every second to 60 s, then x 1.02 rounded up to
 * whole seconds to 8 h (contract 6). A wait below zero counts in the first bucket, one above 8 h in the last. A
 * percentile read from it is exact to 60 s and at most 2 % + 1 s too long above.
 */
export const WAIT_BOUNDS_SECONDS: readonly number[] = growingBounds(LAST_WAIT_SECONDS, TRADE_BOUNDS_SECONDS);

/** The same for what takes days, an item of work or a decision on a loan: to 60 days. */
const DURATION_BOUNDS_SECONDS: readonly number[] = growingBounds(LAST_DURATION_SECONDS, []);

/** How finely a histogram is kept. `wait`: what a caller lives through; `duration`: what may last for days. */
export type HistogramScale = 'wait' | 'duration';

/** Upper bounds in seconds, inclusive, ascending. */
export const BOUNDS_SECONDS: Readonly<Record<HistogramScale, readonly number[]>> = {
  wait: WAIT_BOUNDS_SECONDS,
  duration: DURATION_BOUNDS_SECONDS,
};

function growingBounds(lastSeconds: number, more: readonly number[]): number[] {
  const bounds = new Set(more);
  for (let second = 0; second <= FINE_SECONDS; second += 1) bounds.add(second);
  for (let bound = FINE_SECONDS; bound < lastSeconds;) {
    bound = Math.min(Math.max(bound + 1, Math.ceil(bound * GROWTH)), lastSeconds);
    bounds.add(bound);
  }
  return [...bounds].sort((a, b) => a - b);
}

/** True where a threshold can be judged exactly from the histogram: a whole second that is one of its bounds. */
export const isWaitBound = (thresholdMs: number): boolean => WAIT_BOUNDS_SECONDS.includes(thresholdMs / 1_000);

/** Upper bound in seconds of the bucket that holds a time. */
export function boundOf(timeMs: number, scale: HistogramScale): number {
  const seconds = Math.ceil(timeMs / 1_000);
  if (seconds <= FINE_SECONDS) return Math.max(seconds, 0);
  const bounds = BOUNDS_SECONDS[scale];
  let low = FINE_SECONDS + 1;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! >= seconds) high = middle;
    else low = middle + 1;
  }
  return bounds[low]!;
}

/** Counts by upper bound in seconds. */
export type WaitHistogram = Map<number, number>;

/** Nearest rank: the bound of the bucket that holds the ceil(share x n)-th wait, in seconds; null where n = 0. */
export function waitQuantile(histogram: WaitHistogram, share: number): number | null {
  let n = 0;
  for (const count of histogram.values()) n += count;
  if (n === 0) return null;
  let rank = Math.ceil(share * n);
  for (const bound of [...histogram.keys()].sort((a, b) => a - b)) {
    rank -= histogram.get(bound)!;
    if (rank <= 0) return bound;
  }
  return null;
}
