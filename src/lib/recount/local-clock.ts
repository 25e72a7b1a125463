/** What a clock in a zone shows. `day`: days since 1970-01-01 there; `timeMs` since its midnight. */
export interface LocalClock {
  day: number;
  timeMs: number;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat | number>();

/** ms by which the clock of a zone is ahead of UTC; null where there is no such zone. */
function aheadMs(instant: number, zone: string): number | null {
  let format = formats.get(zone);
  if (format === undefined) {
    const fixed = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
    try {
      format = fixed
        ? (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000
        : new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    } catch {
      return null;
    }
    formats.set(zone, format);
  }
  if (typeof format === 'number') return format;
  const second = Math.floor(instant / 1_000) * 1_000;
  return Date.parse(`${format.format(second).replace(' ', 'T')}Z`) - second;
}

/** The clock of a zone at an instant; that of UTC where there is no such zone. */
export function clockAt(instant: number, zone: string): LocalClock {
  const local = instant + (aheadMs(instant, zone) ?? 0);
  const day = Math.floor(local / DAY_MS);
  return { day, timeMs: local - day * DAY_MS };
}

/** The first instant at which the clock of a zone shows that, or, where it never does, a later one. */
function instantAt({ day, timeMs }: LocalClock, zone: string): number {
  const wanted = day * DAY_MS + timeMs;
  const guesses = [wanted - DAY_MS, wanted + DAY_MS].map((near) => wanted - (aheadMs(near, zone) ?? 0));
  const fits = guesses.filter((guess) => guess + (aheadMs(guess, zone) ?? 0) === wanted);
  return fits.length > 0 ? Math.min(...fits) : Math.max(...guesses);
}

/** The same date and time a year before; of 29 February, from the start of its business day on, the start of 1 March. */
export function yearEarlier(instant: number, zone: string, dayStartMs: number): number {
  const clock = clockAt(instant, zone);
  const business = new Date((clock.timeMs < dayStartMs ? clock.day - 1 : clock.day) * DAY_MS);
  const leap = business.getUTCMonth() === 1 && business.getUTCDate() === 29;
  const shown = leap ? business : new Date(clock.day * DAY_MS);
  const day = leap
    ? Date.UTC(shown.getUTCFullYear() - 1, 2, 1) / DAY_MS
    : Date.UTC(shown.getUTCFullYear() - 1, shown.getUTCMonth(), shown.getUTCDate()) / DAY_MS;
  return instantAt({ day, timeMs: leap ? dayStartMs : clock.timeMs }, zone);
}
