import { yearEarlier } from '../local-clock.ts';
import { endedIn, momentOf, total, type Numbers, type RecountPeriod } from '../period.ts';
import type { Thing, Things } from '../things.ts';

/** Sales and loans against those of the same dates and times a year before (domain 1.8: S09). */
export function countGrowth({ outcome, work }: Things, period: RecountPeriod): Numbers {
  const back = (instant: number): number => yearEarlier(instant, period.tz ?? 'UTC', period.dayStartMs ?? 0);
  const before = { ...period, fromMs: back(period.fromMs), toMs: back(momentOf(period)) };
  const booked = (of: RecountPeriod): Thing[] =>
    outcome.filter(
      (thing) => ['xsell', 'sale'].includes(thing.d.kind as string) && thing.d.stage === 'booked' && endedIn(thing, of),
    );
  const money = (of: RecountPeriod): number | null => {
    const currencies = new Set(booked(of).flatMap(({ d }) => (typeof d.ccy === 'string' ? [d.ccy] : [])));
    return currencies.size > 1 ? null : total(booked(of), ({ d }) => d.amount as number);
  };
  const approved = (of: RecountPeriod): number =>
    work.filter(
      (item) =>
        item.d.kind === 'loan_application' &&
        item.d.status === 'done' &&
        item.d.result === 'approved' &&
        endedIn(item, of),
    ).length;
  return {
    sales_growth: growth(money(period), money(before)),
    sales_booked_growth: growth(booked(period).length, booked(before).length),
    loans_growth: growth(approved(period), approved(before)),
  };
}

const growth = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : now / before - 1;
