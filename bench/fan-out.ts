import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import { SYSTEM } from '#lib/access/rights.ts';
import { createHub } from '#lib/hub/hub.ts';
import type { BoardState } from '#lib/wire/messages.ts';
import type { Figure } from './figure.ts';

const SOCKETS = 1_000;
const STATES = 50;
const PUSH_EVERY_MS = 50;

/** One state after the other to many sockets. */
interface FanOut {
  /** From the push to the last byte read by the sockets' own thread, ms, over all frames. */
  p50Ms: number;
  p99Ms: number;
  /** CPU of the sending thread for one state and one socket, microseconds. */
  cpuMicrosecondsPerViewer: number;
  /** Bytes of one frame. */
  frameBytes: number;
}

/** The viewers have a thread of their own: they note how old each delta is when it is heard. */
const VIEWERS = `
const { workerData, parentPort } = require('node:worker_threads');
const WebSocket = require('ws');
const { url, sockets, states } = workerData;
const ages = [];
let ready = 0, bytes = 0;
for (let at = 0; at < sockets; at += 1) {
  const socket = new WebSocket(url, { headers: { authorization: 'Bearer bench' }, perMessageDeflate: false });
  socket.on('message', (data) => {
    const text = String(data);
    if (text.startsWith('{"type":"hello"')) socket.send(JSON.stringify({ type: 'subscribe', request: 1, board: 'inbound', scope: { sites: 'all' } }));
    else if (text.startsWith('{"type":"snapshot"')) { if (++ready === sockets) parentPort.postMessage('ready'); }
    else {
      bytes = data.length;
      const pushedAt = Number(/"asOf":([0-9.]+)/.exec(text)[1]);
      ages.push(performance.timeOrigin + performance.now() - pushedAt);
      if (ages.length === sockets * states) { ages.sort((a, b) => a - b); parentPort.postMessage({ ages: [ages[ages.length >> 1], ages[Math.floor(ages.length * 0.99)]], bytes }); }
    }
  });
}
`;

/** What a viewer costs: one topic of the hub pushed to 1,000 sockets, against a bare server that sends them the same bytes. */
export async function fanOutFigures(): Promise<Figure[]> {
  const hub = await throughHub();
  const bare = await throughBareServer(hub.frameBytes);
  const name = `fan-out to ${SOCKETS.toLocaleString('en')} sockets, ${(hub.frameBytes / 1024).toFixed(1)} KB`;
  return [
    { what: `${name}: p50`, unit: 'ms', value: hub.p50Ms, ceiling: bare.p50Ms },
    { what: `${name}: p99`, unit: 'ms', value: hub.p99Ms, ceiling: bare.p99Ms },
    {
      what: `${name}: CPU`,
      unit: 'µs/viewer',
      value: hub.cpuMicrosecondsPerViewer,
      ceiling: bare.cpuMicrosecondsPerViewer,
    },
  ];
}

async function throughHub(): Promise<FanOut> {
  let push: (state: BoardState) => void = () => {};
  const hub = createHub({
    openTopic: (_question, onState) => {
      push = onState;
      onState(stateOf(0));
      return () => {};
    },
    access: {
      authenticate: () => Promise.resolve(SYSTEM),
      onRevoked: () => () => {},
      displays: { seen: () => {} },
    } as unknown as Parameters<typeof createHub>[0]['access'],
    clock: { now: Date.now, speed: 1 },
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => void hub.handleUpgrade(request, socket, head));
  const figures = await toViewers(server, (asOf) => push(stateOf(asOf)));
  await hub.stop();
  await close(server);
  if (hub.stats().skipped > 0)
    throw new Error('The viewers did not keep up: the figures would be those of fewer frames.');
  return figures;
}

/** What `ws` itself costs: frames of the same size, the instant of the push in front. */
async function throughBareServer(frameBytes: number): Promise<FanOut> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.send('{"type":"hello"}');
    socket.on('message', () => socket.send('{"type":"snapshot"}'));
  });
  const figures = await toViewers(server, (asOf) => {
    const frame = Buffer.from(`{"asOf":${asOf},"filling":"`.padEnd(frameBytes - 2, 'x') + '"}');
    for (const socket of sockets.clients) socket.send(frame, { binary: false });
  });
  for (const socket of sockets.clients) socket.terminate();
  await close(server);
  return figures;
}

async function toViewers(server: Server, push: (asOf: number) => void): Promise<FanOut> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/stream`;
  const viewers = new Worker(VIEWERS, { eval: true, workerData: { url, sockets: SOCKETS, states: STATES } });
  const heard = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      viewers.once('message', resolve);
      viewers.once('error', reject);
    });
  try {
    await heard();
    const result = heard<{ ages: [number, number]; bytes: number }>();
    const cpuBefore = process.threadCpuUsage();
    for (let at = 0; at < STATES; at += 1) {
      push(performance.timeOrigin + performance.now());
      await new Promise((resolve) => setTimeout(resolve, PUSH_EVERY_MS));
    }
    const { ages, bytes } = await result;
    const { user, system } = process.threadCpuUsage(cpuBefore);
    return {
      p50Ms: ages[0],
      p99Ms: ages[1],
      cpuMicrosecondsPerViewer: (user + system) / STATES / SOCKETS,
      frameBytes: bytes,
    };
  } finally {
    await viewers.terminate();
  }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A state in which a tile of 50 queues changes every time: its delta has about 4 KB. */
const stateOf = (asOf: number): BoardState => ({
  asOf,
  tiles: {
    longest_wait: {
      rows: Array.from({ length: 50 }, (_, at) => ({
        queue: `queue-${at}`,
        longest_wait: (asOf % 100_000) / 1_000 + at,
        queue_depth: at,
      })),
      samples: [],
      target: null,
    },
    service_level: { rows: [{ service_level: 0.8 }], samples: [{ service_level: 100 }], target: null },
  },
  freshness: { lastEventAt: 1, gaps: 0, complete: true, disconnected: [], simulated: false },
  names: {},
});

if (import.meta.main) console.log(await fanOutFigures());
