import type { Access } from '../access/access.ts';
import { seesSite, type Identity } from '../access/identity.ts';
import { may } from '../access/rights.ts';
import { restatedBy } from '../metrics/definition-change.ts';
import type { Filter } from '../metrics/question.ts';
import { PRODUCER_KIND } from '../metrics/quality-rules.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import type { IngestCounters } from '../sources/ingest/ingest-counters.ts';
import { totalRejected } from '../sources/ingest/ingest-counters.ts';
import type { EventLog } from '../streams/event-log.ts';
import type { Clock } from '../time/clock.ts';
import { isSimulatedProducer } from '../events/simulated.ts';
import type { RawEventQuestion } from '../warehouse/raw-event-pages.ts';
import { HOUR_MS, MINUTE_MS, wholeSecondUp } from '../time/interval.ts';
import { badParameters, ProblemError, problem } from '../wire/problem.ts';
import { ruleRows } from '../reports/rule-list.ts';
import { closedUntil } from '../reports/settled.ts';
import { definitionName, publishedStatements, restatement } from './published-definitions.ts';
import type { OpenGap, OpenGaps } from './open-gaps.ts';
import type { ProofPart } from './proof-part.ts';
import { createTruth } from './truth.ts';
import type { Verifier } from './verification.ts';
import { RemoteError } from './rpc.ts';
import { openSettingsWriter } from './settings-writer.ts';
import { SETTINGS_PRODUCER } from '../events/own-producers.ts';
import type { EnginePart } from './engine-part.ts';
import type { PartStatus, ProductStatus } from './product-status.ts';
import type { Product } from './product.ts';
import type { SimulatorPart } from './simulator-part.ts';
import type { WarehousePart } from './warehouse-part.ts';

export interface Parts {
  access: Access;
  clock: Clock;
  defaultZone: string;
  log: EventLog;
  gaps: OpenGaps;
  engine: EnginePart;
  warehouse: WarehousePart;
  counters: IngestCounters;
  simulator: () => SimulatorPart | null;
  /** Producers that sent through ingest since the start. */
  realProducers: ReadonlySet<string>;
  forgetSimulator: () => Promise<void>;
  proof: ProofPart;
  verifier: Verifier;
}

