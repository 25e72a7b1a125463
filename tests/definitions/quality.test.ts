import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import { EVENT_FINDINGS, FINDINGS, impossibilities } from '#lib/metrics/impossibilities.ts';
import { answerQuality, type QualityQuestion } from '#lib/reports/quality.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

/** 2026-11-04 10:00 UTC. */
const TEN = Date.UTC(2026, 10, 4, 10);

let n = 0;
const line = (t: string, at: number, d: object, p = 'acd'): string =>
  JSON.stringify({ v: 1, t, p, e: 1, n: (n += 1), at, d: { site: 'cs', ...d } });

const left = (d: object, at = TEN): string =>
  line('queue.left', at, {
    visit: `v${n}`,
    ix: `i${n}`,
    queue: 'svc',
    enqueuedAt: TEN - 30_000,
    waitMs: 30_000,
    outcome: 'answered',
    ...d,
  });
const leg = (d: object, at = TEN): string =>
  line('leg.ended', at, { leg: `l${n}`, ix: `i${n}`, agent: 'anna', connectedAt: TEN - 60_000, talkMs: 60_000, ...d });
const wrap = (d: object): string =>
  line('wrap.ended', TEN, {
    leg: `l${n}`,
    agent: 'anna',
    connectedAt: TEN - 90_000,
    endedAt: TEN - 30_000,
    talkMs: 60_000,
    holdMs: 0,
    acwMs: 30_000,
    ...d,
  });

const found = (text: string, receivedAt = TEN) => {
  const parsed = parseLine(text);
  if (!parsed.ok) throw new Error(parsed.rejection.message);
  return impossibilities(parsed.event as ContactCentreEvent, receivedAt);
};

test('[DQ5] an event that cannot have been is told by its kind, one that may be true by none', () => {
  const cases: [string, string[]][] = [
    [left({}), []],
    [left({ waitMs: -1 }), ['negative_wait']],
    [left({ ringMs: -5 }), ['negative_time']],
    [left({ enqueuedAt: TEN + 1 }), ['left_before_entered']],
    [leg({}), []],
    [leg({ connectedAt: TEN - 30 * HOUR_MS, talkMs: 30 * HOUR_MS }), ['call_too_long']],
    [leg({ connectedAt: TEN - 30 * HOUR_MS, talkMs: 30 * HOUR_MS, media: 'email' }), []],
    [leg({ connectedAt: TEN + 5, talkMs: 0 }), ['ended_before_started']],
    [leg({ talkMs: 61_000 }), []],
    [leg({ talkMs: 61_001 }), ['talk_longer_than_leg']],
    [leg({ agent: undefined }), ['handled_by_nobody']],
    [wrap({}), []],
    [wrap({ connectedAt: TEN - 29_999 }), ['wrap_before_leg']],
    [wrap({ acwMs: -1, agent: undefined }), ['negative_time', 'handled_by_nobody']],
    [line('ix.ended', TEN, { ix: 'i', startedAt: TEN, endedAt: TEN - 1 }), ['ended_before_started']],
    [line('ix.ivr', TEN, { ix: 'i', ivrMs: -1 }), ['negative_time']],
    [line('dial.attempt', TEN, { dialedAt: TEN + 1, result: 'busy' }), ['ended_before_started']],
    [
      line('offer.ended', TEN, { leg: 'l', agent: 'a', offeredAt: TEN + 1, ringMs: 0, result: 'rona' }),
      ['ended_before_started'],
    ],
    [
      line('agent.state', TEN, {
        agent: 'a',
        state: 'READY',
        enteredAt: TEN,
        prev: { state: 'ACW', enteredAt: TEN + 1 },
      }),
      ['ended_before_started'],
    ],
    [
      line('work.changed', TEN, { item: 'w', kind: 'ticket', status: 'done', rev: 1, createdAt: TEN, doneAt: TEN - 1 }),
      ['ended_before_started'],
    ],
  ];
  for (const [text, kinds] of cases) expect(found(text), text).toEqual(kinds);
  expect([found(left({}), TEN - 5_000), found(left({}), TEN - 5_001)]).toEqual([[], ['clock_ahead']]);
  const seen = new Set([...cases.flatMap(([, kinds]) => kinds), 'clock_ahead']);
  expect(EVENT_FINDINGS.filter((kind) => !seen.has(kind))).toEqual([]);
});

let spaces: Spaces;
let warehouse: Warehouse;
const set = (kind: string, id: string): string =>
  line('dim.upsert', TEN - HOUR_MS, { kind, id, validFrom: 0, attrs: {} });

