import {
  beganIn,
  dueIn,
  endedIn,
  isOver,
  meanSeconds,
  msIn,
  share,
  told,
  total,
  wholly,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

const different = (things: readonly Thing[], field: string): number =>
  new Set(things.flatMap(({ d }) => (typeof d[field] === 'string' ? [d[field]] : []))).size;

/** Offers, sales and money (domain 1.8); promises, reminders, welcome calls and verifications (1.6). */
export function countSales(things: Things, period: RecountPeriod): Numbers {
  const { outcome, metric, work, span, handle } = things;
  const happened = outcome.filter((thing) => endedIn(thing, period));
  const of = (kinds: readonly string[], ...stages: string[]): Thing[] =>
    happened.filter(({ d }) => kinds.includes(d.kind as string) && stages.includes(d.stage as string));
  const SELLING = ['xsell', 'sale'];
  const offered = of(SELLING, 'offered');
  const eligible = of(SELLING, 'eligible', 'offered');
  const accepted = of(SELLING, 'accepted').length;
  const booked = of(SELLING, 'booked');
  const inbound = (of: readonly Thing[]): Thing[] => of.filter(({ d }) => d.direction === 'in');
  const money = different(booked, 'ccy') > 1 ? null : total(booked, ({ d }) => d.amount as number);
  const primary = handle.filter((thing) => (thing.d.role ?? 'primary') === 'primary' && endedIn(thing, period));
  const handled = primary.length;
  const right = primary.filter(({ d }) => d.rpc === true).length;
  const staffedMs = total(span, (thing) => msIn(thing, period));
  const per = (by: number): number | null => (money === null || by === 0 ? null : money / by);

  const company = told(metric, 'company.sales', period);
  const hourly = told(metric, 'cost.per_hour', period);
  const currenciesOf = (name: string): number =>
    new Set(
      metric.flatMap((thing) =>
        thing.d.metric === name && wholly(thing, period) && typeof thing.d.unit === 'string' ? [thing.d.unit] : [],
      ),
    ).size;
  const cost =
    hourly.n === 0 || handled === 0 || currenciesOf('cost.per_hour') > 1
      ? null
      : ((hourly.sum / hourly.n) * (staffedMs / 3_600_000)) / handled;

  const promises = outcome.filter(
    (thing) => thing.d.kind === 'promise' && dueIn(thing, period) && isOver(thing, period),
  );
  const welcomed = different(of(['welcome'], 'delivered'), 'cust');
  const verifications = work.filter(({ d }) => d.kind === 'verification');
  const required = verifications.filter((thing) => beganIn(thing, period) && thing.d.status !== 'cancelled');
  const done = verifications.filter((thing) => thing.d.status === 'done' && endedIn(thing, period));
  const withResult = done.filter(({ d }) => typeof d.result === 'string');
  return {
    offers: offered.length,
    offers_accepted: accepted,
    conversion_per_offer: share(accepted, offered.length),
    offer_coverage_contacts: share(different(offered, 'ix'), different(eligible, 'ix')),
    offer_coverage_inbound: share(different(inbound(offered), 'ix'), different(inbound(eligible), 'ix')),
    offer_coverage_customers: share(different(offered, 'cust'), different(eligible, 'cust')),
    customers_offered: different(offered, 'cust'),
    conversion_per_contact: share(accepted, right),
    sales_booked: booked.length,
    sales_amount: money,
    sales_per_contact: per(handled),
    sales_per_agent_hour: per(staffedMs / 3_600_000),
    sales_share_phone:
      money === null || company.sum === 0 || currenciesOf('company.sales') > 1 ? null : money / company.sum,
    cost_per_contact: cost,
    margin_per_contact: cost === null || money === null ? null : money / handled - cost,
    promises: of(['promise'], 'booked').length,
    promise_rate: share(of(['promise'], 'booked').length, right),
    promise_kept_rate: share(
      promises.filter(({ d }) => d.stage === 'kept').length,
      promises.filter(({ d }) => d.stage === 'booked').length,
    ),
    reminders_delivered: of(['reminder'], 'delivered').length,
    reminder_delivery_rate: share(
      of(['reminder'], 'delivered').length,
      of(['reminder'], 'delivered', 'not_reached').length,
    ),
    welcome_reach_rate: share(welcomed, different(of(['welcome'], 'delivered', 'not_reached'), 'cust')),
    welcome_coverage: share(welcomed, told(metric, 'customers.new', period).sum),
    verifications_done: done.length,
    verification_rate: share(
      required.filter((thing) => thing.d.status === 'done' && isOver(thing, period)).length,
      required.length,
    ),
    verification_avg: meanSeconds(
      total(done, ({ from, to }) => to! - from),
      done.length,
    ),
    verification_confirmed_rate: share(
      withResult.filter(({ d }) => d.result === 'confirmed').length,
      withResult.length,
    ),
  };
}
