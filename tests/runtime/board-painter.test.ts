import { expect, test } from 'vitest';
import { INBOUND_FLOOR } from '#lib/boards/inbound-floor.ts';
import { BoardPainter } from '#lib/runtime/board-painter.ts';
import type { BoardState } from '#lib/wire/messages.ts';

const SECOND_MS = 1_000;
const BOARD = { id: 'b', tiles: INBOUND_FLOOR.tiles.slice(0, 3) };
const [ROLLING, DEPTH, WAIT] = BOARD.tiles.map(({ id }) => id) as [string, string, string];

/** A painter on a clock of the test's own; the numbers of the tiles are what the test sets. */
function floor({ costMs = 0, speed = 1 } = {}) {
  let nowMs = 0;
  let timer: { at: number; callback: () => void } | null = null;
  const values: Record<string, number> = {};
  const told: { atMs: number; state: BoardState }[] = [];
  const counted: Record<string, number> = {};
  const painter = new BoardPainter({
    count({ tiles }, _topic, asOf) {
      nowMs += costMs;
      for (const { id } of tiles) counted[id] = (counted[id] ?? 0) + 1;
      return {
        asOf,
        // The first tile moves with every second, as a rolling window does.
        tiles: Object.fromEntries(
          tiles.map(({ id }) => {
            const value = (values[id] ?? 0) + (id === ROLLING ? asOf / SECOND_MS : 0);
            return [id, { rows: [{ value }], samples: [{}], target: null }];
          }),
        ),
        freshness: { lastEventAt: nowMs, gaps: 0, complete: true, disconnected: [], simulated: false },
        names: {},
      };
    },
    tell: (_topic, state) => told.push({ atMs: nowMs, state }),
    asOf: () => (Math.floor((nowMs * speed) / SECOND_MS) + 1) * SECOND_MS,
    now: () => nowMs,
    after(ms, callback) {
      const mine = { at: nowMs + ms, callback };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
  });
  const runUntil = (untilMs: number): void => {
    while (timer !== null && timer.at <= untilMs) {
      nowMs = Math.max(nowMs, timer.at);
      const { callback } = timer;
      timer = null;
      callback();
    }
    nowMs = Math.max(nowMs, untilMs);
  };
  const set = (atMs: number, id: string, value: number): void => {
    runUntil(atMs);
    values[id] = value;
    painter.folded();
  };
  const shown = (id: string): { atMs: number; value: unknown }[] =>
    told
      .map(({ atMs, state }) => ({ atMs, value: state.tiles[id]?.rows[0]?.value }))
      .filter(({ value }, at, all) => at === 0 || value !== all[at - 1]!.value);
  painter.open(1, BOARD);
  return { painter, set, runUntil, shown, told, counted };
}

test('[PU11] the first change of a tile is told at once, also while another tile is busy', () => {
  const { set, runUntil, shown } = floor();
  for (let at = 300; at < 700; at += 5) set(at, DEPTH, at);
  set(703, WAIT, 7);
  runUntil(740);
  const seen = shown(WAIT).at(-1)!;
  expect(seen.value).toBe(7);
  expect(seen.atMs - 703).toBeLessThanOrEqual(20);
});

test('[PU11] a busy tile repaints at most 4 times a second, and shows the last value soon after', () => {
  const { set, runUntil, shown } = floor();
  let last = 0;
  for (let at = 100; at < 5_100; at += 3) set(at, DEPTH, (last = at));
  runUntil(6_000);
  const times = shown(DEPTH).map(({ atMs }) => atMs);
  // From the first whole second on the repaints keep step with the seconds.
  const steady = times.filter((at) => at >= SECOND_MS);
  for (const at of steady) {
    expect(steady.filter((other) => other > at - SECOND_MS && other <= at).length).toBeLessThanOrEqual(4);
  }
  expect(times.length).toBeGreaterThanOrEqual(4 * 4);
  expect(shown(DEPTH).at(-1)).toEqual({ atMs: expect.any(Number), value: last });
  expect(times.at(-1)! - last).toBeLessThanOrEqual(250);
});

test('[PU11] a second that passes makes no event wait', () => {
  const { painter, set, runUntil, shown } = floor();
  runUntil(1_001);
  painter.paint();
  expect(shown(ROLLING).at(-1)).toEqual({ atMs: 1_001, value: 2 });
  set(1_030, ROLLING, 40);
  expect(shown(ROLLING).at(-1)).toEqual({ atMs: 1_030, value: 42 });
});

test('[PU12] all tiles of a told state are of its second', () => {
  const { set, told } = floor();
  for (let at = 10; at < 4_000; at += 7) set(at, DEPTH, at);
  for (const { state } of told) expect(state.tiles[ROLLING]?.rows[0]?.value).toBe(state.asOf / SECOND_MS);
  expect(told.at(-1)!.state.asOf).toBe(4_000);
});

test('[PU12] on a fast clock a board moves at most 4 times a real second', () => {
  const { set, told } = floor({ speed: 60 });
  for (let at = 10; at < 4_000; at += 7) set(at, DEPTH, at);
  const whole = told.filter(({ state }, at) => state.asOf !== told[at - 1]?.state.asOf);
  expect(whole.length).toBeGreaterThan(12);
  expect(whole.length).toBeLessThanOrEqual(17);
});

test('[PU13] counting takes a part of the time only, however dear a tile is', () => {
  const { painter, runUntil, counted } = floor({ costMs: 30 });
  for (let at = 100; at < 10_000; at += 5) {
    runUntil(at);
    painter.folded();
  }
  const counts = Object.values(counted).reduce((sum, count) => sum + count, 0);
  expect(counts * 30).toBeLessThan(10_000 * 0.6);
});

test('nothing is told of a closed board', () => {
  const { painter, set, told } = floor();
  painter.close(1);
  const before = told.length;
  set(2_500, DEPTH, 5);
  expect(told.length).toBe(before);
});
