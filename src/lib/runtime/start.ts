import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { hostname } from 'node:os';
import { auditOfCorrection, auditOfRules } from '../access/audit-of-correction.ts';
import { openAccess, type Access } from '../access/access.ts';
import { SYSTEM } from '../access/rights.ts';
import { createHub, type Hub } from '../hub/hub.ts';
import { createIngestCounters } from '../sources/ingest/ingest-counters.ts';
import { createIngest } from '../sources/ingest/ingest.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { openEmbeddedStore } from '../store/embedded-store.ts';
import { openRedisStore } from '../store/redis-store.ts';
import { openEmbeddedLog } from '../streams/embedded-log.ts';
import type { EventLog } from '../streams/event-log.ts';
import { openRedisLog } from '../streams/redis-log.ts';
import type { Clock } from '../time/clock.ts';
import { HOUR_MS } from '../time/interval.ts';
import { createProduct, isRealProducer } from './create-product.ts';
import { createDefinitionGuard } from './definition-guard.ts';
import { startEngine, type EnginePart } from './engine-part.ts';
import type { Configuration } from './environment.ts';
import type { Logger } from './logger.ts';
import { openGaps } from './open-gaps.ts';
import { createOperations } from './operations.ts';
import { floorClock, type Places } from './places.ts';
import { createProof } from './proof-part.ts';
import { createVerifier } from './verification.ts';
import type { Product } from './product.ts';
import { auditOfRestatement } from './published-definitions.ts';
import { startResends } from './resend-part.ts';
import { SIMULATED_HISTORY_MS } from './simulator-api.ts';
import { startSimulator, type SimulatorPart } from './simulator-part.ts';
import { startWarehouse } from './warehouse-part.ts';

/** How long the log keeps what every reader has taken: longer than the engine's horizon, so that it can start from the log alone. */
const LOG_KEEP_MS = 48 * HOUR_MS;
const TRIM_EVERY_MS = HOUR_MS;
const SIMULATOR_SEED = 20140522;
const CAUGHT_UP_LOOK_MS = 100;
const FAR_FUTURE_MS = 8_640_000_000_000_000;

const LOCAL_TOKENS = { ingest: 'Replay on this machine', read: 'Verify on this machine' } as const;

declare module 'node:http' {
  interface IncomingMessage {
    /** The running product, for the pages. */
    product?: Product;
  }
}

/** The running product. */
export interface Running {
  port: number;
  product: Product;
  /** Shown once, ever: the generated password of the account admin. */
  generatedPassword: string | null;
  stop(): Promise<void>;
}

