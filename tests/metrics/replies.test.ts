import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const ASOF = TEN + HOUR_MS;

/** A conversation as its messages: [side, seconds after ten]. */
function chat(floor: SmallFloor, leg: string, said: readonly [change: string, second: number][], d: object = {}) {
  for (const [change, second] of said)
    floor.send('leg.updated', TEN + second * SECOND_MS, { leg, media: 'chat', change, ...d });
}

test('[MT78] a reply is measured from the first message that was not replied to yet', () => {
  const floor = new SmallFloor();
  chat(floor, 'l1', [
    ['customer_message', 0],
    ['customer_message', 20],
    ['first_response', 30],
    ['agent_message', 35],
    ['hold_on', 36],
    ['customer_message', 40],
    ['agent_message', 50],
    ['customer_message', 60],
  ]);
  chat(floor, 'l2', [
    ['agent_message', 5],
    ['customer_message', 10],
    ['agent_message', 90],
  ]);
  expect(floor.row(['reply_avg', 'first_response_avg'], ASOF)).toEqual({
    reply_avg: (30 + 10 + 80) / 3,
    first_response_avg: null,
  });
  // The reply counts when it is given, the question may lie before the window.
  expect(floor.value('reply_avg', TEN + 90 * SECOND_MS + 5 * MINUTE_MS, { window: '5m' })).toBe(80);
});

test('[MT78] messages of a day and more before are not replied to; sites do not answer for one another', () => {
  const floor = new SmallFloor();
  const day = 86_400;
  chat(floor, 'l1', [
    ['customer_message', 100 - day],
    ['customer_message', 40],
    ['agent_message', 100.001],
  ]);
  chat(floor, 'l2', [['customer_message', 0]], { site: 'x' });
  chat(floor, 'l2', [['agent_message', 10]], { site: 'y' });
  expect(floor.value('reply_avg', ASOF)).toBe(60.001);
  const other = new SmallFloor();
  chat(other, 'l1', [
    ['customer_message', 100 - day],
    ['agent_message', 100],
  ]);
  expect(other.value('reply_avg', ASOF)).toBe(day);
});
