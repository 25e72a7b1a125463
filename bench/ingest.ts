import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { SYSTEM } from '#lib/access/rights.ts';
import { createIngest, INGEST_PATH } from '#lib/sources/ingest/ingest.ts';
import { createIngestCounters } from '#lib/sources/ingest/ingest-counters.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { makeTempDir, removeTempDir } from '../tests/support/temp-dir.ts';
import type { Figure } from './figure.ts';

/** One way to take lines over HTTP. */
interface Taken {
  /** By the clock on the wall: sender and server share the machine. */
  perSecond: number;
  /** CPU of the server's thread for one event, microseconds. */
  cpuMicrosecondsPerEvent: number;
  /** The longest that the server's thread did nothing but work, ms of CPU. */
  longestTurnMs: number;
}

const EVENTS_PER_BODY = 1_000;

/** The sender has a thread of its own: it makes bodies of `queue.left` and posts one after the other. */
const SENDER = `
const { workerData, parentPort } = require('node:worker_threads');
const { url, bodies, perBody } = workerData;
const line = (n) => JSON.stringify({ v: 1, t: 'queue.left', p: 'bench-1', e: 1753142000000, n, at: 1753146010250 + n,
  d: { site: 'cs', ix: 'ix' + n, visit: 'ix' + n + '#q1', queue: 'q' + (n % 500), media: 'voice', direction: 'in', fn: 'service',
  enqueuedAt: 1753145998100 + n, waitMs: 12150, ringMs: 2900, outcome: 'answered', agent: 'a' + (n % 9000), slThresholdMs: 20000 } });
const texts = Array.from({ length: bodies }, (_, b) => Array.from({ length: perBody }, (_, at) => line(b * perBody + at + 1)).join('\\n'));
(async () => {
  parentPort.postMessage('ready');
  await new Promise((go) => parentPort.once('message', go));
  for (const body of texts) {
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/x-ndjson', authorization: 'Bearer bench' } });
    const answer = await response.json();
    if (answer.accepted !== perBody) throw new Error(JSON.stringify(answer).slice(0, 300));
  }
  parentPort.postMessage('done');
})();
`;

/** Ingest over HTTP into the embedded log, against a bare server that reads the same bodies and parses their lines. */
export async function ingestFigures(events = 100_000): Promise<Figure[]> {
  const directory = makeTempDir('bench');
  const log = openEmbeddedLog({ directory, now: Date.now });
  const ingest = createIngest({
    log,
    authenticate: () => Promise.resolve(SYSTEM),
    clock: { now: Date.now, speed: 1 },
    counters: createIngestCounters(),
  });
  try {
    const taken = await measure((request, response) => void ingest.handle(request, response), events);
    const bare = await measure((request, response) => void takeBare(request, response), events);
    return [
      {
        what: 'ingest over HTTP',
        unit: 'events/s',
        value: taken.perSecond,
        ceiling: bare.perSecond,
        target: { least: 20_000 },
      },
      {
        what: 'ingest over HTTP: CPU of the server',
        unit: 'µs/event',
        value: taken.cpuMicrosecondsPerEvent,
        ceiling: bare.cpuMicrosecondsPerEvent,
      },
      { what: 'ingest over HTTP: longest turn', unit: 'ms', value: taken.longestTurnMs, ceiling: bare.longestTurnMs },
    ];
  } finally {
    await log.close();
    removeTempDir(directory);
  }
}

/** What any server has to do: read the body and parse its lines. */
async function takeBare(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString().split('\n');
  for (const line of lines) JSON.parse(line);
  response.end(JSON.stringify({ accepted: lines.length }));
}

/** Posts events in bodies of 1,000 lines to a server in this thread and measures both. */
async function measure(listener: RequestListener, events: number): Promise<Taken> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${INGEST_PATH}`;
  const bodies = Math.ceil(events / EVENTS_PER_BODY);
  const sender = new Worker(SENDER, { eval: true, workerData: { url, bodies, perBody: EVENTS_PER_BODY } });
  const heard = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      sender.once('message', resolve);
      sender.once('error', reject);
    });
  try {
    await heard();
    let longest = 0;
    let last = threadCpuMs();
    const watch = setInterval(() => {
      const now = threadCpuMs();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    const cpuBefore = threadCpuMs();
    const startedAt = performance.now();
    const done = heard();
    sender.postMessage('go');
    await done;
    const elapsedMs = performance.now() - startedAt;
    const cpuMs = threadCpuMs() - cpuBefore;
    clearInterval(watch);
    const sent = bodies * EVENTS_PER_BODY;
    return {
      perSecond: Math.round((sent * 1_000) / elapsedMs),
      cpuMicrosecondsPerEvent: Math.round((cpuMs * 10_000) / sent) / 10,
      longestTurnMs: Math.round(longest * 10) / 10,
    };
  } finally {
    await sender.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

if (import.meta.main) console.log(await ingestFigures());