/** The running product as routes see it. */
export function createProduct(parts: Parts): Product {
  const { access, clock, defaultZone, log, engine, warehouse } = parts;
  const settings = openSettingsWriter(log, clock);
  const visibleGaps = async ({ scope }: Identity): Promise<OpenGap[]> => {
    const [gaps, { producers }] = await answered(Promise.all([parts.gaps.list(), engine.call('status')]));
    if (scope.sites === 'all') return gaps;
    const seen = producers.filter(({ sites }) => sites.some((site) => seesSite(scope, site))).map(({ p }) => p);
    return gaps.filter(({ p }) => seen.includes(p));
  };
  const known = async () => (engine.running ? engine.call('dimensions') : warehouse.call('dimensions'));
  const restates = async (version: DimensionVersion) =>
    restatedBy(await known(), version, closedUntil(clock.now()), defaultZone);
  return {
    access,
    clock,
    defaultZone,
    live: ({ asOfMs = null, ...question }, who) =>
      answered(engine.call('live', { ...question, filter: scoped(question.filter, who) }, heldInstant(asOfMs, clock))),
    report: (question, who) =>
      answered(warehouse.call('report', { ...question, filter: scoped(question.filter, who) }, clock.now())),
    contacts: (question, who) => answered(warehouse.call('contacts', asSeenBy(question, who), clock.now())),
    why: (question, who) => answered(warehouse.call('why', asSeenBy(question, who), scoped({}, who), clock.now())),
    explain: (question, who) => answered(warehouse.call('explain', asSeenBy(question, who), clock.now())),
    contact: (ix, who) => answered(warehouse.call('contact', ix, scoped({}, who), may(who, 'view_events'))),
    rawEvents: (question, who) => rawEvents(warehouse, question, who),
    corrections: (filter, fromMs, toMs, who) =>
      answered(warehouse.call('corrections', scoped(filter, who), fromMs, toMs)),
    missing: async (p) =>
      (await answered(parts.gaps.open(p))).flatMap(({ gap, accepted }) => (accepted === null ? [gap] : [])),
    gaps: async (who) => (await visibleGaps(who)).sort((a, b) => b.seenAt - a.seenAt || b.from - a.from),
    async acceptGap(p, { e, from, to }, reason, who) {
      if (!(await visibleGaps(who)).some((gap) => gap.p === p && gap.e === e)) return false;
      if (!(await parts.gaps.accept({ p, e, from, to }, reason, who))) return false;
      await access.audit.write(who, 'gap_accepted', `${p}/${e} ${from}-${to}`, { after: reason });
      return true;
    },
    restated: (question, who) =>
      answered(warehouse.call('restated', { ...question, filter: scoped(question.filter, who) }, clock.now())),
    dimensions: known,
    restatedBy: restates,
    async setDimension(version, who, restateBecause = null) {
      if (version.kind === PRODUCER_KIND) {
        mayRule(who);
        if (version.validFrom < clock.now() - MINUTE_MS) throw reachesBack();
      }
      const spans = await restates(version);
      const restated = spans.length === 0 ? null : restatement(spans, restateBecause);
      const before = (await known()).findLast(
        ({ kind, id, site }) => kind === version.kind && id === version.id && site === version.site,
      );
      await settings.define(version);
      const { attrs, validFrom } = version;
      await access.audit.write(who, restated ? 'definition_restated' : 'setting_changed', definitionName(version), {
        before: before ? JSON.stringify(before.attrs) : null,
        after: JSON.stringify({ ...attrs, validFrom, ...restated }),
      });
    },
    preview: (version, who) =>
      answered(warehouse.call('preview', { version, filter: scoped({}, who), defaultZone }, clock.now())),
    definitions: async (name) =>
      publishedStatements(name, await answered(warehouse.call('statements', name, clock.now())), access.audit),
    quality: (question, who) => answered(warehouse.call('quality', asSeenBy(question, who), clock.now())),
    async qualityRules(who) {
      const nowMs = clock.now();
      const counts = await answered(warehouse.call('ruleCounts', scoped({}, who), nowMs));
      return { rules: ruleRows(await known(), counts, nowMs), generatedAt: nowMs };
    },
    async takeBackRule(rule, reason, who) {
      mayRule(who);
      const corrections = await answered(warehouse.call('correctionsOfRule', rule));
      await settings.takeBack(corrections, who.name, reason);
      const { producer, finding, deed } = rule;
      const after = `void: ${reason} (${deed} ${finding}, ${corrections.length} corrections)`;
      await access.audit.write(who, 'correction_sent', `${PRODUCER_KIND} ${producer}`, { after });
      return corrections.length;
    },
    status: () => statusOf(parts),
    truth: createTruth({ ...parts, status: () => statusOf(parts) }),
    simulator: {
      state() {
        const simulator = parts.simulator();
        const running = simulator?.running ?? false;
        return { preset: simulator?.preset ?? null, running, offerSwitchOff: running && parts.realProducers.size > 0 };
      },
      async switchOff(who) {
        await parts.forgetSimulator();
        await access.audit.write(who, 'simulator_switched_off', 'simulator', {});
      },
    },
  };
}

/** Raw events name every site and agent: nothing can be left out of them for a narrower scope. */
async function rawEvents(
  warehouse: WarehousePart,
  question: RawEventQuestion,
  { scope }: Identity,
): Promise<AsyncGenerator<string, void, undefined>> {
  if (scope.sites !== 'all' || scope.teams !== 'all') {
    throw new ProblemError(problem('forbidden', 'Raw events are for callers who see every site and every team.'));
  }
  const pages = await answered(warehouse.call('rawEventPages', question));
  return (async function* () {
    for (const page of pages) yield await warehouse.call('rawEventText', question, page);
  })();
}

/** The answer of a part; a part that is down or away is a 503 that says so, any other failure is a fault of ours. */
async function answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    const away = error instanceof RemoteError && (error.code === 'gone' || error.name === 'WarehouseError');
    throw away ? new ProblemError(problem('unavailable', error.message), { cause: error }) : error;
  }
}

