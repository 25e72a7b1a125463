export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The wall clock of a site that keeps one offset all year. */
export class LocalTime {
  private readonly offsetMs: number;

  constructor(utcOffsetMinutes: number) {
    this.offsetMs = utcOffsetMinutes * MINUTE_MS;
  }

  /** Local calendar day, in days since 1970-01-01. */
  dayOf(at: number): number {
    return Math.floor((at + this.offsetMs) / DAY_MS);
  }

  /** Instant of the local midnight that begins the day. */
  startOfDay(day: number): number {
    return day * DAY_MS - this.offsetMs;
  }

  /** Hours since local midnight, with fraction. */
  hourOf(at: number): number {
    return (at - this.startOfDay(this.dayOf(at))) / HOUR_MS;
  }

  /** 0 = Monday. */
  weekdayOf(day: number): number {
    return (((day + 3) % 7) + 7) % 7;
  }

  /** Day of the month, and whether it is the last one. */
  monthDayOf(day: number): { monthDay: number; last: boolean } {
    const monthDay = new Date(day * DAY_MS).getUTCDate();
    return { monthDay, last: new Date((day + 1) * DAY_MS).getUTCDate() === 1 };
  }
}
