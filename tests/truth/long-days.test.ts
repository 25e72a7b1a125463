import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import type { EventLog } from '#lib/streams/event-log.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { proveFloor } from '../../src/cli/prove/prove-floor.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { expectProven } from './expect-proof.ts';
import { partOfFloor } from './small-floor.ts';

let spaces: Spaces;
const directory = makeTempDir('long-days');
const logs: EventLog[] = [];
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(async () => {
  for (const log of logs) await log.close();
  await spaces.close();
  removeTempDir(directory);
});
const openLog = (): EventLog => {
  const log = openEmbeddedLog({ directory: `${directory}/${logs.length}`, now: Date.now });
  logs.push(log);
  return log;
};

/** What the length of a day bears on: who came, who left, who handled, who was there. */
const TABLES = ['visitsByEntry', 'visitsByEnd', 'contactsByQueue', 'peopleByTeam'] as const;

/** What is heard every few seconds whatever happens says nothing of a sum. */
const withoutRoutine = ({ t }: ContactCentreEvent): boolean =>
  !['producer.heartbeat', 'line.status', 'campaign.snapshot', 'agent.snapshot', 'producer.hello'].includes(t);

test.for([
  { day: '2026-03-29', fromMs: Date.UTC(2026, 2, 28, 23), hours: 23, next: '2026-03-30' },
  { day: '2026-10-25', fromMs: Date.UTC(2026, 9, 24, 22), hours: 25, next: '2026-10-26' },
])(
  '[TF7] a day in Berlin on which the clocks change, $day, has its $hours hours and their sums',
  { timeout: 120_000 },
  async ({ fromMs, hours }) => {
    const warehouse = await spaces.fresh();
    const toMs = fromMs + hours * HOUR_MS;
    const preset = partOfFloor(0.01, { timeZone: 'Europe/Berlin', utcOffsetMinutes: 60 });
    const proof = await proveFloor({
      preset,
      seed: 3,
      fromMs,
      toMs,
      stepMs: 30 * MINUTE_MS,
      faults: [],
      tells: withoutRoutine,
      judgesTrust: false,
      tables: TABLES,
      log: openLog(),
      warehouse,
    });
    expectProven(proof, 1_000);
    const metrics = ['offered', 'answered', 'handled', 'staffed_time'];
    const question = { metrics, by: [], fromMs, toMs, zone: 'Europe/Berlin', basis: 'event', filter: {} } as const;
    const quarters = await runReport(warehouse, { ...question, grain: '15m' }, toMs + HOUR_MS);
    const days = await runReport(warehouse, { ...question, grain: 'day' }, toMs + HOUR_MS);
    expect(quarters.rows).toHaveLength(hours * 4);
    expect(new Set(quarters.rows.map(({ interval }) => interval)).size).toBe(hours * 4);
    expect(days.rows).toHaveLength(1);
    const sum = (table: 'visitsByEntry' | 'visitsByEnd' | 'contactsByQueue' | 'peopleByTeam', field: string): number =>
      [...proof.truth.tables[table].tally.between(fromMs, toMs)].reduce(
        (all, { values }) => all + (values[field] ?? 0),
        0,
      );
    const truth = [
      sum('visitsByEntry', 'offered'),
      sum('visitsByEnd', 'answered'),
      sum('contactsByQueue', 'handled'),
      sum('peopleByTeam', 'staffedMs') / 1_000,
    ];
    metrics.forEach((metric, i) => {
      expect(days.rows[0]![metric], metric).toBeCloseTo(truth[i]!, 3);
      expect(
        quarters.rows.reduce((all, row) => all + (row[metric] as number), 0),
        metric,
      ).toBeCloseTo(truth[i]!, 3);
    });
  },
);

test('[TF7] 24 hours of injected ghosts leave none on the board', { timeout: 180_000 }, async () => {
  const fromMs = Date.UTC(2026, 2, 2, 16);
  let board: unknown[] = [];
  let found = { visits: 0, agents: 0 };
  const { befell, truth, ...proof } = await proveFloor({
    preset: partOfFloor(0.01),
    seed: 4,
    fromMs,
    toMs: fromMs + 24 * HOUR_MS,
    stepMs: MINUTE_MS,
    faults: ['ghost_visit', 'ghost_agent'],
    judgesTrust: false,
    tables: TABLES,
    rates: { ghost_visit: 60, ghost_agent: 120 },
    tells: (event) => withoutRoutine(event) || event.t === 'agent.snapshot' || event.t === 'producer.hello',
    log: openLog(),
    warehouse: await spaces.fresh(),
    onEnd: ({ engine }, nowMs) => {
      const now = { window: 'now', basis: 'event', filter: {} } as const;
      const waiting = engine.answer({ ...now, metrics: ['queue_depth'], by: ['queue'] }, nowMs, nowMs).rows;
      const present = engine.answer({ ...now, metrics: ['agents_staffed'], by: ['agent'] }, nowMs, nowMs).rows;
      board = [...waiting, ...present.filter(({ agent }) => String(agent).startsWith('ghost'))];
      for (const { p, visits, agents } of engine.ghosts())
        if (p.startsWith('sim-acd')) found = { visits: found.visits + visits, agents: found.agents + agents };
    },
  });
  expectProven({ befell, truth, ...proof }, 1_000);
  expect([befell.ghost_visit, befell.ghost_agent]).toEqual([60, 120]);
  expect(found.visits).toBe(60);
  expect(found.agents).toBeGreaterThanOrEqual(120);
  // Two hours after the last of them nothing waits, and nobody is there who never was.
  expect(board).toEqual([]);
});