/** Starts the parts in order, each after those that it stands on, and listens. `pages` answers what the API in front does not. */
export async function start(configuration: Configuration, pages: RequestListener, logger: Logger): Promise<Running> {
  const directory = resolve(configuration.dataDirectory);
  mkdirSync(directory, { recursive: true });
  const places = placesOf(configuration, directory);
  const clock = floorClock(places);
  const wallClock: Clock = { now: Date.now, speed: 1 };
  const problem = (error: unknown): void => logger.error({ err: error }, 'A part has a problem.');

  let engine: EnginePart | null = null;
  const log = openLog(configuration, places, clock, () => engine?.tell('wake'), problem);
  const store = openStore(configuration, directory, wallClock, problem);
  const access = await openAccess({ store, clock: wallClock, origin: configuration.origin, onProblem: problem });
  const { generatedPassword } = await access.start({
    ...(configuration.adminPassword === null ? {} : { adminPassword: configuration.adminPassword }),
    ...(configuration.ingestToken === null ? {} : { ingestToken: configuration.ingestToken }),
    ...(configuration.apiToken === null ? {} : { apiToken: configuration.apiToken }),
  });
  for (const kind of ['ingest', 'read'] as const) await keepLocalToken(access, directory, kind);

  engine = startEngine(
    {
      places,
      infers: configuration.role !== 'web',
      append: async (lines) => {
        await log.append(lines);
        for (const { target, after } of auditOfRules(lines.map(({ line }) => line)))
          void access.audit.write(SYSTEM, 'correction_sent', target, { after }).catch(problem);
      },
      keepClosed: (closed) => warehouse.call('keepLiveAtClose', closed),
    },
    logger.child({ part: 'engine' }),
  );
  const warehouse = startWarehouse(places, configuration.role !== 'web', log, logger.child({ part: 'warehouse' }));
  const counters = createIngestCounters();
  const realProducers = new Set<string>();
  const buriedLog = reportingRejections(log, engine);
  const ingest = createIngest({
    log: buriedLog,
    authenticate: (headers) => access.authenticate(headers),
    clock,
    counters,
    guard: createDefinitionGuard(engine, warehouse, clock, configuration.siteZone),
    onAccepted: ({ producers, corrections, restatements, sender }) => {
      for (const p of producers) if (isRealProducer(p)) realProducers.add(p);
      for (const correction of corrections) {
        const { target, after } = auditOfCorrection(correction);
        void access.audit.write(sender, 'correction_sent', target, { after }).catch(problem);
      }
      for (const { event, spans } of restatements) {
        const { target, after } = auditOfRestatement(event, spans);
        void access.audit.write(sender, 'definition_restated', target, { after }).catch(problem);
      }
    },
    onFailure: problem,
  });
  const hub = createHub({ openTopic: engine.openTopic, access, clock, onFailure: problem });

  let simulator: SimulatorPart | null = null;
  let opening: Promise<void> = Promise.resolve();
  const stopping = new AbortController();
  const proof = createProof(engine, warehouse, clock, configuration.siteZone, logger.child({ part: 'proof' }));
  const gaps = openGaps(engine, log, store);
  // One process of a log asks: the one that infers.
  const resends = configuration.role === 'web' ? null : startResends(gaps, log, logger.child({ part: 'gaps' }));
  let ownUrl = '';
  const verifier = createVerifier(directory, () => ownUrl, logger.child({ part: 'verify' }));
  const product = createProduct({
    proof,
    verifier,
    access,
    gaps,
    clock,
    defaultZone: configuration.siteZone,
    log,
    engine,
    warehouse,
    counters,
    simulator: () => simulator,
    realProducers,
    async forgetSimulator() {
      await store.put('settings', 'simulator', { off: true });
      await opening;
      await simulator?.stop();
      simulator = null;
    },
  });
  if (configuration.simulator !== null && !(await store.get('settings', 'simulator'))) {
    // Pages and sockets do not wait for it: the engine has to read the log first.
    opening = openSimulator(configuration, engine, log, stopping.signal, logger.child({ part: 'simulator' })).then(
      (opened) => {
        simulator = opened;
      },
      problem,
    );
  }

  const operations = createOperations(product, hub, counters, proof, resends);
  const server = createServer((request, response) => {
    // What stands in the log is read on the same path.
    if (ingest.matches(request) && !isReading(request)) void ingest.handle(request, response);
    else if (operations.matches(request)) void operations.handle(request, response).catch(problem);
    else {
      request.product = product;
      // Without ORIGIN the pages learn the scheme from here, never from a header that a client sent.
      request.headers['x-forwarded-proto'] = 'http';
      pages(request, response);
    }
  });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (hub.matches(request)) void hub.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
  const port = await listen(server, configuration);
  ownUrl = `http://${ANY_HOST.includes(configuration.host) ? '127.0.0.1' : configuration.host}:${port}`;
  const trimming = setInterval(() => void log.trim(Date.now() - LOG_KEEP_MS).catch(problem), TRIM_EVERY_MS);
  trimming.unref();

  return {
    port,
    product,
    generatedPassword,
    async stop() {
      clearInterval(trimming);
      stopping.abort();
      verifier.cancel();
      await proof.stop();
      await resends?.stop();
      await opening;
      await simulator?.stop();
      await closeServer(server, hub);
      await engine.stop();
      await warehouse.stop();
      await access.close();
      await store.close();
      await log.close();
    },
  };
}

