import { expect, test } from 'vitest';
import { boardState } from '#lib/boards/board-state.ts';
import { INBOUND_FLOOR } from '#lib/boards/inbound-floor.ts';
import { wilson } from '#lib/metrics/confidence.ts';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import { MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from '../metrics/small-floor.ts';

const ASKED_AT = TEN + MINUTE_MS;

/** The board of a floor on which so many calls came in, a quarter of them given up. */
function boardOf(calls: number) {
  const voice = { media: 'voice', direction: 'in' };
  const floor = new SmallFloor()
    .visits((calls * 3) / 4, 'answered', 1_000, voice)
    .visits(calls / 4, 'abandoned', 9_000, voice);
  const all = { sites: 'all', teams: 'all' } as const;
  const answer = (question: Parameters<typeof floor.engine.answer>[0]) =>
    floor.engine.answer(question, ASKED_AT, ASKED_AT);
  return boardState(INBOUND_FLOOR, all, answer, new Dimensions([]));
}

test('[MT74] a board tells the range of a share over fewer than 20, and none over more', () => {
  const few = boardOf(16).tiles;
  expect(few.abandon_rate!.ranges).toEqual([{ abandon_rate: wilson(4, 16) }]);
  expect(few.queue_depth).not.toHaveProperty('ranges');
  for (const tile of Object.values(boardOf(20).tiles)) expect(tile).not.toHaveProperty('ranges');
});
