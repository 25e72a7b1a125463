import { afterAll, beforeAll, expect, test } from 'vitest';
import { lateIntervals } from '#lib/reports/late-intervals.ts';
import { evaluate } from '#lib/engine/evaluate.ts';
import type { Engine } from '#lib/engine/engine.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import { aggregatesOf } from '#lib/metrics/formula.ts';
import { shownValues } from '#lib/metrics/rows.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { runRestated, type RestatedRow } from '#lib/reports/restated.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS, SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { Chance } from '../parity/chance.ts';
import { engineOf } from './as-it-counts.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

const START_AT = Date.UTC(2026, 2, 2, 8);
const EPOCH = START_AT - HOUR_MS;
const CLOSING_MS = 2 * MINUTE_MS;
const METRICS = ['offered', 'answered', 'service_level', 'wait_max'];

interface Received {
  receivedAt: number;
  line: string;
}

class Source {
  readonly received: Received[] = [];
  readonly #p: string;
  readonly #e: number;
  #n = 0;

  constructor(p: string, e = EPOCH) {
    this.#p = p;
    this.#e = e;
  }

  send(t: string, at: number, receivedAt: number, d: object): { p: string; e: number; n: number } {
    this.#n += 1;
    const identity = { p: this.#p, e: this.#e, n: this.#n };
    this.received.push({ receivedAt, line: JSON.stringify({ v: 1, t, ...identity, at, d }) });
    return identity;
  }

  left(
    visit: string,
    enqueuedAt: number,
    waitMs: number,
    receivedAt = enqueuedAt + waitMs + SECOND_MS,
    outcome = 'answered',
  ) {
    const d = { site: 'cs', queue: 'svc', visit, enqueuedAt, waitMs, outcome };
    return this.send('queue.left', enqueuedAt + waitMs, receivedAt, d);
  }
}

/** Writes what was received in the order of receipt, in batches of some size. */
async function written(received: readonly Received[], perBatch: number): Promise<Warehouse> {
  const warehouse = await spaces.fresh();
  const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 1_000 });
  const ordered = received.toSorted((a, b) => a.receivedAt - b.receivedAt);
  for (let from = 0; from < ordered.length; from += perBatch) {
    const entries = ordered
      .slice(from, from + perBatch)
      .map(({ receivedAt, line }, i) => ({ shard: 'cs', id: `${from + i}`, receivedAt, lines: [line] }));
    await writer.write(writer.read(entries));
  }
  return warehouse;
}

const ask = (warehouse: Warehouse, metrics: readonly string[] = METRICS) =>
  runRestated(
    warehouse,
    { metrics, filter: {}, basis: 'entry', fromMs: START_AT, toMs: START_AT + 4 * HOUR_MS, zone: 'UTC', limit: 100 },
    START_AT + 100 * HOUR_MS,
  );

const valuesAt = (rows: readonly RestatedRow[], slotAt: number): Record<string, [unknown, unknown]> =>
  Object.fromEntries(
    rows
      .filter(({ interval }) => Date.parse(interval) === slotAt)
      .map(({ metric, old, new: now }) => [metric, [old, now]]),
  );

test('[CR5] a fact that comes after closing restates its interval: the old value, the new one, and the event that did it', async () => {
  const source = new Source('acd');
  source.left('a', START_AT + 1_000, 30_000);
  const late = source.left('b', START_AT + 2_000, 5_000, START_AT + HOUR_MS);
  // In time: two minutes after the end, to the ms; and the interval of another.
  source.left('c', START_AT + 3_000, 5_000, START_AT + SLOT_MS + CLOSING_MS);
  source.left('d', START_AT + SLOT_MS, 5_000);
  const warehouse = await written(source.received, 2);
  const { rows, restated, backfilled, complete } = await ask(warehouse);
  expect({ restated, backfilled, complete }).toEqual({ restated: 1, backfilled: 0, complete: true });
  expect(valuesAt(rows, START_AT)).toEqual({
    offered: [2, 3],
    answered: [2, 3],
    service_level: [1 / 2, 2 / 3],
    wait_max: [30, 30],
  });
  expect(rows[0]).toMatchObject({
    site: 'cs',
    interval: '2026-03-02T08:00:00+00:00',
    events: [{ ...late, receivedAt: START_AT + HOUR_MS }],
  });
  const report = { metrics: ['offered'], by: [], grain: 'total', basis: 'entry', filter: {}, zone: 'UTC' } as const;
  const period = { fromMs: START_AT, toMs: START_AT + 4 * HOUR_MS };
  expect(await runReport(warehouse, { ...report, ...period }, START_AT + 100 * HOUR_MS)).toMatchObject({
    restated: 1,
    backfilled: 0,
    corrections: 0,
  });
});

