import { meanSeconds, momentOf, share, total, type Numbers, type RecountPeriod } from '../period.ts';
import type { Thing } from '../things.ts';

const MINUTE_MS = 60_000;

/** Whether agents were ready when their shift began (domain 1.4: A12). */
export function countLogins(schedules: readonly Thing[], spans: readonly Thing[], period: RecountPeriod): Numbers {
  const moment = momentOf(period);
  const delays: number[] = [];
  for (const { site, d, to } of schedules) {
    const parts = ((d.segments ?? []) as { from: number; to: number; allowedStates: string[] }[]).filter(
      (part) => part.allowedStates.includes('READY') && part.from < part.to,
    );
    if (typeof d.agent !== 'string' || parts.length === 0 || to! <= period.fromMs) continue;
    const begin = parts.map(({ from }) => from).reduce((a, b) => Math.min(a, b));
    const ready = spans.filter(
      (span) =>
        span.site === site &&
        span.d.agent === d.agent &&
        span.d.state === 'READY' &&
        span.from < to! &&
        (span.to === null || span.to > begin - 60 * MINUTE_MS),
    );
    if (ready.length === 0) continue;
    const since = ready.map(({ from }) => Math.max(from, begin)).reduce((a, b) => Math.min(a, b));
    if (since >= period.fromMs && since < moment) delays.push(since - begin);
  }
  return {
    login_delay_avg: meanSeconds(
      total(delays, (delay) => delay),
      delays.length,
    ),
    login_on_time_rate: share(delays.filter((delay) => delay <= 5 * MINUTE_MS).length, delays.length),
  };
}
