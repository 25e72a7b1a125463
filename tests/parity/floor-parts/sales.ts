import { OUTCOME_KINDS, OUTCOME_STAGES } from '#lib/events/enumerations.ts';
import type { Floor } from '../random-floor.ts';

/** The ways that offers, promises, reminders and welcome calls go. */
const WAYS = [
  ['xsell', 'eligible'],
  ['xsell', 'offered'],
  ['sale', 'offered'],
  ['xsell', 'accepted'],
  ['sale', 'booked'],
  ['promise', 'booked'],
  ['promise', 'kept'],
  ['reminder', 'delivered'],
  ['reminder', 'not_reached'],
  ['welcome', 'delivered'],
  ['welcome', 'not_reached'],
] as const;
const SELLERS = 16;

/** What came of contacts: offers, sales in one currency and in two, promises due around asOf, reminders, welcome calls. */
export function salesPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  const outcome = (at: number, dims: object, [kind, stage]: readonly [string, string], i: number): void =>
    floor.send('crm', 'outcome.recorded', at, {
      ...dims,
      ix: floor.maybe(`x${i}-${chance.whole(0, 9)}`, 0.9),
      cust: floor.maybe(`c${chance.whole(0, 30)}`, 0.9),
      kind,
      stage,
      amount: stage === 'booked' ? floor.maybe(chance.whole(1, 2_000_000), 0.9) : undefined,
      ccy: floor.maybe(chance.happens(0.03) ? 'EUR' : 'CNY', 0.9),
      dueAt:
        kind === 'promise'
          ? floor.maybe(asOfMs - chance.one([0, 1, 20_000, chance.whole(-90, 90) * 60_000]))
          : undefined,
    });
  // Those who sell in the last minute, with all that a number over their work needs.
  for (let i = 0; i < SELLERS; i += 1) {
    const site = i % 2 === 0 ? { site: 'berlin' } : {};
    const dims = { ...floor.dims(), ...site, direction: chance.one(['in', 'out']), agent: `s${i}`, cust: `c${i}` };
    floor.send('desk', 'agent.state', asOfMs - 1_200_000, { ...dims, state: 'READY', enteredAt: asOfMs - 1_200_000 });
    const endedAt = asOfMs - 30_000 - i;
    const wrap = { ...dims, leg: `sold${i}`, endedAt, talkMs: 60_000, holdMs: 0, acwMs: 1_000, rpc: true };
    floor.send('crm', 'wrap.ended', endedAt + 1_000, wrap);
    WAYS.forEach((way, step) => outcome(endedAt - 1_000 * step, dims, way, i));
    for (const stage of ['booked', 'kept']) {
      floor.send('crm', 'outcome.recorded', endedAt, { ...dims, kind: 'promise', stage, dueAt: asOfMs - 10_000 - i });
    }
  }
  for (let i = 0; i < size; i += 1) {
    const way = chance.happens(0.8)
      ? chance.one(WAYS)
      : ([chance.one(OUTCOME_KINDS), chance.one(OUTCOME_STAGES)] as const);
    outcome(floor.instant(), floor.dims(), way, i);
  }
}