test('[CR5] the value before closing is by the definitions that were known then', async () => {
  const source = new Source('acd');
  source.left('v1', START_AT, 18 * SECOND_MS);
  const late = source.left('v2', START_AT + MINUTE_MS, 5 * SECOND_MS, START_AT + HOUR_MS);
  const saidAt = START_AT + 2 * HOUR_MS;
  source.send('dim.upsert', saidAt, saidAt, {
    site: 'cs',
    kind: 'queue',
    id: 'svc',
    validFrom: START_AT,
    attrs: { slThresholdMs: 15_000 },
  });
  const { rows } = await ask(await written(source.received, 1), ['service_level']);
  expect(rows).toMatchObject([{ metric: 'service_level', old: 1, new: 0.5, events: [late] }]);
});

test('[CR4] an interval is closed when its last open fact closes: what comes before that is no restatement', async () => {
  const source = new Source('acd');
  const enqueuedAt = START_AT + 1_000;
  source.send('queue.entered', enqueuedAt, enqueuedAt + 1_000, { site: 'cs', queue: 'svc', visit: 'a', enqueuedAt });
  source.left('b', START_AT + 2_000, 5_000, START_AT + 50 * MINUTE_MS);
  source.left('a', enqueuedAt, HOUR_MS);
  source.left('c', START_AT + 4_000, 5_000, START_AT + 70 * MINUTE_MS);
  for (const perBatch of [1, 2, 10]) {
    const warehouse = await written(source.received, perBatch);
    const { rows, restated } = await ask(warehouse);
    expect(restated, `${perBatch} a batch`).toBe(1);
    expect(valuesAt(rows, START_AT).offered, `${perBatch} a batch`).toEqual([2, 3]);
  }
});

test('[CR6] what a correction changes in a closed interval is a restatement, also when it makes a fact vanish', async () => {
  const source = new Source('acd');
  const wrong = source.left('a', START_AT + 1_000, 30_000);
  source.left('b', START_AT + 2_000, 5_000);
  const fixes = new Source('fixes');
  const correctedAt = START_AT + 2 * HOUR_MS;
  const correction = fixes.send('correction', correctedAt, correctedAt, {
    target: wrong,
    op: 'void',
    reason: 'twice',
    by: 'anna',
  });
  const warehouse = await written([...source.received, ...fixes.received], 10);
  const { rows, restated } = await ask(warehouse);
  expect(restated).toBe(1);
  expect(valuesAt(rows, START_AT)).toMatchObject({ offered: [2, 1], service_level: [1 / 2, 1] });
  expect(rows[0]!.events).toEqual([{ ...correction, receivedAt: correctedAt }]);
  const report = { metrics: ['offered'], by: [], grain: 'total', basis: 'entry', filter: {}, zone: 'UTC' } as const;
  const answer = await runReport(
    warehouse,
    { ...report, fromMs: START_AT, toMs: START_AT + HOUR_MS },
    correctedAt + HOUR_MS,
  );
  expect(answer).toMatchObject({ corrections: 1, restated: 1, rows: [{ offered: 1 }] });
});

test('[CR7] what an epoch that was not heard live brings more than a day late is back-fill, listed apart', async () => {
  const [live, archive, lateButLive] = [new Source('acd'), new Source('archive', 1), new Source('crm')];
  live.left('a', START_AT + 1_000, 30_000);
  archive.left('b', START_AT + 2_000, 5_000, START_AT + 48 * HOUR_MS);
  lateButLive.left('c', START_AT + SLOT_MS, 5_000);
  lateButLive.left('d', START_AT + SLOT_MS + 1, 5_000, START_AT + 48 * HOUR_MS);
  const warehouse = await written(
    [live, archive, lateButLive].flatMap(({ received }) => received),
    10,
  );
  const { rows, backfill, restated, backfilled } = await ask(warehouse);
  expect({ restated, backfilled }).toEqual({ restated: 1, backfilled: 1 });
  expect(valuesAt(backfill, START_AT).offered).toEqual([1, 2]);
  expect(valuesAt(rows, START_AT + SLOT_MS).offered).toEqual([1, 2]);
  expect(await lateIntervals(warehouse, { site: ['elsewhere'] }, START_AT, START_AT + HOUR_MS)).toEqual({
    restated: 0,
    backfilled: 0,
  });
});

