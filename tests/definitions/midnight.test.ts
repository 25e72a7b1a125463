import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseLine } from '#lib/events/parse.ts';
import type { Grain, ReportQuestion } from '#lib/metrics/question.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { FloorLog, HOUR, MINUTE, SECOND, beat, entered, left, state } from '../engine/floor-log.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

/** Midnight in Prague between 26 and 27 October 2026; the business day begins at 06:00, so two borders are crossed. */
const MIDNIGHT = Date.parse('2026-10-26T23:00:00Z');
const DAY_START = MIDNIGHT + 6 * HOUR;
const BORDERS = { midnight: MIDNIGHT, 'the business-day start': DAY_START };
const CALLS = 2_000;

/** Around a border: calls that enter before it and are answered after it, and an agent who stays ready over it. */
function floorAround(border: number): FloorLog {
  const log = new FloorLog(border - 2 * HOUR).send({
    t: 'dim.upsert',
    at: border - 3 * HOUR,
    d: { kind: 'site', id: 'cs', validFrom: 0, attrs: { tz: 'Europe/Prague', businessDayStart: '06:00' } },
  });
  log.send([beat(border - HOUR), state('anna', 'READY', border - 10 * MINUTE)]);
  for (let i = 0; i < CALLS; i += 1) log.send(entered(`v${i}#q1`, border - 60 * SECOND + (i % 50) * SECOND));
  return log;
}

const finish = (log: FloorLog, border: number): FloorLog => {
  for (let i = 0; i < CALLS; i += 1) log.send(left(`v${i}#q1`, border - 60 * SECOND + (i % 50) * SECOND, 90 * SECOND));
  const prev = { state: 'READY', enteredAt: border - 10 * MINUTE };
  return log.send([state('anna', 'NOT_READY', border + 20 * MINUTE, { prev }), beat(border + 30 * MINUTE)]);
};

test.for(Object.entries(BORDERS))('[DQ13] nothing on the wall jumps at %s', ([, border]) => {
  const log = floorAround(border);
  for (const seconds of [-1, 0, 1]) {
    const asOf = border + seconds * SECOND;
    expect(log.number('queue_depth', asOf)).toBe(CALLS);
    expect(log.number('longest_wait', asOf)).toBe(60 + seconds);
    expect(log.number('agents_ready', asOf)).toBe(1);
    expect(log.number('offered', asOf, { window: '30m', basis: 'entry' })).toBe(CALLS);
    expect(log.number('ready_time', asOf, { window: '30m' })).toBe(600 + seconds);
  }
  finish(log, border);
  expect(log.number('answered', border + 2 * MINUTE, { window: '30m' })).toBe(CALLS);
  expect(log.number('queue_depth', border + 2 * MINUTE)).toBe(0);
});

test('[DQ13] today ends with the business day, each call counting in the one that its basis names', () => {
  const log = finish(floorAround(DAY_START), DAY_START);
  const today = (metric: string, asOf: number, basis: 'entry' | 'event') =>
    log.number(metric, asOf, { window: 'today', basis });
  const after = DAY_START + 25 * MINUTE;
  expect([today('offered', DAY_START - SECOND, 'entry'), today('offered', DAY_START, 'entry')]).toEqual([CALLS, 0]);
  expect([today('answered', after, 'entry'), today('answered', after, 'event')]).toEqual([0, CALLS]);
  expect([today('ready_time', DAY_START - SECOND, 'event'), today('ready_time', after, 'event')]).toEqual([599, 1_200]);
});

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

async function written(log: FloorLog): Promise<Warehouse> {
  const warehouse = await spaces.fresh();
  const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 10_000 });
  const lines = log.lines.map(({ line }) => line);
  expect(lines.every((line) => parseLine(line).ok)).toBe(true);
  await writer.write(writer.read([{ shard: 'cs', id: '1', receivedAt: DAY_START + HOUR, lines }]));
  return warehouse;
}

test.for(Object.entries(BORDERS))(
  '[DQ13] in reports a call and a state over %s count exactly once, whatever the grain',
  { timeout: 60_000 },
  async ([, border]) => {
    const warehouse = await written(finish(floorAround(border), border));
    const ask = (grain: Grain, over: Partial<ReportQuestion> = {}) =>
      runReport(
        warehouse,
        {
          metrics: ['offered', 'answered', 'ready_time'],
          by: [],
          grain,
          fromMs: border - 48 * HOUR,
          toMs: border + 48 * HOUR,
          zone: 'Europe/Prague',
          basis: 'event',
          filter: { site: ['cs'] },
          ...over,
        },
        border + HOUR,
      );
    const total = (rows: readonly Readonly<Record<string, unknown>>[], metric: string): number =>
      rows.reduce((sum, row) => sum + Number(row[metric] ?? 0), 0);
    for (const grain of ['15m', 'day', 'week', 'total'] as const) {
      const { rows } = await ask(grain);
      expect([total(rows, 'offered'), total(rows, 'answered'), total(rows, 'ready_time')], grain).toEqual([
        CALLS,
        CALLS,
        1_800,
      ]);
    }
    for (const by of ['weekday', 'hour'] as const) {
      const { rows } = await ask('total', { calendar: { by: [by], filter: {} } });
      expect([total(rows, 'offered'), total(rows, 'ready_time')], by).toEqual([CALLS, 1_800]);
    }
    // The state is torn at the border to the ms: ten minutes before, twenty after.
    const hours = (await ask('1h')).rows.filter((row) => Number(row['ready_time']) > 0);
    expect(hours.map((row) => row['ready_time'])).toEqual([600, 1_200]);
  },
);
