import { afterAll, beforeAll, expect, test } from 'vitest';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { BASES } from '#lib/metrics/question.ts';
import { readLog, recount, within } from '#lib/recount/recount.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { writeFloor } from '../parity/floors.ts';
import { randomFloor } from '../parity/random-floor.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

const SEEDS = [4, Date.now() % 2 ** 31];
const IN_REPORTS = METRICS.filter(({ inReports }) => inReports).map(({ id }) => id);
const told = new Set<string>();

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

test.for(SEEDS)(
  '[PR2] a report gives what the second counter finds, interval by interval: seed %i',
  { timeout: 120_000 },
  async (seed) => {
    const floor = randomFloor(seed, 120);
    const warehouse = await spaces.fresh();
    await writeFloor(warehouse, floor);
    const log = readLog(floor.lines.map((line, i) => ({ line, receivedAt: i })));
    const { asOfMs } = floor;
    const toMs = Math.ceil(asOfMs / SLOT_MS) * SLOT_MS;
    for (const [lengthMs, grain, filter] of [
      [30 * 24 * HOUR_MS, 'total', {}],
      [2 * HOUR_MS, '1h', { site: ['berlin'] }],
    ] as const) {
      const basis = BASES[seed % 2]!;
      const question = {
        metrics: IN_REPORTS,
        by: [],
        grain,
        fromMs: toMs - lengthMs,
        toMs,
        zone: 'UTC',
        basis,
        filter,
      };
      const { rows } = await runReport(warehouse, { ...question, asOfMs }, asOfMs);
      const starts = grain === 'total' ? [toMs - lengthMs] : rows.map(({ interval }) => Date.parse(interval as string));
      starts.forEach((fromMs, i) => {
        const period = { fromMs: Math.max(fromMs, toMs - lengthMs), toMs: starts[i + 1] ?? toMs, asOfMs, basis };
        const second = recount(within(log, filter), period);
        for (const id of IN_REPORTS) {
          const where = `seed ${seed} ${grain} ${i} ${basis}: ${id}`;
          const [report, again] = [rows[i]![id] as number | null, second[id]];
          expect(again, `${where} is counted twice`).not.toBeUndefined();
          if (report === null || again === null) expect(report, where).toBe(again);
          // The order of two divisions may differ in the last bit.
          else expect(Math.abs(report - again!), where).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(again!)));
          if (again) told.add(id);
        }
      });
    }
  },
);

test('[PR2] every metric of reports was counted by both, and was seen to say something', () => {
  expect(IN_REPORTS.filter((id) => !told.has(id))).toEqual([]);
});
