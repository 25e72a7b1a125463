import { describe, expect, test } from 'vitest';
import { CLOSE, type BoardState, type ServerMessage, type TileState } from '#lib/wire/messages.ts';
import { Bench, settled } from './socket-pair.ts';

const SERVER_START = 1_800_000_000_000;
const tile = (value: number): TileState => ({ rows: [{ queue_depth: value }], samples: [{}], target: null });

function stateOf(value: number, asOf = SERVER_START): BoardState {
  const freshness = { lastEventAt: asOf, gaps: 0, complete: true, disconnected: [], simulated: false };
  return { asOf, tiles: { queue_depth: tile(value), agents: tile(1) }, freshness, names: {} };
}
const hello = (bench: Bench, speed = 1): ServerMessage => ({
  type: 'hello',
  version: 1,
  serverNow: SERVER_START + bench.now,
  speed,
  pingAfterMs: 5_000,
});
const snapshot = (request: number, seq: number, value: number): ServerMessage => ({
  type: 'snapshot',
  request,
  stream: 's1',
  seq,
  serverNow: SERVER_START,
  state: stateOf(value),
});
const delta = (request: number, seq: number, value: number): ServerMessage => ({
  type: 'delta',
  request,
  seq,
  serverNow: SERVER_START,
  delta: { asOf: SERVER_START + seq * 1_000, tiles: { queue_depth: tile(value) } },
});
const depth = (bench: Bench) => bench.connection.feed.state?.tiles['queue_depth']?.rows[0]?.['queue_depth'];

/** A connection that shows a board: hello heard, subscribed, snapshot 10 in place. */
function live(bench = new Bench()): Bench {
  bench.connection.open();
  bench.last.open().say(hello(bench)).flush();
  bench.last.say(snapshot(1, 10, 4)).flush();
  return bench;
}

