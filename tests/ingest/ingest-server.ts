import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openAccess, type Access } from '#lib/access/access.ts';
import { SYSTEM } from '#lib/access/rights.ts';
import type { EventLog } from '#lib/streams/event-log.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';
import type { DefinitionGuard } from '#lib/sources/ingest/closed-periods.ts';
import type { AcceptedBatch } from '#lib/sources/ingest/accept-lines.ts';
import { createIngest } from '#lib/sources/ingest/ingest.ts';
import { createIngestCounters, type IngestCounters } from '#lib/sources/ingest/ingest-counters.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';

/** The clock of these tests: noon of a day in November 2026. */
export const NOW = Date.UTC(2026, 10, 22, 12);

/** An answer of ingest: the counts, or a problem. */
export interface IngestBody {
  accepted: number;
  duplicates: number;
  rejected: { line: number; code: string; message: string }[];
  detail: string;
}

/** The ingest on a port of its own, over a real embedded log and real tokens. */
export interface IngestServer {
  url: string;
  port: number;
  log: EventLog;
  access: Access;
  counters: IngestCounters;
  batches: AcceptedBatch[];
  /** Secret of a token with every scope that may correct. */
  token: string;
  post(
    body: BodyInit,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: IngestBody }>;
  stop(): Promise<void>;
}

/** `between` puts something between ingest and the log, such as a full disk. */
export async function startIngest(
  options: {
    between?: (log: EventLog) => Pick<EventLog, 'append' | 'bury'>;
    maxBytes?: number;
    guard?: DefinitionGuard;
  } = {},
): Promise<IngestServer> {
  const directory = makeTempDir('ingest');
  const clock = { now: () => NOW, speed: 1 };
  const log = openEmbeddedLog({
    directory,
    now: clock.now,
    ...(options.maxBytes ? { maxBytes: options.maxBytes } : {}),
  });
  const store = openEmbeddedStore({ directory, clock: { now: Date.now, speed: 1 } });
  const problems: Error[] = [];
  const access = await openAccess({
    store,
    clock: { now: Date.now, speed: 1 },
    origin: null,
    onProblem: (error) => problems.push(error),
  });
  const { secret } = await access.tokens.make(
    { name: 'pbx', kind: 'ingest', scope: { sites: 'all', teams: 'all' }, correct: true },
    SYSTEM,
  );
  const counters = createIngestCounters();
  const batches: AcceptedBatch[] = [];
  const ingest = createIngest({
    log: options.between?.(log) ?? log,
    ...(options.guard ? { guard: options.guard } : {}),
    authenticate: access.authenticate,
    clock,
    counters,
    onAccepted: (batch) => batches.push(batch),
  });
  const server = createServer((request: IncomingMessage, response) => {
    if (ingest.matches(request)) void ingest.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/v1/events`;
  return {
    url,
    port,
    log,
    access,
    counters,
    batches,
    token: secret,
    async post(body, headers = {}) {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${secret}`, ...headers },
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as IngestBody };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await access.close();
      await store.close();
      await log.close();
      removeTempDir(directory);
    },
  };
}

/** Every line in the log, shard by shard in order. */
export async function linesInLog(log: EventLog): Promise<string[]> {
  const tail = log.tail({});
  const lines: string[] = [];
  for (;;) {
    const entries = await tail.read(1_000, 0);
    if (entries.length === 0) break;
    for (const entry of entries) for (const line of entry.lines) lines.push(line);
  }
  await tail.close();
  return lines;
}

/** A small valid event as a line. */
export const eventLine = (
  n: number,
  rest: Record<string, unknown> = {},
  payload: Record<string, unknown> = {},
): string =>
  JSON.stringify({
    v: 1,
    t: 'queue.left',
    p: 'pbx-1',
    e: NOW - 3_600_000,
    n,
    at: NOW - 60_000 + n,
    d: {
      site: 'cs',
      queue: 'svc',
      visit: `v${n}`,
      enqueuedAt: NOW - 70_000,
      waitMs: 4_000,
      outcome: 'answered',
      ...payload,
    },
    ...rest,
  });

/** Which lines of a body were refused, and by what code. */
export const codes = (body: { rejected: { line: number; code: string }[] }): [number, string][] =>
  body.rejected.map((bad) => [bad.line, bad.code]);
