import { AGENT_STATES } from '#lib/events/enumerations.ts';
import type { Floor } from '../random-floor.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Schedules, agents between calls, customers who come back, and customers who buy later. */
export function secondOrderPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  const dimsOf = (i: number) => ({
    site: ['berlin', 'shanghai', undefined][i % 3],
    queue: 'svc',
    skill: 'loans',
    media: 'voice',
    direction: 'in',
    fn: 'service',
    team: 't1',
    campaign: 'x',
    country: 'DE',
  });
  for (let i = 0; i < 9; i += 1) {
    // Told twice, in another revision; some segments over the borders of windows, some in the future, one upside down.
    for (const rev of chance.happens(0.4) ? [1, 2] : [1]) {
      let from = asOfMs - chance.whole(10, 300) * MINUTE_MS;
      const segments = Array.from({ length: chance.whole(1, 6) }, () => {
        const to = from + chance.one([chance.whole(1, 120) * MINUTE_MS, -MINUTE_MS]);
        const allowedStates = chance.one([['READY', 'TALKING', 'ACW', 'HOLD'], ['NOT_READY'], [], [...AGENT_STATES]]);
        const segment = { from, to, activity: 'work', allowedStates };
        from = to;
        return segment;
      });
      floor.send('wfm', 'schedule.set', asOfMs - DAY_MS + rev, {
        ...dimsOf(i),
        agent: `p${i}`,
        day: '2026-03-29',
        rev,
        segments: chance.happens(0.9) ? segments : undefined,
        paidMs: floor.maybe(28_800_000),
      });
    }
    let enteredAt = asOfMs - chance.whole(3, 200) * MINUTE_MS;
    let prev: object | undefined;
    const states = ['READY', 'TALKING', 'ACW', 'READY', 'DIALING', 'NOT_READY', 'READY', 'TALKING'];
    for (const state of states.slice(0, chance.whole(2, states.length))) {
      const span = { state, direction: state === 'READY' ? undefined : chance.one(['out', 'out', 'in']), enteredAt };
      floor.send('desk', 'agent.state', enteredAt, { ...dimsOf(i), agent: `p${i}`, ...span, prev });
      prev = span;
      enteredAt += chance.one([30_000, chance.whole(1, 20 * 60) * 1_000]);
      if (enteredAt >= asOfMs) break;
    }
  }
  for (let i = 0; i < size / 3; i += 1) {
    const connectedAt =
      asOfMs -
      chance.one([chance.whole(0, 20) * DAY_MS, DAY_MS, 7 * DAY_MS, chance.whole(0, 500) * MINUTE_MS]) -
      60_000;
    floor.send('crm', 'wrap.ended', connectedAt + 50_000, {
      ...dimsOf(i),
      leg: `fl${i}`,
      ix: floor.maybe(`fx${chance.whole(0, 30)}`, 0.9),
      cust: floor.maybe(`c${chance.whole(0, 6)}`, 0.9),
      topic: chance.one(['repayment', 'card', undefined]),
      connectedAt,
      endedAt: connectedAt + 40_000,
      talkMs: 40_000,
      holdMs: 0,
      acwMs: 10_000,
    });
    const at = asOfMs - chance.one([chance.whole(0, 3_000), chance.whole(0, 40_000)]) * MINUTE_MS;
    floor.send('crm', 'outcome.recorded', at, {
      ...dimsOf(i),
      cust: floor.maybe(`c${chance.whole(0, 30)}`, 0.9),
      kind: chance.one(['xsell', 'sale', 'promise']),
      stage: chance.one(['offered', 'offered', 'accepted', 'booked', 'declined']),
      product: 'loan',
      amount: floor.maybe(100_000),
      ccy: 'CNY',
    });
  }
}
