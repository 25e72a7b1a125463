import type { IncomingMessage, ServerResponse } from 'node:http';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Hub } from '../hub/hub.ts';
import type { IngestCounters } from '../sources/ingest/ingest-counters.ts';
import { INVARIANT_IDS } from '../metrics/invariants.ts';
import type { ProofPart } from './proof-part.ts';
import type { Product } from './product.ts';
import type { ResendPart } from './resend-part.ts';

/** `/healthz`, `/readyz` and `/metrics`: for those who run the product, without a log-in, without data of the floor. */
export interface Operations {
  matches(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const PATHS = ['/healthz', '/readyz', '/metrics'];
const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0]!;

export function createOperations(
  product: Product,
  hub: Hub,
  counters: IngestCounters,
  proof: Pick<ProofPart, 'invariants' | 'readingMs'>,
  resends: Pick<ResendPart, 'counts'> | null,
): Operations {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `floorlight_${name}`, help, labelNames, registers: [registry] });
  const lines = gauge('ingest_lines', 'Lines since the start, by what became of them.', ['outcome']);
  const rejected = gauge('ingest_rejected_lines', 'Refused lines since the start, by reason.', ['code']);
  const part = gauge('part_ready', '1 where the part is ready.', ['part']);
  const lag = gauge('part_lag_lines', 'Lines of the log not yet taken by the part; absent where unknown.', ['part']);
  const age = gauge('producer_last_event_seconds', 'Instant of the newest event of a producer, seconds since 1970.', [
    'producer',
  ]);
  const gaps = gauge('producer_gaps', 'Open gaps in the sequence of a producer.', ['producer']);
  const alarms = gauge('producer_gap_alarms', 'Gaps that stood for 30 s since the start.', ['producer']);
  const requests = gauge('producer_resend_requests', 'Requests to send numbers again since the start.', ['producer']);
  const broken = gauge('invariant_broken', 'Scopes in which an invariant of the numbers does not hold.', ['invariant']);
  const proving = gauge('invariants_reading_seconds', 'Cost of one reading of the invariants of the live state.');
  const findings = gauge(
    'quality_findings',
    'Events that cannot have been as they say, since the start of the history.',
    ['producer', 'kind'],
  );
  const viewers = gauge('hub_viewers', 'Open sockets.');
  const frames = gauge('hub_frames', 'Frames since the start, by what became of them.', ['outcome']);

  const fill = async (): Promise<void> => {
    const status = await product.status();
    for (const [outcome, count] of Object.entries(status.counts)) lines.set({ outcome }, count);
    for (const [code, count] of counters.rejected) rejected.set({ code }, count);
    lag.reset();
    for (const [name, state] of Object.entries(status.parts)) {
      part.set({ part: name }, state.state === 'ready' ? 1 : 0);
      if (typeof state.lag === 'number') lag.set({ part: name }, state.lag);
    }
    for (const producer of status.producers) {
      if (Number.isFinite(producer.lastEventAt)) age.set({ producer: producer.p }, producer.lastEventAt / 1_000);
      gaps.set({ producer: producer.p }, producer.gaps);
    }
    for (const [producer, count] of resends?.counts.alarms ?? []) alarms.set({ producer }, count);
    for (const [producer, count] of resends?.counts.requests ?? []) requests.set({ producer }, count);
    const [states, readingMs] = await Promise.all([proof.invariants(), proof.readingMs()]);
    for (const invariant of INVARIANT_IDS) {
      const of = states.filter((state) => state.invariant === invariant);
      broken.set(
        { invariant },
        of.reduce((sum, { brokenReadings }) => sum + brokenReadings, 0),
      );
    }
    if (readingMs !== null) proving.set(readingMs / 1_000);
    for (const { p, kind, n } of status.findings) findings.set({ producer: p, kind }, n);
    const stats = hub.stats();
    viewers.set(stats.viewers);
    frames.set({ outcome: 'sent' }, stats.sent);
    frames.set({ outcome: 'skipped' }, stats.skipped);
  };

  return {
    matches: (request) => PATHS.includes(pathOf(request)),
    async handle(request, response) {
      const send = (status: number, type: string, body: string): void => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(request.method === 'HEAD' ? '' : body);
      };
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('allow', 'GET, HEAD');
        send(405, 'text/plain', 'GET or HEAD.\n');
        return;
      }
      switch (pathOf(request)) {
        case '/healthz':
          send(200, 'application/json', '{"alive":true}\n');
          return;
        case '/readyz': {
          const { ready, parts } = await product.status();
          send(ready ? 200 : 503, 'application/json', `${JSON.stringify({ ready, parts })}\n`);
          return;
        }
        default:
          await fill();
          send(200, registry.contentType, await registry.metrics());
      }
    },
  };
}
