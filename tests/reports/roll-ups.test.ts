import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregate } from '#lib/metrics/aggregates.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import { aggregatesOf } from '#lib/metrics/formula.ts';
import { scanGroups } from '#lib/metrics/period-sql.ts';
import { BASES } from '#lib/metrics/question.ts';
import { countPeriod } from '#lib/reports/count-period.ts';
import type { Counting } from '#lib/reports/counting.ts';
import { apartByRollUp, isRolledUp } from '#lib/reports/rollup-scan.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { ROLLED_UP_KINDS } from '#lib/warehouse/rollup-table.ts';
import { dirtySlots } from '#lib/warehouse/rollup-reading.ts';
import { createRollup } from '#lib/warehouse/rollup.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { randomLines, START_AT } from '../warehouse/random-events.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

const SLOTS = 16;
const AS_OF_MS = START_AT + 4 * SLOTS * SLOT_MS;
const GROUPINGS: Dimension[][] = [[], ['site', 'queue', 'team']];
const aggregates = [
  ...new Set(METRICS.filter(({ inReports }) => inReports).flatMap(({ formula }) => aggregatesOf(formula))),
].filter((name) => ROLLED_UP_KINDS.includes(aggregate(name).fact));

async function write(warehouse: Warehouse, lines: readonly string[]): Promise<void> {
  const writer = await BatchWriter.open(warehouse, { recentKeys: 1_000, filterKeys: 1_000 });
  await writer.write(writer.read([{ shard: 'cs', id: '1', receivedAt: START_AT, lines: [...lines] }]));
}

const counting = (
  basis: Counting['basis'],
  by: Dimension[],
  startsMs: number[],
  attrs: DimensionVersion['attrs'],
): Counting => ({
  aggregates,
  by,
  filter: {},
  basis,
  period: { startsMs, toMs: START_AT + SLOTS * SLOT_MS, asOfMs: AS_OF_MS },
  thresholds: new Dimensions([{ kind: 'queue', id: 'svc', site: 'cs', validFrom: 0, attrs }]).thresholds(),
});

for (const seed of [3, null]) {
  test(
    `[WH40] a report is the same to the digit with and without roll-ups, seed ${seed ?? 'fresh'}`,
    { timeout: 120_000 },
    async () => {
      let cellsSeen = 0;
      const dirtyInTheEnd: number[] = [];
      await fc.assert(
        fc.asyncProperty(randomLines(60), fc.integer({ min: 5, max: 50 }), async (lines, border) => {
          const warehouse = await spaces.fresh();
          const rollup = await createRollup({ warehouse, clock: { now: () => AS_OF_MS, speed: 1 } });
          await write(warehouse, lines.slice(0, border));
          await rollup.buildDirty(10_000);
          // What comes later leaves some quarter hours rolled up and others to be counted from the facts; at last all are.
          await write(warehouse, lines.slice(border));
          for (const complete of [false, true]) {
            if (complete) await rollup.buildDirty(10_000);
            if (complete)
              dirtyInTheEnd.push(...(await dirtySlots(warehouse, 'leg', START_AT, START_AT + SLOTS * SLOT_MS)));
            const starts = Array.from({ length: SLOTS / 4 }, (_, i) => START_AT + i * 4 * SLOT_MS);
            const attrs = complete ? { slThresholdMs: 30_000 } : {};
            for (const basis of BASES) {
              for (const by of GROUPINGS) {
                for (const startsMs of [[START_AT], starts]) {
                  const question = counting(basis, by, startsMs, attrs);
                  const plain = await countPeriod(warehouse, question);
                  expect(await countPeriod(warehouse, { ...question, rollUps: true })).toEqual(plain);
                  cellsSeen += plain.length;
                }
              }
            }
          }
        }),
        { numRuns: 1, ...(seed === null ? {} : { seed }), endOnFailure: true },
      );
      expect(cellsSeen).toBeGreaterThan(0);
      // Then every quarter hour of the last comparison was read from its roll-up.
      expect(dirtyInTheEnd).toEqual([]);
    },
  );
}

test('[WH41] roll-ups are read for every additive number but by agent, off the quarter hours, or where a threshold is no bound', () => {
  const question = counting('entry', ['queue'], [START_AT], {});
  const rolledUp = (asked: Counting): string[] =>
    scanGroups(asked.aggregates, asked.basis)
      .flatMap(apartByRollUp)
      .flatMap((group) => (isRolledUp(group, asked) ? [group.kind] : []));
  expect(rolledUp(question).sort()).toEqual(['handle', 'leg', 'offer', 'span', 'visit']);
  expect(rolledUp({ ...question, by: ['agent'] })).toEqual([]);
  expect(rolledUp({ ...question, period: { ...question.period, startsMs: [START_AT + 1_000] } })).toEqual([]);
  expect(rolledUp(counting('entry', ['queue'], [START_AT], { slThresholdMs: 17_500 }))).not.toContain('visit');
});
