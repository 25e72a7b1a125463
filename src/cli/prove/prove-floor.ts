import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { FaultPlan } from '#lib/sources/simulator/faults/fault-plan.ts';
import type { FaultName } from '#lib/sources/simulator/faults/fault-table.ts';
import { FaultyWire } from '#lib/sources/simulator/faults/faulty-wire.ts';
import { Haunted } from '#lib/sources/simulator/faults/haunted.ts';
import { createFloor, sitesOf, type AnyPreset } from '#lib/sources/simulator/floor.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';
import { Truth, type TruthTable } from '#lib/sources/simulator/truth/truth.ts';
import type { EventLog } from '#lib/streams/event-log.ts';
import { MINUTE_MS, SLOT_MS } from '#lib/time/interval.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { compareRows, emptyComparison, indexOf, type Comparison } from './compare.ts';
import { FloorTime, ProductUnderProof } from './floor-run.ts';
import { CHAPTERS, type Chapter } from './metric-table.ts';
import { judgeTrust, type Trust } from './trust.ts';

export interface ProofOptions {
  preset: AnyPreset;
  seed: number;
  /** Size of the floor; absent: as the preset says. */
  scale?: number;
  /** The period that is compared, ms UTC, on quarter hours. */
  fromMs: number;
  toMs: number;
  /** Simulated time between two looks at the floor. */
  stepMs: number;
  faults: readonly FaultName[];
  /** Other rates of faults than those of the table. */
  rates?: Partial<Record<FaultName, number>>;
  /** What of the floor is told at all; absent: everything. */
  tells?: (event: ContactCentreEvent) => boolean;
  /** Truth tables that are compared; absent: all of them. */
  tables?: readonly TruthTable[];
  /** Whether completeness is asked for every quarter hour; absent: yes. */
  judgesTrust?: boolean;
  /** Looks at the product when everything has come. */
  onEnd?: (product: ProductUnderProof, nowMs: number) => void | Promise<void>;
  log: EventLog;
  warehouse: Warehouse;
  /** The floor's time, where the log is to receive by it; absent: one of its own. */
  time?: FloorTime;
  onProgress?: (progress: { atMs: number; events: number; tookMs: number }) => void;
}

export interface Proof {
  /** What happened on the floor, and what reached ingest of it, repeats included. */
  events: number;
  lines: number;
  report: Comparison;
  live: Comparison;
  trust: Trust;
  truth: Truth;
  /** How often each fault befell something. */
  befell: Readonly<Record<FaultName, number>>;
  /** Real time by what it was spent on, ms. */
  tookMs: { floor: number; product: number; history: number; comparing: number };
}

const LOOKS_AGAIN_MS = 3_000;
/** What is still under way at the end of the period comes to its end in this time, so that every quarter hour is settled. */
const AFTERWARDS_MS = 45 * MINUTE_MS;

