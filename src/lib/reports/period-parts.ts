import type { Dimensions } from '../metrics/dimension-register.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import type { Filter } from '../metrics/question.ts';
import { businessDayStart, intervalStart } from '../time/interval.ts';
import { NO_SITE } from '../warehouse/fact-table.ts';
import type { ProducerSpan } from '../warehouse/producer-spans.ts';
import type { NumberQuestion } from './contacts-question.ts';

/** A part of what a number is counted over: sites whose period begins at the same instant. */
export interface PeriodPart {
  period: CountedPeriod;
  filter: Filter;
}

/**
 * The period of a question, in as many parts as it has starts: one, but for a live window that begins by the calendar of
 * each site. `zone` holds for sites that set none.
 */
export function periodParts(
  { window, fromMs, toMs, filter, zone }: NumberQuestion,
  asOfMs: number,
  known: Dimensions,
  spans: readonly ProducerSpan[],
): PeriodPart[] {
  const whole = (startMs: number): CountedPeriod => ({ startsMs: [startMs], toMs, asOfMs });
  if (window !== 'today' && window !== 'interval') return [{ period: whole(fromMs), filter }];
  const startOf = (site: string): number => {
    const { zone: own, dayStartMs } = known.calendar(site === NO_SITE ? null : site, asOfMs, zone);
    return window === 'today' ? businessDayStart(asOfMs, own, dayStartMs) : intervalStart('30m', asOfMs, own);
  };
  const heard = spans.map(({ site }) => site ?? NO_SITE);
  const named = known.versions.filter(({ kind }) => kind === 'site').map(({ id }) => id);
  const sites = filter.site ?? [...new Set([...named, ...heard, NO_SITE])];
  const byStart = new Map<number, string[]>();
  for (const site of sites) byStart.set(startOf(site), [...(byStart.get(startOf(site)) ?? []), site]);
  if (byStart.size === 1) return [{ period: whole([...byStart.keys()][0]!), filter }];
  return [...byStart].map(([startMs, own]) => ({ period: whole(startMs), filter: { ...filter, site: own } }));
}
