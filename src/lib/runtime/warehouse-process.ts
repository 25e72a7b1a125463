import { hostname } from 'node:os';
import { contactTimeline } from '../reports/contact-timeline.ts';
import { listContacts } from '../reports/contacts.ts';
import { definitionStatements } from '../reports/definition-versions.ts';
import { explainNumber } from '../reports/explain-number.ts';
import { correctionsList } from '../reports/corrections-list.ts';
import { previewDefinition } from '../reports/preview-definition.ts';
import { answerQuality } from '../reports/quality.ts';
import { reconcile } from '../reports/reconciliation.ts';
import { totalReadings } from '../reports/total-readings.ts';
import { correctionsOfRule, ruleCounts } from '../reports/rule-counts.ts';
import { platformCells } from '../reports/platform-cells.ts';
import { runReport } from '../reports/run-report.ts';
import { runRestated } from '../reports/restated.ts';
import { whyContact } from '../reports/why.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import type { LogReader } from '../streams/event-log.ts';
import { createHistorian, type Historian } from '../warehouse/historian.ts';
import { migrate } from '../warehouse/migrate.ts';
import { createRollup } from '../warehouse/rollup.ts';
import { keepLiveAtClose } from '../warehouse/live-at-close.ts';
import { producerPunctuality } from '../warehouse/producer-punctuality.ts';
import { producerSpans } from '../warehouse/producer-spans.ts';
import { rawEventPages, rawEventText } from '../warehouse/raw-event-pages.ts';
import { openWarehouse } from '../warehouse/warehouse.ts';
import { floorClock, openReader, type Places } from './places.ts';
import { openRpc, type Rpc } from './rpc.ts';
import type { WarehouseApi, WarehouseListener } from './warehouse-api.ts';

const TURN_MS = 5_000;
const SLOTS_PER_TURN = 500;
const TURNS_PER_SWEEP = 120;

// The embedded engine is native code: in a process of its own, a crash of it costs a restart of this process and no
// more, and a heavy report delays no frame on the wall.
const places = JSON.parse(process.argv[2]!) as Places & { writesHistory: boolean };

const api: WarehouseApi = {
  report: async (question, nowMs) => runReport(await warehouse, question, nowMs, platformCells),
  contacts: async (question, nowMs) => listContacts(await warehouse, question, nowMs),
  why: async (question, scope, nowMs) => whyContact(await warehouse, question, scope, nowMs),
  explain: async (question, nowMs) =>
    explainNumber(await warehouse, question, nowMs, historian ? await historian.lag() : null),
  contact: async (ix, scope, raw) => contactTimeline(await warehouse, ix, scope, raw),
  corrections: async (filter, fromMs, toMs) => correctionsList(await warehouse, filter, fromMs, toMs),
  restated: async (question, nowMs) => runRestated(await warehouse, question, nowMs),
  dimensions: async () => dimensionVersions(await warehouse),
  preview: async (question, nowMs) => previewDefinition(await warehouse, question, nowMs),
  statements: async (name, nowMs) => definitionStatements(await warehouse, name, nowMs),
  quality: async (question, nowMs) => answerQuality(await warehouse, question, nowMs),
  ruleCounts: async (filter, nowMs) => ruleCounts(await warehouse, filter, nowMs),
  correctionsOfRule: async (rule) => correctionsOfRule(await warehouse, rule),
  keepLiveAtClose: async (closed) => keepLiveAtClose(await warehouse, closed),
  badges: async (period, nowMs) => reconcile(await warehouse, period, nowMs),
  totalReadings: async (period, nowMs) => totalReadings(await warehouse, period, nowMs),
  producerSpans: async () => producerSpans(await warehouse),
  punctuality: async (sinceMs) => producerPunctuality(await warehouse, sinceMs),
  rawEventPages: async (question) => rawEventPages(await warehouse, question),
  rawEventText: async (question, page) => rawEventText(await warehouse, question, page),
  async status() {
    const progress = historian?.progress();
    return {
      lag: historian ? await historian.lag() : null,
      events: progress?.events ?? 0,
      invalid: progress?.invalid ?? 0,
      conflicts: progress?.conflicts ?? 0,
      linesPerSecond: progress?.linesPerSecond ?? null,
      findings: progress?.findings.counts() ?? [],
      trouble: progress?.trouble?.message ?? null,
    };
  },
  stop,
};
const rpc: Rpc<WarehouseListener> = openRpc(
  {
    post: (message) => void (process.connected && process.send!(message)),
    onMessage: (listener) => process.on('message', listener),
  },
  api as never,
);
const problem = (error: unknown): void => rpc.tell('problem', String(error instanceof Error ? error.message : error));

// Set below: a stop may come while they are being opened.
let reader: LogReader | null = null;
let historian: Historian | null = null;
let rolling: Promise<void> | null = null;
let stopping = false;
/** Ends the pause between two turns of the roll-ups. */
let endPause = (): void => {};

// Whoever watches this process kills it and starts it again; what was not acknowledged is still in the log.
const giveUp = (error: unknown): void => rpc.tell('giveUp', String(error instanceof Error ? error.message : error));
const warehouse = openWarehouse(places.warehouse, { onStuck: giveUp }).then(async (opened) => {
  await migrate(opened);
  return opened;
});
reader = places.writesHistory ? openReader(places, `historian-${hostname()}`, problem) : null;
historian = reader
  ? createHistorian({
      warehouse: await warehouse,
      group: await reader.group('historian'),
      bury: (letters) => rpc.call('bury', letters),
      onProgress: ({ trouble }) => {
        if (trouble) problem(trouble);
      },
    })
  : null;
await warehouse;
if (historian) rolling = rollUp();
rpc.tell('ready');
// Without history the numbers of reports stop moving.
historian?.run().catch(giveUp);

/** Builds the roll-ups of quarter hours that rest, and now and then removes what older builds left. */
async function rollUp(): Promise<void> {
  const rollup = await createRollup({ warehouse: await warehouse, clock: floorClock(places) });
  for (let turn = 1; !stopping; turn += 1) {
    try {
      await rollup.buildDirty(SLOTS_PER_TURN);
      if (turn % TURNS_PER_SWEEP === 0) await rollup.sweep();
    } catch (error) {
      // Reports count from the facts until the roll-ups go on.
      if (!stopping) problem(error);
    }
    if (!stopping) await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    endPause = resolve;
    setTimeout(resolve, TURN_MS).unref();
  });
}

async function stop(): Promise<void> {
  stopping = true;
  endPause();
  await historian?.stop();
  await Promise.race([rolling, new Promise((resolve) => setTimeout(resolve, TURN_MS))]);
  await reader?.close();
  await (await warehouse).close();
}

// Stopped and closed, or the parent is gone (kill -9) and nobody answers for us any more: what is not acknowledged comes
// again at the next start.
// An exit would wait for the statements that run, for ever where the engine is stuck, and hold the directory as long.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// An interrupt in the terminal reaches the whole group; the parent says when to stop.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
