import { afterAll, beforeAll, expect, test } from 'vitest';
import { wilson } from '#lib/metrics/confidence.ts';
import type { ReportQuestion } from '#lib/metrics/question.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

/** 2026-11-04 10:00 UTC. */
const TEN = Date.UTC(2026, 10, 4, 10);

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

test('[MT74] a report gives n and the ranges of its rows, in their order', async () => {
  const warehouse = await spaces.fresh();
  const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 1_000 });
  const visits = ['a', 'a', 'a', 'b'].map((queue, i) => ({
    ...{ v: 1, t: 'queue.left', p: 'acd', e: 1, n: i + 1, at: TEN + i },
    d: { visit: `v${i}`, queue, enqueuedAt: TEN, waitMs: i, outcome: i === 0 ? 'abandoned' : 'answered' },
  }));
  const lines = visits.map((visit) => JSON.stringify(visit));
  await writer.write(writer.read([{ shard: '_', id: '1', receivedAt: TEN, lines }]));
  const question: ReportQuestion = {
    metrics: ['abandon_rate', 'nps', 'offered'],
    ...{ by: ['queue'], grain: 'total', zone: 'UTC', basis: 'entry', filter: {} },
    ...{ fromMs: TEN, toMs: TEN + HOUR_MS },
  };
  const { rows, samples, ranges } = await runReport(warehouse, question, TEN + 2 * HOUR_MS);
  expect(rows).toEqual([
    { queue: 'a', abandon_rate: 1 / 3, nps: null, offered: 3 },
    { queue: 'b', abandon_rate: 0, nps: null, offered: 1 },
  ]);
  expect(samples).toEqual([
    { abandon_rate: 3, nps: 0 },
    { abandon_rate: 1, nps: 0 },
  ]);
  expect(ranges).toEqual([{ abandon_rate: wilson(1, 3) }, { abandon_rate: wilson(0, 1) }]);
});
