import type { Clock } from '../time/clock.ts';

/** Attempts that are held back after failures: each further failure doubles the wait. In memory, bounded. */
export interface Throttle {
  /** Seconds until the key may try again; 0: now. */
  waitSeconds(key: string): number;
  /** An attempt begins: it counts as failed until `succeed` says otherwise. */
  begin(key: string): void;
  succeed(key: string): void;
}

export interface ThrottleOptions {
  clock: Clock;
  /** Failures without any wait. */
  free: number;
  /** Wait after the first failure beyond those, ms; doubles with each more. */
  firstWaitMs: number;
  maxWaitMs: number;
  /** Failures older than this are forgotten, ms. */
  forgetMs: number;
  /** Keys remembered; the one that tried longest ago is forgotten first. */
  maxKeys: number;
}

/** A failure is counted when an attempt begins, so that many at once are no way around the wait. */
export function openThrottle(options: ThrottleOptions): Throttle {
  const { clock, free, firstWaitMs, maxWaitMs, forgetMs, maxKeys } = options;
  const keys = new Map<string, { failures: number; at: number; waitUntil: number }>();
  return {
    waitSeconds(key) {
      return Math.ceil(Math.max(0, (keys.get(key)?.waitUntil ?? 0) - clock.now()) / 1_000);
    },
    begin(key) {
      const now = clock.now();
      const known = keys.get(key);
      const remembered = known !== undefined && now - known.at < forgetMs ? known.failures : 0;
      const failures = remembered + 1;
      const beyond = failures - free - 1;
      const waitMs = beyond < 0 ? 0 : Math.min(maxWaitMs, firstWaitMs * 2 ** beyond);
      keys.delete(key);
      keys.set(key, { failures, at: now, waitUntil: now + waitMs });
      if (keys.size > maxKeys) keys.delete(keys.keys().next().value!);
    },
    succeed(key) {
      keys.delete(key);
    },
  };
}