beforeAll(async () => {
  spaces = await openSpaces('embedded');
  warehouse = await spaces.fresh();
  n = 0;
  const lines = [
    set('queue', 'svc'),
    set('agent', 'anna'),
    set('agent', 'ben'),
    left({ waitMs: -30_000, ix: 'early' }),
    left({ waitMs: -30_000 }, TEN + 24 * HOUR_MS),
    // Answered by two agents; the first answer again is the same event.
    left({ visit: 'twice', agent: 'anna' }),
    left({ visit: 'twice', agent: 'ben', ix: 'second' }, TEN + 1_000),
    left({ visit: 'named-once', agent: 'anna' }),
    left({ visit: 'named-once' }, TEN + 1_000),
    // Anna talks to two callers at once, and has a consultation beside a call; a second over is rounding.
    leg({ ix: 'c1' }, TEN),
    leg({ ix: 'c2', connectedAt: TEN - 30_000, talkMs: 30_000 }, TEN),
    leg({ ix: 'c3', connectedAt: TEN - 1_000, talkMs: 1_000 }, TEN),
    leg({ ix: 'c4', connectedAt: TEN - 20_000, talkMs: 10_000, role: 'consult' }, TEN),
    leg({ ix: 'c5', connectedAt: TEN - 20_000, talkMs: 10_000, media: 'chat' }, TEN),
    left({ queue: 'nowhere' }),
    leg({ agent: 'zoe', ix: 'z' }),
    line(
      'queue.left',
      TEN,
      { site: 'other', visit: 'o', queue: 'nowhere', enqueuedAt: TEN, waitMs: -1, outcome: 'abandoned' },
      'pbx',
    ),
    // A finding that a correction takes back, and the correction itself.
    left({ waitMs: -1, visit: 'void' }),
  ];
  const takenBack = () => line('correction', TEN + 5_000, { target: { p: 'acd', e: 1, n }, op: 'void' });
  lines.push(takenBack());
  // Of two answers the first is taken back: there is one.
  lines.push(left({ visit: 'once', agent: 'anna' }), takenBack());
  lines.push(left({ visit: 'once', agent: 'ben', ix: 'only' }, TEN + 1_000));
  const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 10_000 });
  const entry = { shard: '_', id: '1', receivedAt: TEN + 48 * HOUR_MS, lines };
  await writer.write(writer.read([entry, { ...entry, id: '2' }]));
}, 60_000);
afterAll(() => spaces.close());

const ask = (over: Partial<QualityQuestion> = {}) =>
  answerQuality(
    warehouse,
    {
      fromMs: TEN - 10 * HOUR_MS,
      toMs: TEN + 38 * HOUR_MS,
      zone: 'UTC',
      filter: {},
      producers: [],
      kinds: [],
      ...over,
    },
    TEN,
  );

test(
  '[DQ6] findings are counted by producer, kind and day, with the place of the first events in the log',
  { timeout: 60_000 },
  async () => {
    const { rows, total } = await ask();
    const short = rows.map(({ day, producer, site, kind, count }) => [day.slice(8, 10), producer, site, kind, count]);
    expect(short).toEqual([
      ['04', 'acd', 'cs', 'negative_wait', 1],
      ['04', 'acd', 'cs', 'two_calls_at_once', 1],
      ['04', 'acd', 'cs', 'answered_twice', 1],
      ['04', 'acd', 'cs', 'unknown_queue', 1],
      ['04', 'acd', 'cs', 'unknown_agent', 1],
      ['04', 'pbx', 'other', 'negative_wait', 1],
      ['05', 'acd', 'cs', 'negative_wait', 1],
    ]);
    expect(total).toBe(7);
    const example = (kind: string) => rows.find((row) => row.kind === kind)!.examples;
    expect(example('negative_wait')).toEqual([{ e: 1, n: 4, at: TEN, ix: 'early' }]);
    expect(example('answered_twice')).toMatchObject([{ ix: 'second', n: 7 }]);
    expect(example('two_calls_at_once')).toMatchObject([{ ix: 'c2' }]);
  },
);

test('[DQ6] a finding is kept and counted as it stands, and a filter narrows', async () => {
  const report = await runReport(
    warehouse,
    {
      metrics: ['offered', 'answered'],
      by: [],
      grain: 'total',
      fromMs: TEN - HOUR_MS,
      toMs: TEN + HOUR_MS,
      zone: 'UTC',
      basis: 'entry',
      filter: { site: ['other'] },
    },
    TEN + 48 * HOUR_MS,
  );
  expect(report.rows).toMatchObject([{ offered: 1 }]);
  expect((await ask({ filter: { site: ['other'] } })).total).toBe(1);
  expect((await ask({ producers: ['pbx'], kinds: [...FINDINGS] })).total).toBe(1);
  expect((await ask({ kinds: ['unknown_agent'] })).rows).toHaveLength(1);
  expect((await ask({ filter: { team: ['a'] } })).rows).toEqual([]);
});
