import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregate } from '#lib/metrics/aggregates.ts';
import { scanSql, type Scan } from '#lib/metrics/period-sql.ts';
import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { createRollup } from '#lib/warehouse/rollup.ts';
import { dirtySlots, heldRowsSql } from '#lib/warehouse/rollup-reading.ts';
import { ROLLUP_BASES, ROLLUP_DIMENSIONS, rollupAggregates, rollupTable } from '#lib/warehouse/rollup-table.ts';
import { LONGEST_SPAN_IN_ROLLUP_MS } from '#lib/warehouse/slots-touched.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { cutOffAt } from './interrupted.ts';
import { randomLines, START_AT } from './random-events.ts';
import { openSpaces, type Spaces } from './spaces.ts';
import { survivorsInMemory } from './surviving-facts.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

const LIMITS = { recentKeys: 1_000, filterKeys: 1_000 };
const HOUR_MS = 4 * SLOT_MS;
const PERIOD: [number, number] = [START_AT, START_AT + 16 * SLOT_MS];

async function write(warehouse: Warehouse, ...batches: (readonly string[])[]): Promise<void> {
  const writer = await BatchWriter.open(warehouse, LIMITS);
  for (const lines of batches)
    await writer.write(writer.read([{ shard: 'cs', id: '1', receivedAt: START_AT, lines: [...lines] }]));
}

const clockAt = (ms: number) => ({ now: () => ms, speed: 1 });
const event = (t: string, n: number, at: number, d: object): string =>
  JSON.stringify({ v: 1, t, p: 'acd', e: START_AT, n, at, d: { site: 'cs', queue: 'svc', ...d } });

type Rows = Record<string, Record<string, unknown>>;
const byDimensions = (rows: Record<string, unknown>[]): Rows =>
  Object.fromEntries(
    rows.map(({ interval_at, ...row }) => {
      const dims = ROLLUP_DIMENSIONS.map((_, place) => row[`d${place}`]);
      for (const place of ROLLUP_DIMENSIONS.keys()) delete row[`d${place}`];
      return [JSON.stringify([interval_at, ...dims]), row];
    }),
  );

/** The slots of the roll-up that hold, and those slots counted from the facts by the SQL of the reports. */
async function bothWays(
  warehouse: Warehouse,
  kind: FactKind,
  basis: 'entry' | 'event',
  asOfMs: number,
): Promise<{ rolledUp: Rows; counted: Rows; slots: number }> {
  const names = rollupAggregates(kind).filter((name) => basis === 'entry' || aggregate(name).when !== 'entry');
  const dirty = new Set(await dirtySlots(warehouse, kind, ...PERIOD));
  const slots = Array.from({ length: (PERIOD[1] - PERIOD[0]) / SLOT_MS }, (_, i) => PERIOD[0] + i * SLOT_MS).filter(
    (slot) => !dirty.has(slot),
  );
  const ofBasis = kind === 'visit' ? `AND basis = '${basis}'` : '';
  const dims = ROLLUP_DIMENSIONS.map((name, i) => `${name === 'site' ? "nullIf(site, '')" : name} AS d${i}`);
  const rolledUp = await warehouse.query<Record<string, unknown>>(
    `SELECT slot_at AS interval_at, ${dims.join(', ')}, ${names.join(', ')} FROM ${rollupTable(kind)}
     WHERE ${heldRowsSql(kind, ...PERIOD)} AND slot_at IN (0${slots.map((slot) => `, ${slot}`).join('')}) ${ofBasis}`,
  );
  const scan: Scan = basis === 'entry' ? 'entry' : 'end';
  const startsMs = Array.from({ length: (PERIOD[1] - PERIOD[0]) / SLOT_MS }, (_, i) => PERIOD[0] + i * SLOT_MS);
  const statement = scanSql(
    { kind, scan, perListedQueue: false, names },
    { startsMs, toMs: PERIOD[1], asOfMs },
    ROLLUP_DIMENSIONS,
    {},
    () => '0',
  )!;
  const counted = await warehouse.query<Record<string, unknown>>(statement.sql, statement.parameters);
  return {
    rolledUp: byDimensions(rolledUp),
    counted: byDimensions(counted.filter((row) => !dirty.has(row.interval_at as number))),
    slots: slots.length,
  };
}

