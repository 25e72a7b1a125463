import { expect, test } from 'vitest';
import { metricById } from '#lib/metrics/dictionary.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const LATER = TEN + 30 * MINUTE_MS;

const outcome = (floor: SmallFloor, kind: string, stage: string, d: object = {}): SmallFloor =>
  floor.send('outcome.recorded', TEN, { kind, stage, ...d });

function handled(floor: SmallFloor, count: number, d: object = {}): SmallFloor {
  for (let i = 0; i < count; i += 1)
    floor.send('wrap.ended', TEN, { leg: `h${i}`, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0, ...d });
  return floor;
}

test('[MT64] conversion is accepted over offers; coverage counts different contacts and different customers', () => {
  const floor = new SmallFloor();
  // Two products in one contact; the same customer twice; one fit for an offer who got none; one offered whom none said fit.
  outcome(floor, 'xsell', 'eligible', { ix: 'a', cust: '1', direction: 'in' });
  outcome(floor, 'xsell', 'offered', { ix: 'a', cust: '1', direction: 'in', product: 'card' });
  outcome(floor, 'sale', 'offered', { ix: 'a', cust: '1', direction: 'in', product: 'loan' });
  outcome(floor, 'xsell', 'accepted', { ix: 'a', cust: '1', direction: 'in' });
  outcome(floor, 'xsell', 'eligible', { ix: 'b', cust: '1', direction: 'out' });
  outcome(floor, 'xsell', 'offered', { ix: 'b', cust: '1', direction: 'out' });
  outcome(floor, 'xsell', 'eligible', { ix: 'c', cust: '2', direction: 'in' });
  outcome(floor, 'xsell', 'eligible', { ix: 'd', cust: '3', direction: 'in' });
  outcome(floor, 'xsell', 'offered', { ix: 'e', cust: '4', direction: 'out' });
  outcome(floor, 'xsell', 'offered', { direction: 'out' });
  outcome(floor, 'retention', 'offered', { ix: 'z', cust: '9' });
  const metrics = ['offers', 'offers_accepted', 'conversion_per_offer', 'offer_coverage_contacts'];
  metrics.push('offer_coverage_inbound', 'offer_coverage_customers', 'customers_offered');
  expect(floor.row(metrics, LATER)).toEqual({
    offers: 5,
    offers_accepted: 1,
    conversion_per_offer: 0.2,
    offer_coverage_contacts: 3 / 5,
    offer_coverage_inbound: 1 / 3,
    offer_coverage_customers: 2 / 4,
    customers_offered: 2,
  });
  expect(metricById('customers_offered')!.kind).toBe('distinct');
});

test('[MT65] sales are added up in one currency; two currencies are no sum, no sales are 0', () => {
  const floor = handled(new SmallFloor(), 4, { site: 'cs' });
  floor.state('a1', 'READY', TEN - 30 * MINUTE_MS, undefined, { site: 'cs' });
  outcome(floor, 'sale', 'booked', { site: 'cs', amount: 1_500_000, ccy: 'CNY' });
  outcome(floor, 'xsell', 'booked', { site: 'cs', amount: 500_000, ccy: 'CNY' });
  outcome(floor, 'promise', 'booked', { site: 'cs', amount: 7, ccy: 'CNY', dueAt: TEN });
  const metrics = ['sales_amount', 'sales_booked', 'sales_per_contact', 'sales_per_agent_hour'];
  expect(floor.row(metrics, LATER)).toEqual({
    sales_amount: 2_000_000,
    sales_booked: 2,
    sales_per_contact: 500_000,
    sales_per_agent_hour: 2_000_000,
  });
  outcome(floor, 'sale', 'booked', { site: 'ru', amount: 9, ccy: 'RUB' });
  expect(floor.row(metrics, LATER)).toMatchObject({ sales_amount: null, sales_booked: 3, sales_per_contact: null });
  expect(floor.value('sales_amount', LATER, { filter: { site: ['ru'] } })).toBe(9);
  expect(handled(new SmallFloor(), 1).row(['sales_amount', 'sales_per_contact'], LATER)).toEqual({
    sales_amount: 0,
    sales_per_contact: 0,
  });
  expect(metricById('sales_amount')).toMatchObject({ kind: 'sum', none: '0', unit: 'money' });
});

