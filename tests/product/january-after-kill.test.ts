import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/project.mjs';
import { typeScriptCommand } from '../../scripts/lib/run-child.mjs';
import { january, januaryNote } from '../support/january.ts';
import { INGEST_TOKEN, startProduct, type Product } from '../support/product.ts';
import { waitForValue, waitUntil } from '../support/wait-until.ts';

// A real month through the whole product, with kill -9 of every process of it in the middle of the replay. What it does
// not prove: loss of power (the log is flushed to disk, but no test pulls the plug).

const METRICS = [
  'offered',
  'answered',
  'abandoned',
  'short_abandoned',
  'service_level_short',
  'service_level_neg',
  'service_level_ign',
  'service_level_pos',
  'service_level_ans',
  'asa',
  'time_to_abandon',
  'handled',
  'aht',
];

const replayArguments = (product: Product): string[] => [
  january!.events,
  '--speed',
  'max',
  '--url',
  product.baseUrl,
  '--token',
  INGEST_TOKEN,
];

const written = (product: Product): Promise<number | null> =>
  product
    .get('/readyz')
    .then((state) => (state as { parts: { warehouse: { lag: number | null } } }).parts.warehouse.lag);

interface ReportRow {
  interval: string;
  queue: string;
  [metric: string]: number | string | null;
}

test.skipIf(!january)(
  `[OP1] a month that is replayed through kill -9 and a restart gives the digits of the month${januaryNote}`,
  { timeout: 240_000 },
  async () => {
    const product = await startProduct();
    try {
      const command = typeScriptCommand('src/cli/replay.ts', replayArguments(product));
      const first = spawn(command.program, command.args, { cwd: root, stdio: 'ignore' });
      const firstEnded = new Promise((resolve) => first.once('exit', resolve));
      const accepted = (): Promise<number> =>
        fetch(`${product.baseUrl}/metrics`)
          .then((response) => response.text())
          .then((text) => Number(/floorlight_ingest_lines\{outcome="accepted"\} (\d+)/.exec(text)?.[1] ?? 0));
      await waitForValue(accepted, (lines) => lines > 40_000, {
        what: 'part of the month to be taken',
        timeoutMs: 60_000,
      });
      await product.kill();
      first.kill('SIGKILL');
      await firstEnded;
      await product.restart();

      const again = await promisify(execFile)(command.program, command.args, { cwd: root });
      expect(again.stdout).toMatch(/duplicates/);
      await waitUntil(async () => (await written(product)) === 0, {
        what: 'history to be written',
        timeoutMs: 120_000,
      });

      const query = `metrics=${METRICS.join(',')}&by=queue&grain=day&from=1999-01-01&to=1999-02-02&tz=%2B02:00`;
      const report = (await product.get(`/api/v1/reports/query?${query}`)) as {
        rows: ReportRow[];
        completeness: number;
      };
      expect(report.completeness).toBe(1);
      expect(differences(report.rows)).toEqual([]);
    } finally {
      await product.stop();
    }
  },
);

interface Expected {
  by_day_queue: Record<string, Record<string, number>>;
  handled_by_day_queue: Record<string, { handled: number; aht: number }>;
}

/** Every figure that is not the one expected, in words. */
function differences(rows: readonly ReportRow[]): string[] {
  const { by_day_queue: entered, handled_by_day_queue: handled } = JSON.parse(
    readFileSync(january!.expected, 'utf8'),
  ) as Expected;
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const day = `${row.interval.slice(2, 4)}${row.interval.slice(5, 7)}${row.interval.slice(8, 10)} ${row.queue}`;
    seen.add(day);
    const check = (metric: string, expected: number | null): void => {
      const value = row[metric] as number | null;
      const same = expected === null || value === null ? value === expected : Math.abs(value - expected) <= 1e-6;
      if (!same) wrong.push(`${day} ${metric}: ${value}, expected ${expected}`);
    };
    const e = entered[day];
    const share = (over: number, by: number): number | null => (by === 0 ? null : over / by);
    check('offered', e?.offered ?? 0);
    check('answered', e?.answered ?? 0);
    check('abandoned', e?.abandoned ?? 0);
    check('short_abandoned', e?.short_abandoned_5s ?? 0);
    if (e) {
      const {
        answered_le_20s: inTime,
        abandoned_le_20s: gaveUp,
        short_abandoned_5s: short,
      } = e as Record<string, number> as {
        answered_le_20s: number;
        abandoned_le_20s: number;
        short_abandoned_5s: number;
      };
      check('service_level_short', share(inTime, e.offered! - short));
      check('service_level_neg', share(inTime, e.offered!));
      check('service_level_ign', share(inTime, e.offered! - gaveUp));
      check('service_level_pos', share(inTime + gaveUp, e.offered!));
      check('service_level_ans', share(inTime, e.answered!));
      check('asa', share(e.wait_answered_s!, e.answered!));
      check('time_to_abandon', share(e.wait_abandoned_s!, e.abandoned!));
    }
    check('handled', handled[day]?.handled ?? 0);
    check('aht', handled[day]?.aht ?? null);
  }
  for (const day of [...Object.keys(entered), ...Object.keys(handled)])
    if (!seen.has(day)) wrong.push(`${day} has no row`);
  return wrong;
}
