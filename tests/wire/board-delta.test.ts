import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyBoardDelta, diffBoard } from '#lib/wire/board-delta.ts';
import { readClientMessage } from '#lib/wire/client-message.ts';
import type { BoardState } from '#lib/wire/messages.ts';
import { badParameters, problem, problemResponse } from '#lib/wire/problem.ts';

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null), fc.constantFrom('a', 'b'));
const row = fc.dictionary(fc.constantFrom('queue', 'depth', 'level'), value);
const tile = fc.record({
  rows: fc.array(row, { maxLength: 3 }),
  samples: fc.array(fc.dictionary(fc.constantFrom('level'), fc.nat(3)), { maxLength: 2 }),
  target: fc.option(fc.record({ target: fc.nat(2), breach: fc.nat(2), marks: fc.array(fc.nat(2), { maxLength: 2 }) })),
});
const state = (tiles: string[]): fc.Arbitrary<BoardState> =>
  fc.record({
    asOf: fc.nat(3),
    tiles: fc.record(Object.fromEntries(tiles.map((id) => [id, tile]))),
    freshness: fc.record({
      lastEventAt: fc.option(fc.nat(2)),
      gaps: fc.nat(1),
      complete: fc.boolean(),
      disconnected: fc.subarray(['p', 'q']),
      simulated: fc.boolean(),
    }),
    names: fc.dictionary(
      fc.constantFrom('q1', 'q2'),
      fc.dictionary(fc.constantFrom('en', 'ru'), fc.constantFrom('A', 'B')),
    ),
  }) as fc.Arbitrary<BoardState>;

test('[WR1] a delta applied to the state before it gives the state after it, also through JSON', () => {
  fc.assert(
    fc.property(state(['a', 'b']), state(['a', 'b', 'c']), (before, after) => {
      const delta = diffBoard(before, after)!;
      expect(applyBoardDelta(before, JSON.parse(JSON.stringify(delta)))).toEqual(after);
    }),
    { numRuns: 2_000 },
  );
});

test('[WR1] a delta holds only what differs; what does not stays the same object', () => {
  fc.assert(
    fc.property(state(['a', 'b']), (before) => {
      const same = diffBoard(before, structuredClone(before))!;
      expect(same).toEqual({ asOf: before.asOf, tiles: {} });
      const after = applyBoardDelta(before, same);
      expect(after.tiles.a).toBe(before.tiles.a);
      expect(after.freshness).toBe(before.freshness);
    }),
  );
});

test('[WR1] where a tile is gone there is no delta', () => {
  const [before] = fc.sample(state(['a', 'b']), 1);
  const { a } = before!.tiles;
  expect(diffBoard(before!, { ...before!, tiles: { a: a! } })).toBeNull();
});

test('[WR2] a client message is read whole or not at all', () => {
  const good = [
    { type: 'subscribe', request: 1, board: 'inbound', scope: { sites: 'all' } },
    { type: 'subscribe', request: 1, board: 'inbound', scope: { sites: ['cs'] }, resume: { stream: 's', seq: 4 } },
    { type: 'unsubscribe', request: 1 },
    { type: 'ping', id: 0 },
  ];
  for (const message of good) expect(readClientMessage(JSON.stringify(message))).toEqual(message);
  const bad = [
    '',
    'null',
    '[]',
    '{"type":"ping"}',
    '{"type":"ping","id":-1}',
    '{"type":"ping","id":1.5}',
    '{"type":"subscribe","request":1,"board":"","scope":{"sites":"all"}}',
  ];
  for (const text of bad) expect(readClientMessage(text), text).toBeNull();
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readClientMessage(text)));
});

test('[WR3] a problem is RFC 9457 and names what is wrong', async () => {
  const response = problemResponse(badParameters([{ field: 'by', reason: 'Unknown.' }]), { 'retry-after': '1' });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toEqual({
    type: 'urn:floorlight:problem:bad_request',
    title: 'The request makes no sense',
    status: 400,
    detail: 'by: Unknown.',
    errors: [{ field: 'by', reason: 'Unknown.' }],
  });
  expect(problem('storage_full', 'x')).not.toHaveProperty('errors');
});
