import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SYSTEM } from '#lib/access/rights.ts';
import { createIngest, INGEST_PATH } from '#lib/sources/ingest/ingest.ts';
import { createIngestCounters } from '#lib/sources/ingest/ingest-counters.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';

/** Ingest over HTTP into the embedded log. */
export interface IngestFigures {
  events: number;
  /** By the clock on the wall: sender and server share the machine. */
  perSecond: number;
  /** CPU of the server's thread for one event, microseconds: parse, validate, append, answer. */
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

/** Posts events in bodies of 1,000 lines to a server in this thread and measures both. */
export async function ingestFigures(events = 100_000): Promise<IngestFigures> {
  const directory = mkdtempSync(join(tmpdir(), 'floorlight-bench-'));
  const log = openEmbeddedLog({ directory, now: Date.now });
  const ingest = createIngest({
    log,
    authenticate: () => Promise.resolve(SYSTEM),
    clock: { now: Date.now, speed: 1 },
    counters: createIngestCounters(),
  });
  const server = createServer((request, response) => void ingest.handle(request, response));
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
      events: sent,
      perSecond: Math.round((sent * 1_000) / elapsedMs),
      cpuMicrosecondsPerEvent: Math.round((cpuMs * 10_000) / sent) / 10,
      longestTurnMs: Math.round(longest * 10) / 10,
    };
  } finally {
    await sender.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await log.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