/** Lets a floor live through a period, sends it through the product, and compares every quarter hour with the truth. */
export async function proveFloor(options: ProofOptions): Promise<Proof> {
  const { preset, seed, fromMs, toMs, stepMs, log, warehouse, onProgress, tells = () => true } = options;
  const [site] = sitesOf(preset);
  if (!site) throw new Error(`The preset ${preset.id} has no floor: there is no truth to tell.`);
  const plan = new FaultPlan({ seed, faults: options.faults, rates: options.rates, fromMs, toMs }, placeOf(site));
  const truth = new Truth({ clock: plan.clock, opensAt: fromMs });
  const witness = new Haunted(truth, plan.imagined);
  const epoch = fromMs;
  const life = { seed, startAt: fromMs, epoch, historyMs: 0, witness, scale: options.scale };
  const floor = createFloor(preset, life);
  const wire = new FaultyWire(plan, truth, { site: site.site, epoch });
  const { time = new FloorTime(fromMs) } = options;
  const product = await ProductUnderProof.start({ log, warehouse, time, epoch: epoch + 1, defaultZone: 'UTC' });
  const tookMs = { floor: 0, product: 0, history: 0, comparing: 0 };
  const timed = async <Result>(what: keyof typeof tookMs, work: () => Result | Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      tookMs[what] += performance.now() - startedAt;
    }
  };
  try {
    const endMs = toMs + AFTERWARDS_MS;
    let events = 0;
    for (let at = fromMs; at <= endMs; at += stepMs) {
      time.moveTo(at);
      const lines = await timed('floor', () => {
        const happened = floor.next(at);
        events += happened.length;
        for (const event of happened) if (tells(event)) wire.pass(event, Math.max(fromMs, event.at));
        return wire.due(at);
      });
      await timed('product', () => product.take(lines));
      // What follows from silence or from a snapshot follows a little later; the product looks every second.
      time.moveTo(at + Math.min(stepMs, LOOKS_AGAIN_MS));
      await timed('product', () => product.take([]));
      if (at % SLOT_MS === 0) onProgress?.({ atMs: at, events, tookMs: tookMs.product });
    }
    wire.finish(endMs);
    const lastMs = Math.max(endMs, (plan.imagined.at(-1)?.at ?? 0) + MINUTE_MS);
    for (let at = endMs; at < lastMs || wire.nextAt !== null;) {
      at = Math.max(at + MINUTE_MS, wire.nextAt ?? 0);
      time.moveTo(at);
      const lines = wire.due(at);
      await timed('product', () => product.take(lines));
    }
    witness.finish(time.now());
    await timed('history', () => product.settle());
    const [report, live] = await timed('comparing', async () => [
      await compareReports(truth, options, time.now()),
      compareLive(truth, options, product),
    ]);
    await options.onEnd?.(product, time.now());
    const trust = await timed('comparing', () =>
      judgeTrust(truth, product, {
        warehouse,
        fromMs,
        toMs: options.judgesTrust === false ? fromMs : toMs,
        nowMs: time.now(),
      }),
    );
    return { events, lines: product.lines, report: report!, live: live!, trust, truth, befell: wire.befell, tookMs };
  } finally {
    await product.stop();
  }
}

async function compareReports(truth: Truth, { warehouse, fromMs, toMs, tables }: ProofOptions, nowMs: number) {
  const comparison = emptyComparison();
  for (const chapter of chaptersOf(tables)) {
    const answer = await runReport(
      warehouse,
      {
        metrics: Object.keys(chapter.metrics),
        by: chapter.by,
        grain: '15m',
        fromMs,
        toMs,
        zone: 'UTC',
        basis: chapter.basis,
        filter: {},
      },
      nowMs,
    );
    const index = indexOf(truth, chapter, fromMs, toMs);
    compareRows(comparison, 'report', chapter, truth, index, answer.rows, (row) => Date.parse(row.interval as string));
  }
  return comparison;
}

function compareLive(truth: Truth, { fromMs, toMs, tables }: ProofOptions, { engine }: ProductUnderProof): Comparison {
  const comparison = emptyComparison();
  for (const chapter of chaptersOf(tables).filter(({ live }) => live)) {
    const index = indexOf(truth, chapter, fromMs, toMs);
    for (let at = fromMs; at < toMs; at += SLOT_MS) {
      const { rows } = engine.answer(liveQuestion(chapter), at + SLOT_MS, at + SLOT_MS);
      const ofSlot = new Map([...index].filter(([key]) => key.startsWith(`[${at},`)));
      compareRows(comparison, 'live', chapter, truth, ofSlot, rows, () => at);
    }
  }
  return comparison;
}

const chaptersOf = (tables: ProofOptions['tables']): readonly Chapter[] =>
  tables ? CHAPTERS.filter(({ table }) => tables.includes(table)) : CHAPTERS;

/** Where what never was is said to be. */
const placeOf = ({ site, inbound }: Preset) => ({ site, queue: inbound.queues[0]!.id, team: 't1' });

const liveQuestion = ({ metrics, by, basis }: Chapter) =>
  ({ metrics: Object.keys(metrics), by, window: '15m', basis, filter: {} }) as const;