test('[MT65] the share of the company, the cost and the margin of a contact take what others tell for the period', () => {
  const from = TEN - 10 * HOUR_MS;
  const floor = handled(new SmallFloor(), 4);
  const told = (metric: string, value: number, unit: string, rev = 1) =>
    floor.send('metric.set', TEN, { metric, period: { from, to: TEN }, value, unit, rev });
  floor.state('a1', 'READY', TEN - 30 * MINUTE_MS).state('a1', 'LOGGED_OUT', LATER, {
    state: 'READY',
    enteredAt: TEN - 30 * MINUTE_MS,
  });
  outcome(floor, 'sale', 'booked', { amount: 40_000, ccy: 'CNY' });
  const metrics = ['sales_share_phone', 'cost_per_contact', 'margin_per_contact'];
  expect(floor.row(metrics, LATER + 1_000)).toEqual({
    sales_share_phone: null,
    cost_per_contact: null,
    margin_per_contact: null,
  });
  told('company.sales', 1, 'CNY');
  told('company.sales', 100_000, 'CNY', 2);
  told('cost.per_hour', 3_800, 'CNY');
  expect(floor.row(metrics, LATER + 1_000)).toEqual({
    sales_share_phone: 0.4,
    cost_per_contact: 950,
    margin_per_contact: 9_050,
  });
  floor.send('metric.set', TEN, {
    metric: 'cost.per_hour',
    period: { from, to: TEN },
    value: 1,
    unit: 'EUR',
    source: 'x',
  });
  expect(floor.row(metrics, LATER + 1_000)).toMatchObject({ cost_per_contact: null, margin_per_contact: null });
});

test('[MT66] promises are over right parties, kept ones over those due in the period', () => {
  const floor = handled(new SmallFloor(), 4, { rpc: true });
  const due = TEN + MINUTE_MS;
  for (const ix of ['a', 'b', 'c']) outcome(floor, 'promise', 'booked', { ix, amount: 100, dueAt: due });
  outcome(floor, 'promise', 'booked', { ix: 'd', dueAt: LATER });
  outcome(floor, 'promise', 'kept', { ix: 'a', dueAt: due });
  outcome(floor, 'promise', 'broken', { ix: 'b', dueAt: due });
  expect(floor.row(['promises', 'promise_rate', 'promise_kept_rate'], LATER)).toEqual({
    promises: 4,
    promise_rate: 1,
    promise_kept_rate: 1 / 3,
  });
});

test('[MT66] reminders and welcome calls by whom they reached, verifications by when they were asked for and ended', () => {
  const floor = new SmallFloor();
  for (const stage of ['delivered', 'delivered', 'delivered', 'not_reached']) outcome(floor, 'reminder', stage);
  outcome(floor, 'welcome', 'not_reached', { cust: '1' });
  outcome(floor, 'welcome', 'delivered', { cust: '1' });
  outcome(floor, 'welcome', 'delivered', { cust: '2' });
  outcome(floor, 'welcome', 'not_reached', { cust: '3' });
  floor.send('metric.set', TEN, { metric: 'customers.new', period: { from: TEN - HOUR_MS, to: TEN }, value: 8 });
  const verification = (item: string, d: object) =>
    floor.send('work.changed', TEN + 90_000, {
      item,
      kind: 'verification',
      rev: 1,
      createdAt: TEN,
      status: 'new',
      ...d,
    });
  verification('v1', { status: 'done', doneAt: TEN + 60_000, result: 'confirmed' });
  verification('v2', { status: 'done', doneAt: TEN + 20_000, result: 'refused' });
  verification('v3', {});
  verification('v4', { status: 'cancelled', doneAt: TEN + 1 });
  const rates = ['reminders_delivered', 'reminder_delivery_rate', 'welcome_reach_rate', 'welcome_coverage'];
  const verified = ['verifications_done', 'verification_rate', 'verification_avg', 'verification_confirmed_rate'];
  expect(floor.row([...rates, ...verified], LATER)).toEqual({
    reminders_delivered: 3,
    reminder_delivery_rate: 0.75,
    welcome_reach_rate: 2 / 3,
    welcome_coverage: 0.25,
    verifications_done: 2,
    verification_rate: 2 / 3,
    verification_avg: 40,
    verification_confirmed_rate: 0.5,
  });
});

test('[MT80] conversion per contact is accepted offers over right parties', () => {
  const floor = handled(new SmallFloor(), 4, { rpc: true });
  floor.send('wrap.ended', TEN, { leg: 'x', endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0, rpc: false });
  for (const stage of ['offered', 'offered', 'accepted', 'declined']) outcome(floor, 'sale', stage, { ix: stage });
  outcome(floor, 'promise', 'accepted', { ix: 'p' });
  expect(floor.value('conversion_per_contact', LATER)).toBe(1 / 4);
});
