import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runReport } from '#lib/reports/run-report.ts';
import type { ReportQuestion } from '#lib/metrics/question.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import type { Appended } from '#lib/streams/event-log.ts';
import { createHistorian } from '#lib/warehouse/historian.ts';
import { migrate } from '#lib/warehouse/migrate.ts';
import { openWarehouse, type Warehouse } from '#lib/warehouse/warehouse.ts';
import { january } from '../tests/support/january.ts';
import { withTempDir } from '../tests/support/temp-dir.ts';
import { waitUntil } from '../tests/support/wait-until.ts';
import { quantile, type Figure } from './figure.ts';
import { simulatedLines } from './simulated-lines.ts';

const LINES_PER_APPEND = 1_000;
const TIMES = 5;
const DAY_MS = 24 * HOUR_MS;
const PATIENCE_MS = 300_000;
const METRICS = ['offered', 'answered', 'abandoned', 'service_level', 'asa', 'wait_p90', 'handled', 'aht'];

/** What a row of a report costs: a month by day and queue, and by quarter hour and queue, against a bare count of the same facts in SQL. */
export function reportCostFigures(): Promise<Figure[]> {
  return withTempDir(async (directory) => {
    const lines = realOrSimulated();
    const log = openEmbeddedLog({ directory: join(directory, 'log'), now: Date.now });
    for (let at = 0; at < lines.length; at += LINES_PER_APPEND)
      await log.append(lines.slice(at, at + LINES_PER_APPEND));
    const warehouse = await openWarehouse({ directory: join(directory, 'warehouse') });
    await migrate(warehouse);
    const group = await log.group('bench');
    const historian = createHistorian({ warehouse, group, bury: (letters) => log.bury(letters) });
    const running = historian.run();
    try {
      const written = () => historian.progress().lines === lines.length;
      await waitUntil(written, { what: 'the history to be written', timeoutMs: PATIENCE_MS });
      const ats = lines.map(({ at }) => at).sort((a, b) => a - b);
      return [
        ...(await costOf(warehouse, 'day', ats[0]!, ats.at(-1)!)),
        ...(await costOf(warehouse, '15m', ats[0]!, ats.at(-1)!)),
      ];
    } finally {
      await historian.stop();
      await running;
      await group.close();
      await warehouse.close();
      await log.close();
    }
  });
}

async function costOf(warehouse: Warehouse, grain: 'day' | '15m', firstMs: number, lastMs: number): Promise<Figure[]> {
  const question: ReportQuestion = {
    metrics: METRICS,
    by: ['queue'],
    grain,
    basis: 'entry',
    filter: {},
    fromMs: Math.floor(firstMs / DAY_MS) * DAY_MS,
    toMs: (Math.floor(lastMs / DAY_MS) + 1) * DAY_MS,
    zone: 'UTC',
  };
  let rows = 0;
  const reportMs = await medianMs(async () => {
    rows = (await runReport(warehouse, question, question.toMs)).rows.length;
  });
  const slotMs = grain === 'day' ? DAY_MS : SLOT_MS;
  const bareMs = await medianMs(() =>
    warehouse.query(
      `SELECT queue, intDiv(from_at, ${slotMs}) AS slot, count() FROM fact_visit FINAL WHERE gone = 0 GROUP BY queue, slot`,
    ),
  );
  const name = `report of ${METRICS.length} metrics by queue and ${grain === 'day' ? 'day' : 'quarter hour'}, ${rows.toLocaleString('en')} rows`;
  return [
    { what: name, unit: 'ms', value: reportMs, ceiling: bareMs },
    { what: `${name}: a row`, unit: 'µs/row', value: (reportMs * 1_000) / rows },
  ];
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await work();
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return quantile(times, 0.5);
}

/** A real month where the data is there, else a simulated shift. */
function realOrSimulated(): Appended[] {
  if (!january) return simulatedLines(Number.POSITIVE_INFINITY);
  const text = gunzipSync(readFileSync(january.events)).toString().trimEnd();
  return text.split('\n').map((line) => ({ ...(JSON.parse(line) as Appended), shard: 'bank', line }));
}

if (import.meta.main) console.log(await reportCostFigures());