const FRESH = Date.now() % 2 ** 31;

test.for([1, FRESH])(
  '[CR5] on a random log every old value is that of what was received before closing: seed %i',
  { timeout: 60_000 },
  async (seed) => {
    const chance = new Chance(seed);
    const source = new Source('acd');
    // Heard before everything else, and in time.
    source.left('first', START_AT - HOUR_MS, 1_000);
    for (let i = 0; i < 60; i += 1) {
      const enqueuedAt = START_AT + chance.whole(0, 90) * MINUTE_MS + chance.whole(0, 59_999);
      const waitMs = chance.one([chance.whole(0, 60_000), chance.whole(0, 60_000), chance.whole(0, 20) * MINUTE_MS]);
      const lateMs = (): number => chance.one([500, 500, 500, 100_000, chance.whole(5, 200) * MINUTE_MS]);
      const visit = { site: 'cs', queue: 'svc', visit: `v${i}`, enqueuedAt };
      if (chance.happens(0.7)) source.send('queue.entered', enqueuedAt, enqueuedAt + lateMs(), visit);
      source.left(`v${i}`, enqueuedAt, waitMs, enqueuedAt + waitMs + lateMs(), chance.one(['answered', 'abandoned']));
    }
    const fixes = new Source('fixes');
    for (const { line } of source.received.filter(() => chance.happens(0.1))) {
      const { p, e, n, d } = JSON.parse(line) as { p: string; e: number; n: number; d: object };
      const at = START_AT + chance.whole(20, 200) * MINUTE_MS;
      const data = chance.happens(0.5) ? { ...d, waitMs: 7_000, outcome: 'answered' } : undefined;
      fixes.send('correction', at, at, { target: { p, e, n }, op: data ? 'replace' : 'void', data });
    }
    const all = [...source.received, ...fixes.received];
    const warehouse = await written(all, chance.whole(5, 60));
    const { rows } = await ask(warehouse);
    const closings = await warehouse.query<{ slot: number; closedAt: number }>(
      `SELECT slot_at AS slot, max(closed_at) AS closedAt FROM late_closing GROUP BY slot_at`,
    );
    const slots = [...new Set(rows.map(({ interval }) => Date.parse(interval)))];
    let different = 0;
    for (const slotAt of slots) {
      // Whatever of the closings counts, the old value is that of one of the instants from the earliest to the last of them.
      const earliest = slotAt + SLOT_MS + CLOSING_MS;
      const last = Math.max(
        earliest,
        ...closings.filter(({ slot }) => slot === slotAt).map(({ closedAt }) => closedAt),
      );
      const values = valuesAt(rows, slotAt);
      const instants = [
        earliest,
        ...all.map(({ receivedAt }) => receivedAt).filter((at) => at > earliest && at <= last),
      ];
      const heardBy = (until: number): string[] =>
        all.filter(({ receivedAt }) => receivedAt <= until).map(({ line }) => line);
      const possible = instants.map((until) => countIn(engineOf(heardBy(until)), slotAt));
      const now = countIn(engineOf(heardBy(Number.POSITIVE_INFINITY)), slotAt);
      for (const metric of METRICS) expect(values[metric]![1], `seed ${seed} ${metric} now`).toBe(now[metric]);
      const old = Object.fromEntries(METRICS.map((metric) => [metric, values[metric]![0]]));
      expect(possible, `seed ${seed}, ${new Date(slotAt).toISOString()}`).toContainEqual(old);
      if (METRICS.some((metric) => values[metric]![0] !== values[metric]![1])) different += 1;
    }
    expect(different).toBeGreaterThan(0);
  },
);

function countIn({ facts, register }: Engine, slotAt: number): Record<string, unknown> {
  const metrics = METRICS.map((id) => metricById(id)!);
  const groups = evaluate(facts, {
    aggregates: metrics.flatMap(({ formula }) => aggregatesOf(formula)),
    by: [],
    filter: {},
    basis: 'entry',
    period: { fromMs: slotAt, toMs: slotAt + SLOT_MS, asOfMs: START_AT + 100 * HOUR_MS },
    thresholds: register.dimensions().thresholds(),
  });
  return shownValues(metrics, [...groups.values()][0]?.values ?? new Map(), true);
}