/** A server that listens everywhere is reached at home. */
const ANY_HOST = ['0.0.0.0', '::'];

const isReading = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

function placesOf(configuration: Configuration, directory: string): Places {
  const { redisUrl, clickhouseUrl, floorClock: own } = configuration;
  return {
    dataDirectory: directory,
    log:
      redisUrl === null
        ? { kind: 'embedded', directory: join(directory, 'log') }
        : { kind: 'redis', url: redisUrl, prefix: 'cc:' },
    warehouse: clickhouseUrl === null ? { directory: join(directory, 'warehouse') } : { url: clickhouseUrl },
    clock: own === null ? null : { ...own, realStartAt: Date.now() },
    defaultZone: configuration.siteZone,
    logLevel: configuration.logLevel,
  };
}

function openLog(
  { redisUrl }: Configuration,
  { log }: Places,
  clock: Clock,
  onCommit: () => void,
  onError: (error: Error) => void,
): EventLog {
  return log.kind === 'embedded'
    ? openEmbeddedLog({ directory: log.directory, now: Date.now, onCommit })
    : openRedisLog({ url: redisUrl!, consumer: `web-${hostname()}`, prefix: log.prefix, onError });
}

const openStore = (
  { redisUrl }: Configuration,
  directory: string,
  clock: Clock,
  onError: (error: Error) => void,
): DocumentStore =>
  redisUrl === null
    ? openEmbeddedStore({ directory: join(directory, 'documents'), clock })
    : openRedisStore({ url: redisUrl, onError });

/** A token of this machine for `npm run replay` and `npm run verify`, in a file that only its owner can read. */
async function keepLocalToken(access: Access, directory: string, kind: 'ingest' | 'read'): Promise<void> {
  const path = join(directory, 'tokens', kind);
  if (existsSync(path)) return;
  const { secret } = await access.tokens.make(
    { name: LOCAL_TOKENS[kind], kind, scope: { sites: 'all', teams: 'all' } },
    SYSTEM,
  );
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
}

/** The engine hears of refused lines, so that they are no gaps. */
const reportingRejections = (log: EventLog, engine: EnginePart): Pick<EventLog, 'kind' | 'append' | 'bury'> => ({
  kind: log.kind,
  append: (lines) => log.append(lines),
  async bury(letters) {
    await log.bury(letters);
    const identities = letters.flatMap(({ identity }) => (identity ? [identity] : []));
    if (identities.length > 0) engine.tell('rejected', identities);
  },
});

/** A floor that goes on where an earlier run of it stopped tells no more past than the time in between: nothing is told twice. */
async function openSimulator(
  configuration: Configuration,
  engine: EnginePart,
  log: EventLog,
  signal: AbortSignal,
  logger: Logger,
): Promise<SimulatorPart | null> {
  let status = await engine.call('status');
  while (!status.caughtUp) {
    await new Promise((resolveTurn) => setTimeout(resolveTurn, CAUGHT_UP_LOOK_MS));
    if (signal.aborted) return null;
    status = await engine.call('status');
  }
  const now = Date.now();
  const lastAt = status.producers.filter(({ simulated }) => simulated).map(({ lastEventAt }) => lastEventAt);
  const sinceMs = lastAt.length > 0 ? now - Math.max(...lastAt) : FAR_FUTURE_MS;
  return startSimulator(
    {
      preset: configuration.simulator!,
      speed: configuration.simulatorSpeed,
      seed: SIMULATOR_SEED,
      startAt: now,
      epoch: now,
      historyMs: Math.max(0, Math.min(SIMULATED_HISTORY_MS, sinceMs)),
    },
    log,
    logger,
  );
}

function listen(server: Server, { port, host }: Configuration): Promise<number> {
  return new Promise((resolvePort, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolvePort(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Sockets first: a server does not close while one is open. */
async function closeServer(server: Server, hub: Hub): Promise<void> {
  await hub.stop();
  const closed = new Promise((resolveClosed) => server.close(resolveClosed));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 3_000);
  await closed;
  clearTimeout(late);
}
