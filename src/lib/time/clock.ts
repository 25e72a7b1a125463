/** Milliseconds since 1970 UTC. The only way in which a part of the product learns the time. */
export interface Clock {
  now(): number;
  /** How fast this clock runs against the wall clock: 1, or the speed of a replay. */
  readonly speed: number;
}

/** What a clock needs to run in another process: plain data. */
export interface ClockSettings {
  /** Instant that the clock showed when `realStartAt` was. */
  startAt: number;
  realStartAt: number;
  speed: number;
}

/** The clock of a floor that plays a past (or accelerated) day: it starts at `startAt` and runs `speed` times as fast. */
export function replayClock(settings: ClockSettings, realNow: () => number): Clock {
  return {
    speed: settings.speed,
    now: () => Math.floor(settings.startAt + (realNow() - settings.realStartAt) * settings.speed),
  };
}