describe('the live connection', () => {
  test('[SC1] subscribes after hello and shows the snapshot, then the deltas', () => {
    const bench = new Bench();
    bench.connection.open();
    expect(bench.phase).toBe('connecting');
    bench.last.open().say(hello(bench)).flush();
    expect(bench.last.received).toEqual([{ type: 'subscribe', request: 1, board: 'inbound', scope: { sites: 'all' } }]);
    expect(bench.phase).toBe('connecting');
    bench.last.say(snapshot(1, 10, 4)).flush();
    expect([bench.phase, depth(bench)]).toEqual(['live', 4]);
    bench.last.say(delta(1, 13, 5)).flush();
    expect([depth(bench), bench.connection.feed.seq]).toEqual([5, 13]);
  });

  test('[SC1] a delta replaces the tiles that it names and leaves the others as they are', () => {
    const bench = live();
    const before = bench.connection.feed.state?.tiles['agents'];
    bench.last.say(delta(1, 11, 9)).flush();
    expect(bench.connection.feed.state?.tiles['agents']).toBe(before);
  });

  test('[SC2] answers to an old request and deltas that are not newer change nothing', () => {
    const bench = live();
    bench.last.say(delta(7, 11, 99), snapshot(2, 50, 98), delta(1, 10, 97), delta(1, 3, 96)).flush();
    expect([depth(bench), bench.connection.feed.seq]).toEqual([4, 10]);
  });

  test('[SC2] a socket that was dropped is not heard any more, whatever it says', async () => {
    const bench = live();
    const orphan = bench.last;
    const { onmessage, onclose } = orphan.handlers();
    orphan.end(1006);
    await bench.pass(600);
    expect(bench.sockets).toHaveLength(2);
    bench.last.open().say(hello(bench)).flush();
    bench.last.say(snapshot(2, 20, 7)).flush();
    onmessage?.({ data: JSON.stringify(delta(2, 99, 66)) });
    onclose?.({ code: CLOSE.identityRevoked });
    expect([bench.phase, depth(bench)]).toEqual(['live', 7]);
  });

  test('[SC3] comes back with what it knows, and says where it was', async () => {
    const bench = live();
    bench.last.end(CLOSE.goingAway);
    expect([bench.phase, depth(bench)]).toEqual(['offline', 4]);
    await bench.pass(600);
    bench.last.open().say(hello(bench)).flush();
    expect(bench.last.received[0]).toMatchObject({ type: 'subscribe', request: 2, resume: { stream: 's1', seq: 10 } });
    bench.last.say(delta(2, 11, 6)).flush();
    expect([bench.phase, depth(bench)]).toEqual(['live', 6]);
  });

  test('[SC3] waits longer after every failure, up to 15 s, and never gives up', async () => {
    const bench = new Bench();
    bench.connection.open();
    const opened: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const count = bench.sockets.length;
      bench.last.end(1006);
      const from = bench.now;
      while (bench.sockets.length === count) await bench.pass(100);
      opened.push(bench.now - from);
    }
    expect(opened.slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect(opened.slice(5).every((ms) => ms === 15_000)).toBe(true);
  });

  test('[SC4] pings after silence, shows the silence, and drops a socket that does not answer', async () => {
    const bench = live();
    await bench.pass(5_000);
    expect(bench.last.flush().received.at(-1)).toEqual({ type: 'ping', id: 1 });
    expect(bench.phase).toBe('live');
    await bench.pass(1_000);
    expect(bench.phase).toBe('stale');
    await bench.pass(3_000);
    expect([bench.phase, bench.sockets[0]?.closed]).toEqual(['offline', true]);
    await bench.pass(600);
    expect(bench.sockets).toHaveLength(2);
  });

  test('[SC4] a pong makes it live again', async () => {
    const bench = live();
    await bench.pass(6_500);
    expect(bench.phase).toBe('stale');
    bench.last.say({ type: 'pong', id: 1, serverNow: SERVER_START + bench.now }).flush();
    expect(bench.phase).toBe('live');
    await bench.pass(4_000);
    expect(bench.sockets).toHaveLength(1);
  });

  test('[SC4] a socket that opens and never says hello is dropped', async () => {
    const bench = new Bench();
    bench.connection.open();
    bench.last.open();
    await bench.pass(8_000);
    expect(bench.phase).toBe('connecting');
    await bench.pass(600);
    expect(bench.sockets).toHaveLength(2);
  });

  test('[SC5] a revoked identity loses its numbers at once and is not tried again', async () => {
    const bench = live();
    bench.revoked = true;
    bench.last.end(CLOSE.identityRevoked);
    expect(bench.connection.feed.state).toBeNull();
    await settled();
    expect(bench.phase).toBe('revoked');
    await bench.pass(600_000);
    expect(bench.sockets).toHaveLength(1);
  });

  test('[SC5] an identity that only changed comes back with a fresh snapshot', async () => {
    const bench = live();
    bench.last.end(CLOSE.identityRevoked);
    await settled();
    bench.last.open().say(hello(bench)).flush();
    expect(bench.last.received[0]).not.toHaveProperty('resume');
  });

  test('[SC5] where the server refuses the socket, it is asked whether the identity is gone', async () => {
    const bench = live();
    bench.last.end(1006);
    await bench.pass(600);
    bench.revoked = true;
    bench.last.end(1006);
    await bench.pass(2_000);
    expect(bench.phase).toBe('revoked');
  });

  test('[SC6] a problem is shown, the last numbers stay, and the board is asked for again', async () => {
    const bench = live();
    bench.last.say({ type: 'problem', request: 1, code: 'engine_down', detail: 'The engine restarts.' }).flush();
    expect([bench.phase, depth(bench)]).toEqual(['problem', 4]);
    await bench.pass(5_000);
    bench.last.flush();
    expect(bench.last.received.filter(({ type }) => type === 'subscribe')).toHaveLength(2);
    bench.last.say(snapshot(2, 40, 8)).flush();
    expect([bench.phase, depth(bench)]).toEqual(['live', 8]);
  });

  test('[SC2] words that are not of the protocol are ignored', () => {
    const bench = live();
    bench.last.say('not json', '[]', '{"type":"later"}', 'null').flush();
    expect([bench.phase, depth(bench)]).toEqual(['live', 4]);
  });

  test('[SC3] wakes at once when the network is back', () => {
    const bench = live();
    bench.last.end(1006);
    bench.connection.wake();
    expect(bench.sockets).toHaveLength(2);
    bench.connection.wake();
    expect(bench.sockets).toHaveLength(2);
  });

  test('[SC7] keeps no more than one timer over an hour of deltas, and none once closed', async () => {
    const bench = live();
    for (let seq = 11; seq < 3_611; seq += 1) {
      bench.last.say(delta(1, seq, seq)).flush();
      await bench.pass(1_000);
    }
    expect(bench.timers).toBeLessThanOrEqual(1);
    bench.connection.close();
    expect(bench.timers).toBe(0);
  });
});

describe('the floor’s clock', () => {
  test('[SC8] is the server’s, by the message that was least delayed', async () => {
    const bench = live();
    await bench.pass(1_000);
    bench.last.say({ type: 'pong', id: 9, serverNow: SERVER_START + 700 }).flush();
    expect(bench.connection.clock.at(bench.now)).toBe(SERVER_START + 1_000);
    bench.last.say({ type: 'pong', id: 9, serverNow: SERVER_START + 1_040 }).flush();
    expect(bench.connection.clock.at(bench.now)).toBe(SERVER_START + 1_040);
  });

  test('[SC8] runs as fast as the floor', async () => {
    const bench = new Bench();
    bench.connection.open();
    bench.last.open().say(hello(bench, 60)).flush();
    await bench.pass(500);
    expect(bench.connection.clock.at(bench.now)).toBe(SERVER_START + 30_000);
  });
});
