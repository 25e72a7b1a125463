import { connect as connectSocket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { SYSTEM } from '#lib/access/rights.ts';
import { CLOSE } from '#lib/wire/messages.ts';
import { waitUntil } from '../support/wait-until.ts';
import { boardState, PASSWORD, startHub, type HubServer } from './hub-server.ts';

let server: HubServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

const subscribe = (request = 1, rest: object = {}) =>
  ({ type: 'subscribe', request, board: 'inbound', scope: { sites: 'all' }, ...rest }) as never;
const WHOLE = { sites: 'all', teams: 'all' } as const;

test('[PU1] hello, one snapshot, then deltas that hold only what changed, numbered', async () => {
  server = await startHub();
  const viewer = server.connect();
  const hello = await viewer.next('hello');
  expect(hello).toMatchObject({ version: 1, speed: 1 });
  expect(Math.abs(hello.serverNow - Date.now())).toBeLessThan(2_000);
  viewer.say(subscribe(7));
  await waitUntil(() => server!.topics.length === 1);
  server.topics[0]!.push(boardState(1_000, 3));
  expect(await viewer.next('snapshot')).toMatchObject({ request: 7, seq: 1, state: boardState(1_000, 3) });
  server.topics[0]!.push(boardState(1_000, 3));
  server.topics[0]!.push(boardState(2_000, 4));
  const delta = await viewer.next('delta');
  expect(delta).toMatchObject({ request: 7, seq: 2, delta: { asOf: 2_000 } });
  expect(Object.keys(delta.delta.tiles)).toEqual(['queue_depth']);
  expect(viewer.heard.map(({ type }) => type)).toEqual(['hello', 'snapshot', 'delta']);
});

test('[PU2] one subscription in the engine, however many look; it ends some time after the last', async () => {
  server = await startHub({ lingerMs: 30 });
  const viewers = [server.connect(), server.connect(), server.connect()];
  for (const viewer of viewers) {
    await viewer.opened();
    viewer.say(subscribe());
  }
  await waitUntil(() => server!.hub.stats().topics === 1);
  server.topics[0]!.push(boardState(1_000, 1));
  for (const viewer of viewers) await viewer.next('snapshot');
  server.topics[0]!.push(boardState(2_000, 2));
  for (const viewer of viewers) await viewer.next('delta');
  expect(server.topics).toHaveLength(1);
  viewers[0]!.say({ type: 'unsubscribe', request: 1 });
  viewers[1]!.socket.close();
  viewers[2]!.socket.terminate();
  await waitUntil(() => server!.topics[0]!.closed);
  expect(server.hub.stats().topics).toBe(0);
});

test('[PU3] a viewer that comes back is given the deltas that it missed; a place too old, unknown or ahead, a snapshot', async () => {
  server = await startHub({ deltasKept: 3 });
  const first = server.connect();
  await first.opened();
  first.say(subscribe());
  await waitUntil(() => server!.topics.length === 1);
  const push = (asOf: number) => server!.topics[0]!.push(boardState(asOf, asOf / 1_000));
  push(1_000);
  const { stream } = await first.next('snapshot');
  for (const asOf of [2_000, 3_000, 4_000, 5_000]) push(asOf);
  await waitUntil(() => first.heard.length === 6);

  const resumed = async (place: { stream: string; seq: number }) => {
    const viewer = server!.connect();
    await viewer.opened();
    viewer.say(subscribe(2, { resume: place }));
    viewer.say({ type: 'ping', id: 9 });
    await viewer.next('pong');
    return viewer.heard
      .slice(1, -1)
      .map((message) => ('seq' in message ? `${message.type} ${message.seq}` : message.type));
  };
  expect(await resumed({ stream, seq: 3 })).toEqual(['delta 4', 'delta 5']);
  expect(await resumed({ stream, seq: 2 })).toEqual(['delta 3', 'delta 4', 'delta 5']);
  expect(await resumed({ stream, seq: 5 })).toEqual([]);
  expect(await resumed({ stream, seq: 1 })).toEqual(['snapshot 5']);
  expect(await resumed({ stream, seq: 6 })).toEqual(['snapshot 5']);
  expect(await resumed({ stream: 'another', seq: 5 })).toEqual(['snapshot 5']);
});

test('[PU4] 401 without an identity, 403 without the right, and a cookie counts only from our own pages', async () => {
  server = await startHub();
  const { sessionCookie } = await server.access.signIn({ name: 'admin', password: PASSWORD, address: 'here' });
  const cookie = `${sessionCookie.name}=${sessionCookie.value}`;
  const { secret } = await server.access.tokens.make({ name: 'pbx', kind: 'ingest', scope: WHOLE }, SYSTEM);
  const refused = async (headers: Record<string, string>) => {
    const viewer = server!.connect(headers);
    return waitUntil(() => viewer.refused, { what: 'a refusal' });
  };
  expect(await refused({})).toBe(401);
  expect(await refused({ authorization: 'Bearer wrong' })).toBe(401);
  expect(await refused({ authorization: `Bearer ${secret}` })).toBe(403);
  expect(await refused({ cookie, origin: 'https://evil.example' })).toBe(401);
  const own = server.connect({ cookie, origin: `http://127.0.0.1:${server.port}` });
  await own.opened();
});

test('[PU5] a scope narrows what is looked at, and viewers of the same scope share a topic', async () => {
  server = await startHub();
  const narrow = { sites: ['bj', 'cs'], teams: ['t1'] };
  const { secret } = await server.access.tokens.make({ name: 'narrow', kind: 'read', scope: narrow }, SYSTEM);
  const viewer = server.connect({ authorization: `Bearer ${secret}` });
  await viewer.opened();
  viewer.say(subscribe(1));
  viewer.say(subscribe(2, { scope: { sites: ['cs', 'bj'] } }));
  viewer.say(subscribe(3, { scope: { sites: ['cs'] } }));
  viewer.say(subscribe(4, { scope: { sites: ['cs', 'gz'] } }));
  expect(await viewer.next('problem')).toMatchObject({ request: 4, code: 'forbidden' });
  expect(server.topics.map(({ question }) => question.scope)).toEqual([narrow, { sites: ['cs'], teams: ['t1'] }]);
});

test('[PU5] a display link sees its own board only; an unknown board and a missing engine are told', async () => {
  server = await startHub();
  const { path } = await server.access.displays.make({ name: 'TV', board: 'inbound', scope: WHOLE }, SYSTEM);
  const opened = (await server.access.displays.open(path.split('/').at(-1)!))!;
  const display = server.connect({ cookie: `${opened.cookie.name}=${opened.cookie.value}` });
  await display.opened();
  display.say(subscribe());
  await waitUntil(() => server!.topics.length === 1);
  const viewer = server.connect();
  await viewer.opened();
  viewer.say(subscribe(5, { board: 'nothing' }));
  expect(await viewer.next('problem')).toMatchObject({ request: 5, code: 'unknown_board' });
  server.setEngineDown(true);
  const place = viewer.heard.length;
  viewer.say(subscribe(6, { scope: { sites: ['x'] } }));
  expect(await viewer.next('problem', place)).toMatchObject({ request: 6, code: 'engine_down' });
});

test('[PU6] a revoked token, a revoked link and a sign-out close the socket with 4401 within two seconds', async () => {
  server = await startHub();
  const { token, secret } = await server.access.tokens.make({ name: 'gone', kind: 'read', scope: WHOLE }, SYSTEM);
  const link = await server.access.displays.make({ name: 'TV', board: 'inbound', scope: WHOLE }, SYSTEM);
  const opened = (await server.access.displays.open(link.path.split('/').at(-1)!))!;
  const { sessionCookie } = await server.access.signIn({ name: 'admin', password: PASSWORD, address: 'here' });
  const cookie = `${sessionCookie.name}=${sessionCookie.value}`;
  const viewers = [
    server.connect({ authorization: `Bearer ${secret}` }),
    server.connect({ cookie: `${opened.cookie.name}=${opened.cookie.value}` }),
    server.connect({ cookie }),
  ];
  const stays = server.connect();
  for (const viewer of [...viewers, stays]) await viewer.opened();
  await server.access.tokens.revoke(token.id, SYSTEM);
  await server.access.displays.revoke(link.display.id, SYSTEM);
  await server.access.signOut(cookie);
  for (const viewer of viewers) {
    const closed = await waitUntil(() => viewer.closed, { timeoutMs: 2_000, what: 'the close' });
    expect(closed.code).toBe(CLOSE.identityRevoked);
  }
  expect(stays.closed).toBeNull();
});

test.each([
  ['no JSON', '{'],
  ['an unknown type', '{"type":"give"}'],
  ['a wrong type', '{"type":"ping","id":"1"}'],
  ['an extra field', '{"type":"ping","id":1,"x":1}'],
  [
    'a long list',
    JSON.stringify({ type: 'subscribe', request: 1, board: 'inbound', scope: { sites: Array(201).fill('a') } }),
  ],
])('[PU7] %s closes the socket with 4422', async (_what, text) => {
  server = await startHub();
  const viewer = server.connect();
  await viewer.opened();
  viewer.say(text);
  expect((await waitUntil(() => viewer.closed)).code).toBe(CLOSE.badMessage);
});

test('[PU7] a message over the limit is refused (1009), a flood of them closes the socket', async () => {
  server = await startHub({ messagesPerSecond: 20 });
  const viewer = server.connect();
  await viewer.opened();
  viewer.say(' '.repeat(20_000));
  expect((await waitUntil(() => viewer.closed)).code).toBe(1009);
  const flood = server.connect();
  await flood.opened();
  for (let id = 0; id < 60; id += 1) flood.say({ type: 'ping', id });
  expect((await waitUntil(() => flood.closed)).code).toBe(CLOSE.badMessage);
});

test('[PU8] a viewer that does not read skips states and holds back no other; when it reads again it has the latest', async () => {
  server = await startHub({ fullBytes: 64 * 1024, slowMs: 60_000 });
  const slow = server.connect();
  const quick = server.connect();
  for (const viewer of [slow, quick]) {
    await viewer.opened();
    viewer.say(subscribe());
  }
  await waitUntil(() => server!.topics.length === 1);
  const bulky = (asOf: number) => boardState(asOf, asOf, { names: { [`q${asOf}`]: { en: 'x'.repeat(200_000) } } });
  server.topics[0]!.push(bulky(1));
  await slow.next('snapshot');
  slow.socket.pause();
  let asOf = 1;
  await waitUntil(
    () => {
      server!.topics[0]!.push(bulky((asOf += 1)));
      return server!.hub.stats().skipped > 20;
    },
    { everyMs: 1, what: 'skipped states' },
  );
  await waitUntil(() => quick.heard.some((message) => 'seq' in message && message.seq === asOf), {
    what: 'the last at the quick one',
  });
  expect(quick.heard.filter(({ type }) => type === 'delta').length).toBeGreaterThan(
    slow.heard.filter(({ type }) => type === 'delta').length,
  );
  slow.socket.resume();
  const last = await waitUntil(
    () => slow.heard.findLast((message) => message.type === 'snapshot' && message.seq === asOf),
    { what: 'the latest' },
  );
  expect(last).toMatchObject({ state: bulky(asOf) });
  const place = slow.heard.length;
  server.topics[0]!.push(boardState(asOf + 1, 5));
  expect((await slow.next('delta', place)).seq).toBe(asOf + 1);
  expect(slow.closed).toBeNull();
});

test('[PU8] one that never reads again is closed', async () => {
  server = await startHub({ fullBytes: 1_024, slowMs: 200, closeWithinMs: 100 });
  const slow = server.connect();
  await slow.opened();
  slow.say(subscribe());
  await waitUntil(() => server!.topics.length === 1);
  slow.socket.pause();
  let asOf = 0;
  await waitUntil(
    () => {
      server!.topics[0]!.push(boardState((asOf += 1), asOf, { names: { q: { en: String(asOf).padEnd(200_000) } } }));
      return server!.hub.stats().closedSlow === 1;
    },
    { everyMs: 5, what: 'the close' },
  );
  await waitUntil(() => server!.hub.stats().viewers === 0);
  expect(server.hub.stats().closedSlow).toBe(1);
});

test('[PU9] ping is answered with the time; a socket that does not answer the heartbeat is ended', async () => {
  server = await startHub({ heartbeatMs: 60 });
  const viewer = server.connect();
  await viewer.opened();
  viewer.say({ type: 'ping', id: 41 });
  expect(await viewer.next('pong')).toMatchObject({ id: 41 });
  const dead = connectSocket(server.port, '127.0.0.1');
  dead.on('error', () => {});
  dead.write(
    `GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nAuthorization: Bearer ${server.readToken}\r\n\r\n`,
  );
  await waitUntil(() => server!.hub.stats().viewers === 2);
  await waitUntil(() => server!.hub.stats().viewers === 1, { what: 'the end of the silent socket' });
  expect(viewer.closed).toBeNull();
});

test('[PU10] when the server stops every socket is closed with 1001, and no new one is taken', async () => {
  server = await startHub();
  const viewers = [server.connect(), server.connect()];
  for (const viewer of viewers) await viewer.opened();
  await server.hub.stop();
  for (const viewer of viewers) expect((await waitUntil(() => viewer.closed)).code).toBe(CLOSE.goingAway);
  const late = server.connect();
  expect(await waitUntil(() => late.refused)).toBe(503);
});

test('[PU1] a board that loses a tile begins a new stream', async () => {
  server = await startHub();
  const viewer = server.connect();
  await viewer.opened();
  viewer.say(subscribe());
  await waitUntil(() => server!.topics.length === 1);
  server.topics[0]!.push(boardState(1_000, 3));
  const first = await viewer.next('snapshot');
  const place = viewer.heard.length;
  const { queue_depth: depth } = boardState(2_000, 3).tiles;
  server.topics[0]!.push(boardState(2_000, 3, { tiles: { queue_depth: depth! } }));
  const second = await viewer.next('snapshot', place);
  expect(second.stream).not.toBe(first.stream);
  expect(Object.keys(second.state.tiles)).toEqual(['queue_depth']);
});