/** A rule holds wherever its producer sends. */
function mayRule({ scope }: Identity): void {
  if (scope.sites === 'all' && scope.teams === 'all') return;
  throw new ProblemError(
    problem(
      'forbidden',
      'A rule holds for a producer at every site: it is for callers who see every site and every team.',
    ),
  );
}

/** What was received already is not looked at again: a rule from a past date would seem to do more than it does. */
const reachesBack = (): ProblemError =>
  new ProblemError(
    badParameters([
      {
        field: 'validFrom',
        reason:
          'A rule acts on what is received from its date on; let it hold from now or later. Correct what came before.',
      },
    ]),
  );

/** A question within what the caller may see. */
const asSeenBy = <Question extends { filter: Filter }>(question: Question, who: Identity): Question => ({
  ...question,
  filter: scoped(question.filter, who),
});

/** The windows of the last hour are held whole; what lies further back, the report answers. */
function heldInstant(asOfMs: number | null, clock: Clock): number | null {
  if (asOfMs === null) return null;
  const nowMs = clock.now();
  if (asOfMs <= wholeSecondUp(nowMs) && asOfMs >= nowMs - HOUR_MS) return asOfMs;
  const reason = 'It has to lie in the last hour; ask a report for what was before.';
  throw new ProblemError(badParameters([{ field: 'asOf', reason }]));
}

/** A filter within what the caller may see: a question for more gets the same answer over less. */
function scoped(filter: Filter, { scope }: Pick<Identity, 'scope'>): Filter {
  const within = (
    asked: readonly string[] | undefined,
    allowed: readonly string[] | 'all',
  ): readonly string[] | undefined =>
    allowed === 'all' ? asked : asked ? asked.filter((value) => allowed.includes(value)) : allowed;
  const site = within(filter.site, scope.sites);
  const team = within(filter.team, scope.teams);
  return { ...filter, ...(site ? { site } : {}), ...(team ? { team } : {}) };
}

async function statusOf({ log, engine, warehouse, counters }: Parts): Promise<ProductStatus> {
  const failure = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  const [logState, engineState, warehouseState] = await Promise.all([
    log
      .ping()
      .then(() => log.durability())
      .then(
        ({ durable, reason }): PartStatus =>
          durable ? ready() : { state: 'degraded', detail: `Log not durable: ${reason ?? 'unknown'}` },
        (error): PartStatus => ({ state: 'down', detail: `No events can be taken: ${failure(error)}` }),
      ),
    engine.running ? engine.call('status').catch(() => null) : Promise.resolve(null),
    warehouse.ready ? warehouse.call('status').catch(() => null) : Promise.resolve(null),
  ]);
  const parts: ProductStatus['parts'] = {
    log: logState,
    engine:
      engineState === null
        ? { state: 'starting', detail: 'The engine starts; boards have no numbers yet.', lag: null }
        : engineState.caughtUp
          ? { ...ready(), lag: 0 }
          : {
              state: 'starting',
              detail: 'The engine reads the log; boards are behind until it has caught up.',
              lag: null,
            },
    warehouse:
      warehouseState === null
        ? { state: 'starting', detail: 'The warehouse starts; reports have to wait.', lag: null }
        : warehouseState.trouble === null
          ? { ...ready(), lag: warehouseState.lag }
          : {
              state: 'degraded',
              detail: `History waits, nothing is lost: ${warehouseState.trouble}`,
              lag: warehouseState.lag,
            },
    hub: ready(),
  };
  return {
    ready: parts.log.state !== 'down' && parts.engine.state === 'ready' && warehouseState !== null,
    parts,
    producers: (engineState?.producers ?? []).filter(({ p }) => p !== SETTINGS_PRODUCER),
    findings: warehouseState?.findings ?? [],
    counts: {
      accepted: counters.accepted,
      duplicates: counters.duplicates,
      conflicts: counters.conflicts,
      rejected: totalRejected(counters),
      unknownTypes: counters.unknownTypes,
      unknownFields: counters.unknownFields,
    },
  };
}

const ready = (): PartStatus => ({ state: 'ready', detail: null });

/** Producers whose events are neither simulated nor our own. */
export const isRealProducer = (p: string): boolean => !isSimulatedProducer(p) && p !== SETTINGS_PRODUCER;
