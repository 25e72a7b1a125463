import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import { aggregatesOf } from '#lib/metrics/formula.ts';
import type { LiveQuestion, Row } from '#lib/metrics/question.ts';
import { shownValues } from '#lib/metrics/rows.ts';
import { countPeriod } from '#lib/reports/count-period.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { openEmbeddedLog, type EmbeddedLog } from '#lib/streams/embedded-log.ts';
import { HOUR_MS, SECOND_MS, businessDayStart } from '#lib/time/interval.ts';
import { zoneOf } from '#lib/time/zone.ts';
import { createRollup } from '#lib/warehouse/rollup.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { january, januaryNote } from '../support/january.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { expectJanuary, JANUARY_METRICS } from './expected.ts';
import { appendAll, carry, januaryLines, MONTH, ZONE } from './load.ts';

describe.skipIf(!january)(`a real January, embedded log and warehouse${januaryNote}`, () => {
  let spaces: Spaces;
  let warehouse: Warehouse;
  let log: EmbeddedLog;
  let directory: string;
  let lines: string[];
  let rows: readonly Row[];

  beforeAll(async () => {
    directory = makeTempDir('january');
    spaces = await openSpaces('embedded');
    warehouse = await spaces.fresh();
    log = openEmbeddedLog({ directory: join(directory, 'log'), now: () => MONTH.toMs });
    lines = januaryLines();
  }, 60_000);
  afterAll(async () => {
    await log.close();
    await spaces.close();
    removeTempDir(directory);
  });

  test('[WH50] the report by day and queue says what was counted elsewhere', { timeout: 300_000 }, async () => {
    expect(await appendAll(log, lines)).toBe(lines.length);
    expect(await carry(log, warehouse, 'history')).toMatchObject({ events: lines.length, duplicates: 0, invalid: 0 });
    rows = await expectJanuary(warehouse);
  });

  test('[WH51] the log read again in part and as a whole changes no number', { timeout: 300_000 }, async () => {
    const part = lines.slice(100_000, 150_000);
    expect(await appendAll(log, part)).toBe(0);
    // Another log with a part of the same lines, and the whole of the first one from its beginning.
    const other = openEmbeddedLog({ directory: join(directory, 'other'), now: () => MONTH.toMs + 1 });
    expect(await appendAll(other, part)).toBe(part.length);
    expect(await carry(other, warehouse, 'history')).toMatchObject({ events: 0, duplicates: part.length });
    await other.close();
    expect(await carry(log, warehouse, 'again')).toMatchObject({ events: 0, duplicates: lines.length });
    expect(await expectJanuary(warehouse)).toEqual(rows);
  });

  test('[WH50] rolled up by quarter hours the month says the same', { timeout: 300_000 }, async () => {
    const rollup = await createRollup({ warehouse, clock: { speed: 1, now: () => MONTH.toMs + HOUR_MS } });
    let built = 0;
    for (let more = 1; more > 0; built += more) more = await rollup.buildDirty(10_000);
    expect(built).toBeGreaterThan(2_000);
    expect(await expectJanuary(warehouse)).toEqual(rows);
  });

  test(
    '[MT2] replayed in order, the wall says at every hour of the month what the report says; 18 wait at the peak',
    { timeout: 300_000 },
    async () => {
      const replay = new Replay(lines);
      const metrics = METRICS.filter(({ id }) => JANUARY_METRICS.includes(id));
      const question: LiveQuestion = {
        metrics: metrics.map(({ id }) => id),
        by: ['queue'],
        window: 'today',
        basis: 'entry',
        filter: {},
      };
      const aggregates = metrics.flatMap(({ formula }) => aggregatesOf(formula));
      const thresholds = new Dimensions([]).thresholds();
      const zone = zoneOf(ZONE);
      let compared = 0;
      for (let asOfMs = MONTH.fromMs + HOUR_MS; asOfMs <= MONTH.toMs; asOfMs += HOUR_MS) {
        replay.playBefore(asOfMs);
        const live = replay.engine.answer(question, asOfMs, asOfMs).rows;
        const fromMs = businessDayStart(asOfMs, zone, 0);
        // At midnight the new day has no length yet.
        if (fromMs === asOfMs) {
          expect(live).toEqual([]);
          continue;
        }
        const period = { startsMs: [fromMs], toMs: asOfMs, asOfMs };
        const cells = await countPeriod(warehouse, {
          aggregates,
          by: ['queue'],
          filter: {},
          basis: 'entry',
          period,
          thresholds,
        });
        const counted = cells.map(({ dims, values }) => ({ queue: dims[0]!, ...shownValues(metrics, values, true) }));
        expect(live, new Date(asOfMs).toISOString()).toEqual(counted);
        compared += live.length;
        // Once a day the whole of the report, at another hour each day.
        if (((asOfMs - MONTH.fromMs) / HOUR_MS) % 25 === 0) {
          const asked = { ...question, grain: 'total' as const, fromMs, toMs: asOfMs, zone: ZONE, asOfMs };
          expect((await runReport(warehouse, asked, asOfMs)).rows, new Date(asOfMs).toISOString()).toEqual(live);
        }
      }
      expect(compared).toBeGreaterThan(2_000);
      expect(replay.peakDepth).toBe(18);
    },
  );
});

/** Plays the lines in their order into an engine and watches how many wait, after every second in which something happened. */
class Replay {
  readonly engine = new Engine(ZONE);
  peakDepth = 0;
  readonly #lines: readonly string[];
  #next = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  playBefore(instantMs: number): void {
    let lastAt = Number.NEGATIVE_INFINITY;
    for (; this.#next < this.#lines.length; this.#next += 1) {
      const parsed = parseLine(this.#lines[this.#next]!);
      if (!parsed.ok) throw new Error(parsed.rejection.message);
      const { event } = parsed;
      if (event.at > lastAt && lastAt > 0) this.#look(lastAt + SECOND_MS);
      if (event.at >= instantMs) break;
      this.engine.fold(event, event.at);
      lastAt = event.at;
    }
    this.engine.forget(instantMs);
  }

  #look(asOfMs: number): void {
    const question: LiveQuestion = { metrics: ['queue_depth'], by: [], window: 'now', basis: 'event', filter: {} };
    const depth = this.engine.answer(question, asOfMs, asOfMs).rows[0]!.queue_depth as number;
    if (depth > this.peakDepth) this.peakDepth = depth;
  }
}