for (const seed of [7, null]) {
  test(`[WH8] a roll-up that holds equals the count from the facts, whatever came and was built when, seed ${seed ?? 'fresh'}`, async () => {
    let slotsSeen = 0;
    let rowsSeen = 0;
    await fc.assert(
      fc.asyncProperty(
        randomLines(60),
        fc.integer({ min: 5, max: 50 }),
        fc.integer({ min: 1, max: 30 }),
        async (lines, border, cutAt) => {
          const warehouse = await spaces.fresh();
          const asOfMs = START_AT + 8 * HOUR_MS;
          const rollup = await createRollup({ warehouse, clock: clockAt(asOfMs) });
          await write(warehouse, lines.slice(0, border));
          await rollup.buildDirty(10_000);
          // A batch cut short makes its slots dirty whatever of it was written; the rest comes in other borders.
          await write(cutOffAt(warehouse, cutAt, true), lines.slice(border)).catch(() => undefined);
          await rollup.buildDirty(10_000);
          await write(warehouse, lines.slice(border, border + 5), lines.slice(border));
          if (cutAt % 2) await rollup.buildDirty(cutAt % 5);
          await (await createRollup({ warehouse, clock: clockAt(asOfMs) })).buildDirty(10_000);
          await rollup.sweep();
          for (const kind of ['visit', 'offer', 'leg', 'handle'] as const) {
            for (const basis of kind === 'visit' ? ROLLUP_BASES : (['event'] as const)) {
              const { rolledUp, counted, slots } = await bothWays(warehouse, kind, basis, asOfMs);
              expect(rolledUp).toEqual(counted);
              slotsSeen += slots;
              rowsSeen += Object.keys(counted).length;
            }
          }
          const staffedMs = await warehouse.query<{ ms: number }>(
            `SELECT sum(time_staffed) AS ms FROM rollup_span WHERE ${heldRowsSql('span', ...PERIOD)}`,
          );
          expect(await dirtySlots(warehouse, 'span', ...PERIOD)).toEqual([]);
          expect(staffedMs).toEqual([{ ms: closedSpanMs(lines) }]);
          const raw = await warehouse.query(
            'SELECT site, p, count() AS received FROM event_raw FINAL GROUP BY site, p ORDER BY site, p',
          );
          const everySlot: [number, number] = [0, START_AT + 8 * HOUR_MS];
          expect(
            await warehouse.query(
              `SELECT site, p, sum(received) AS received FROM producer_slot WHERE ${heldRowsSql('event', ...everySlot)} GROUP BY site, p ORDER BY site, p`,
            ),
          ).toEqual(raw);
        },
      ),
      { numRuns: 2, ...(seed === null ? {} : { seed }), endOnFailure: true },
    );
    expect(slotsSeen).toBeGreaterThan(0);
    expect(rowsSeen).toBeGreaterThan(0);
  }, 120_000);
}

/** Time of the closed spans of at most 24 h that lies in the period, ms. */
function closedSpanMs(lines: readonly string[]): number {
  let ms = 0;
  for (const [id, row] of Object.entries(survivorsInMemory(lines))) {
    const [from, to] = [row.from_at as number, row.to_at as number | null];
    if (!id.startsWith('span\0') || to === null || to - from > LONGEST_SPAN_IN_ROLLUP_MS) continue;
    ms += Math.max(0, Math.min(to, PERIOD[1]) - Math.max(from, PERIOD[0]));
  }
  return ms;
}

test('[WH9] a quarter hour is built two minutes after its end, and not while a visit that entered in it waits', async () => {
  const warehouse = await spaces.fresh();
  let nowMs = START_AT + SLOT_MS + 119_999;
  const rollup = await createRollup({ warehouse, clock: { now: () => nowMs, speed: 1 } });
  await write(warehouse, [
    event('queue.entered', 1, START_AT + 1_000, { visit: 'v1', enqueuedAt: START_AT + 1_000 }),
    event('queue.left', 2, START_AT + 9_000, {
      visit: 'v2',
      enqueuedAt: START_AT + 2_000,
      waitMs: 7_000,
      outcome: 'answered',
    }),
  ]);
  expect(await rollup.buildDirty(100)).toBe(0);
  nowMs += 1;
  // The events' own slot; the visits' slot has one waiting.
  expect(await rollup.buildDirty(100)).toBe(1);
  expect(await dirtySlots(warehouse, 'visit', START_AT, START_AT + 1)).toEqual([START_AT]);
  await write(warehouse, [
    event('queue.left', 3, START_AT + SLOT_MS + 5_000, {
      visit: 'v1',
      enqueuedAt: START_AT + 1_000,
      waitMs: SLOT_MS + 4_000,
      outcome: 'abandoned',
    }),
  ]);
  await rollup.buildDirty(100);
  expect(await dirtySlots(warehouse, 'visit', START_AT, START_AT + SLOT_MS)).toEqual([]);
  expect(await dirtySlots(warehouse, 'visit', START_AT + SLOT_MS, START_AT + 2 * SLOT_MS)).toEqual([
    START_AT + SLOT_MS,
  ]);
  expect(
    await warehouse.query(
      `SELECT sum(offered) AS offered, sum(answered) AS answered FROM rollup_visit WHERE basis = 'entry' AND ${heldRowsSql('visit', START_AT, START_AT + SLOT_MS)}`,
    ),
  ).toEqual([{ offered: 2, answered: 1 }]);
});

test('[WH9] a late event makes its quarter hours dirty, old place and new, and a build replaces the rows', async () => {
  const warehouse = await spaces.fresh();
  const rollup = await createRollup({ warehouse, clock: clockAt(START_AT + 4 * HOUR_MS) });
  await write(warehouse, [
    event('queue.left', 1, START_AT, { visit: 'v1', enqueuedAt: START_AT, waitMs: 1_000, outcome: 'abandoned' }),
  ]);
  await rollup.buildDirty(100);
  expect(await dirtySlots(warehouse, 'visit', ...PERIOD)).toEqual([]);
  const moved = START_AT + 3 * SLOT_MS;
  await write(warehouse, [
    event('queue.left', 2, START_AT + 1, { visit: 'v1', enqueuedAt: moved, waitMs: 2_000, outcome: 'answered' }),
  ]);
  expect(await dirtySlots(warehouse, 'visit', ...PERIOD)).toEqual([START_AT, moved]);
  await rollup.buildDirty(100);
  await rollup.sweep();
  const rows = await warehouse.query(
    `SELECT slot_at, sum(offered) AS offered, sum(answered_wait) AS wait, max(wait_max) AS longest, sumMap(answered_waits) AS waits FROM rollup_visit WHERE basis = 'entry' AND ${heldRowsSql('visit', ...PERIOD)} GROUP BY slot_at`,
  );
  expect(rows).toEqual([{ slot_at: moved, offered: 1, wait: 2_000, longest: 2_000, waits: [[2], [1]] }]);
  expect(await warehouse.query('SELECT count() AS rows FROM rollup_visit')).toEqual([{ rows: 2 }]);
});
