import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { SYSTEM } from '#lib/access/rights.ts';
import { createHub } from '#lib/hub/hub.ts';
import type { BoardState } from '#lib/wire/messages.ts';

/** One topic pushed to many sockets. */
export interface FanOutFigures {
  sockets: number;
  states: number;
  /** Bytes of one delta. */
  frameBytes: number;
  /** From the push to the last byte read by the sockets' own thread, ms, over all frames. */
  p50Ms: number;
  p99Ms: number;
  /** CPU of the hub's thread for one state to all sockets, ms. */
  cpuMsPerState: number;
  skipped: number;
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

/** Pushes `states` states of about 4 KB to `sockets` viewers, 50 ms apart. */
export async function fanOutFigures(sockets = 1_000, states = 50): Promise<FanOutFigures> {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/stream`;
  const viewers = new Worker(VIEWERS, { eval: true, workerData: { url, sockets, states } });
  const heard = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      viewers.once('message', resolve);
      viewers.once('error', reject);
    });
  try {
    await heard();
    const result = heard<{ ages: [number, number]; bytes: number }>();
    const cpuBefore = threadCpuMs();
    for (let at = 0; at < states; at += 1) {
      push(stateOf(performance.timeOrigin + performance.now()));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { ages, bytes } = await result;
    return {
      sockets,
      states,
      frameBytes: bytes,
      p50Ms: Math.round(ages[0] * 10) / 10,
      p99Ms: Math.round(ages[1] * 10) / 10,
      cpuMsPerState: Math.round(((threadCpuMs() - cpuBefore) * 10) / states) / 10,
      skipped: hub.stats().skipped,
    };
  } finally {
    await viewers.terminate();
    await hub.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
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

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
