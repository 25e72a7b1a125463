import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Row } from '#lib/metrics/question.ts';
import { runReport } from '#lib/reports/run-report.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { january } from '../support/january.ts';
import { MONTH, ZONE } from './load.ts';

/** What somebody else counted, by the day of entry and queue. Times in seconds. */
interface Counted {
  offered: number;
  answered: number;
  abandoned: number;
  short_abandoned_5s: number;
  answered_le_20s: number;
  abandoned_le_20s: number;
  wait_answered_s: number;
  wait_abandoned_s: number;
}

interface Expected {
  total: Counted & Record<string, number>;
  by_queue: Record<string, Counted & Record<string, number>>;
  by_day: Record<string, Counted & Record<string, number>>;
  by_day_queue: Record<string, Counted>;
  handled_by_day_queue: Record<string, { handled: number; handle_s: number; aht: number }>;
}

const expectedFigures = (): Expected => JSON.parse(readFileSync(january!.expected, 'utf8')) as Expected;

const COUNTS = ['offered', 'answered', 'abandoned', 'short_abandoned'];
const SHARES = ['neg', 'ign', 'pos', 'ans', 'short'].map((variant) => `service_level_${variant}`);
const VISIT_METRICS = [...COUNTS, 'service_level', ...SHARES, 'asa', 'time_to_abandon'];
export const JANUARY_METRICS = [...VISIT_METRICS, 'handled', 'aht'];

const over = (a: number, b: number): number | null => (b === 0 ? null : a / b);

/** The figures of the month by the formulas of the trade, from the counts. */
function visitFigures(c: Counted): Row {
  const ended = c.answered + c.abandoned;
  const short = over(c.answered_le_20s, ended - c.short_abandoned_5s);
  return {
    offered: c.offered,
    answered: c.answered,
    abandoned: c.abandoned,
    short_abandoned: c.short_abandoned_5s,
    service_level: short,
    service_level_neg: over(c.answered_le_20s, ended),
    service_level_ign: over(c.answered_le_20s, ended - c.abandoned_le_20s),
    service_level_pos: over(c.answered_le_20s + c.abandoned_le_20s, ended),
    service_level_ans: over(c.answered_le_20s, c.answered),
    service_level_short: short,
    asa: over(c.wait_answered_s, c.answered),
    time_to_abandon: over(c.wait_abandoned_s, c.abandoned),
  };
}

/** Counts are exact, ratios and times to one in a million. */
function expectFigures(row: Row | undefined, figures: Row, where: string): void {
  for (const [id, figure] of Object.entries(figures)) {
    const value = row?.[id];
    if (typeof figure !== 'number' || Number.isInteger(figure)) expect(value, `${where}: ${id}`).toBe(figure);
    else expect(Math.abs((value as number) - figure), `${where}: ${id} ${value} ${figure}`).toBeLessThan(1e-6);
  }
}

/** The whole month by day and queue, as the report gives it, against the expectation. Resolves with the rows. */
export async function expectJanuary(warehouse: Warehouse): Promise<readonly Row[]> {
  const expected = expectedFigures();
  const ask = (grain: 'day' | 'total', by: ('queue' | 'site')[]) =>
    runReport(
      warehouse,
      { metrics: JANUARY_METRICS, by, grain, ...MONTH, zone: ZONE, basis: 'entry', filter: {} },
      MONTH.toMs + 86_400_000,
    );
  const { rows, completeness, provisional } = await ask('day', ['queue']);
  const byDay = new Map(rows.map((row) => [`${dayOf(row)} ${row.queue}`, row]));
  const days = new Set([...Object.keys(expected.by_day_queue), ...Object.keys(expected.handled_by_day_queue)]);
  expect([...byDay.keys()].sort()).toEqual([...days].sort());
  const nothing: Counted = {
    offered: 0,
    answered: 0,
    abandoned: 0,
    short_abandoned_5s: 0,
    answered_le_20s: 0,
    abandoned_le_20s: 0,
    wait_answered_s: 0,
    wait_abandoned_s: 0,
  };
  for (const day of days) {
    const { handled = 0, handle_s = 0, aht = null } = expected.handled_by_day_queue[day] ?? {};
    const figures = { ...visitFigures(expected.by_day_queue[day] ?? nothing), handled, aht: over(handle_s, handled) };
    expectFigures(byDay.get(day), figures, day);
    if (aht !== null) expectFigures(byDay.get(day), { aht }, day);
  }
  const daily = await ask('day', []);
  for (const [day, figures] of Object.entries(expected.by_day)) {
    expectFigures(
      daily.rows.find((row) => dayOf(row) === day),
      visitFigures(figures),
      day,
    );
  }
  const [total] = (await ask('total', [])).rows;
  expectFigures(total, visitFigures(expected.total), 'the month');
  for (const id of [...SHARES, 'asa', 'time_to_abandon'])
    expectFigures(total, { [id]: expected.total[id]! }, 'the month');
  const byQueue = await ask('total', ['queue']);
  for (const row of byQueue.rows)
    expectFigures(row, visitFigures(expected.by_queue[row.queue as string]!), `queue ${row.queue}`);
  expect([byQueue.rows.length, completeness, provisional]).toEqual([Object.keys(expected.by_queue).length, 1, false]);
  return rows;
}

/** `1999-01-31T00:00:00+02:00` as the expectation writes it: 990131. */
const dayOf = ({ interval }: Row): string => String(interval).slice(2, 10).replaceAll('-', '');
