import type { RawEvent } from './raw-events.ts';
import { inForce } from './thresholds.ts';

/** The zone of a site, null where it sets none, and the start of its business day in ms after midnight, as of an instant. */
export function calendarOf(
  settings: readonly RawEvent[],
  site: string | null,
  instant: number,
): { tz: string | null; dayStartMs: number } {
  const { tz, businessDayStart } = site === null ? {} : inForce(settings, 'site', null, site, instant);
  const clock = typeof businessDayStart === 'string' ? /^(\d\d):(\d\d)$/.exec(businessDayStart) : null;
  return {
    tz: typeof tz === 'string' ? tz : null,
    dayStartMs: clock ? (Number(clock[1]) * 60 + Number(clock[2])) * 60_000 : 0,
  };
}
