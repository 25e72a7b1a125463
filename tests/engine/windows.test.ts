import { expect, test } from 'vitest';
import {
  FloorLog,
  HOUR,
  MINUTE,
  SECOND,
  START_AT,
  beat,
  entered,
  left,
  snapshot,
  state,
  type Said,
} from './floor-log.ts';

const at = (seconds: number): number => START_AT + seconds * SECOND;
const site = (id: string, validFrom: number, attrs: object): Said => ({
  t: 'dim.upsert',
  at: validFrom,
  d: { site: id, kind: 'site', id, attrs, validFrom },
});

test('[EN6] a window is [asOf - w, asOf): its first instant counts, its last does not', () => {
  const asOf = at(1_000);
  const log = new FloorLog().send([
    entered('a#q1', asOf - 5 * MINUTE - 1),
    entered('b#q1', asOf - 5 * MINUTE),
    entered('c#q1', asOf - 1),
    entered('d#q1', asOf),
  ]);
  expect(log.number('offered', asOf, { window: '5m' })).toBe(2);
  expect(log.number('offered', asOf + SECOND, { window: '5m' })).toBe(2);
  expect(log.number('offered', asOf, { window: '15m' })).toBe(3);
});

test('[EN7] today is the business day of each site, by its own zone and start, summed', () => {
  const day = Date.UTC(2026, 2, 2);
  const log = new FloorLog(day).send([
    site('cs', 0, { tz: 'Asia/Shanghai', businessDayStart: '06:00' }),
    site('ny', 0, { tz: 'America/New_York' }),
  ]);
  // Shanghai's day began at 22:00 UTC the evening before, New York's begins at 05:00 UTC.
  for (const [id, hours] of [
    ['cs', -2.001],
    ['cs', -2],
    ['ny', 4.999],
    ['ny', 5],
  ] as const)
    log.send(entered(`${id}${hours}#q1`, day + hours * HOUR, { site: id }));
  const today = { window: 'today', basis: 'entry', by: ['site'] } as const;
  expect(log.ask(['offered'], day + 6 * HOUR, today).rows).toEqual([
    { site: 'cs', offered: 1 },
    { site: 'ny', offered: 1 },
  ]);
  expect(log.number('offered', day + 6 * HOUR, { window: 'today', basis: 'entry' })).toBe(2);
  // Before New York's midnight its day is still that of the evening before.
  expect(log.ask(['offered'], day + 5 * HOUR - SECOND, today).rows).toEqual([
    { site: 'cs', offered: 1 },
    { site: 'ny', offered: 1 },
  ]);
});

test('[EN7] a day on which the clocks change is as long as it is', () => {
  // Berlin, 29 March 2026: the day has 23 hours and begins at 23:00 UTC of the 28th.
  const midnight = Date.UTC(2026, 2, 28, 23);
  const log = new FloorLog(midnight).send(site('cs', 0, { tz: 'Europe/Berlin' }));
  log.send([
    entered('a#q1', midnight - 1),
    entered('b#q1', midnight),
    entered('c#q1', midnight + 23 * HOUR - 1),
    entered('d#q1', midnight + 23 * HOUR),
  ]);
  const offered = (asOf: number): unknown => log.number('offered', asOf, { window: 'today', basis: 'entry' });
  expect(offered(midnight + 23 * HOUR - SECOND)).toBe(1);
  expect(offered(midnight + 23 * HOUR + SECOND)).toBe(1);
  expect(offered(midnight + 24 * HOUR)).toBe(1);
});

test('[EN7] interval is the half hour of the site that runs', () => {
  const log = new FloorLog().send([
    site('cs', 0, { tz: 'Asia/Kathmandu' }),
    entered('a#q1', START_AT + 14 * MINUTE),
    entered('b#q1', START_AT + 15 * MINUTE),
  ]);
  // Kathmandu is 5 h 45 min ahead: its half hours begin at :15 and :45 of UTC.
  expect(log.number('offered', START_AT + 20 * MINUTE, { window: 'interval', basis: 'entry' })).toBe(1);
});

test('[EN8] a fact that comes late counts where its instant lies, and only there', () => {
  const log = new FloorLog().send(beat(at(2_999)));
  const offered = (asOf: number): unknown => log.number('offered', asOf, { window: '5m' });
  expect([offered(at(600)), offered(at(3_000))]).toEqual([null, 0]);
  log.send(left('a#q1', at(500), 20_000), at(3_000));
  expect([offered(at(600)), offered(at(3_000))]).toEqual([1, 0]);
  expect(log.number('offered', at(3_000), { window: '60m' })).toBe(1);
});

test('[EN9] a gauge shows what stood at asOf, in every window, whatever came since', () => {
  const log = new FloorLog().send([
    beat(at(0)),
    entered('a#q1', at(10)),
    entered('b#q1', at(20)),
    left('a#q1', at(10), 30_000),
    beat(at(60)),
  ]);
  const gauge = (asOf: number, window: 'now' | '5m' | 'today') =>
    log.ask(['queue_depth', 'longest_wait'], asOf, { window }).rows[0];
  for (const window of ['now', '5m', 'today'] as const) {
    expect(gauge(at(10), window)).toEqual({ queue_depth: 0, longest_wait: null });
    expect(gauge(at(30), window)).toEqual({ queue_depth: 2, longest_wait: 20 });
    expect(gauge(at(60), window)).toEqual({ queue_depth: 1, longest_wait: 40 });
  }
});

test('[EN10] estimated wait: (depth + 1) x AHT / active agents x (1 - abandon rate) of the last hour; none under 30 calls', () => {
  const wrap = (leg: string, endedAt: number): Said => ({
    t: 'wrap.ended',
    at: endedAt + 10_000,
    d: { leg, queue: 'svc', endedAt, talkMs: 180_000, holdMs: 10_000, acwMs: 10_000 },
  });
  const log = new FloorLog();
  const calls = (from: number, to: number): void => {
    for (let call = from; call < to; call += 1)
      log.send([left(`c${call}#q1`, at(call), 1_000), wrap(`c${call}#l1`, at(call + 100))]);
  };
  log.send(
    [0, 1, 2, 3].map((agent) => state(`a${agent}`, agent < 2 ? 'READY' : 'TALKING', at(0), { queues: ['svc', 'vip'] })),
  );
  log.send([state('a9', 'NOT_READY', at(0), { queues: ['svc'] }), state('b1', 'READY', at(0), { queues: ['vip'] })]);
  log.send([entered('w1#q1', at(1_000)), entered('w2#q1', at(1_001))]);
  const estimate = (): unknown =>
    log.ask(['estimated_wait'], at(1_010), { by: ['queue'] }).rows.find((row) => row.queue === 'svc')?.estimated_wait;
  calls(0, 29);
  expect(estimate()).toBeNull();
  calls(29, 30);
  // 3 x 200 s / 4 agents; nobody abandoned.
  expect(estimate()).toBe(150);
  for (let call = 0; call < 10; call += 1) log.send(left(`x${call}#q1`, at(call), 5_000, 'abandoned'));
  // 10 of 40 visits that ended were abandoned.
  expect(estimate()).toBeCloseTo(150 * 0.75, 9);
});

test('[EN11] from a checkpoint on, the answers are those of the whole log', () => {
  const log = new FloorLog().send([
    site('cs', 0, { tz: 'Asia/Shanghai' }),
    entered('a#q1', at(10)),
    left('b#q1', at(5), 7_000, 'abandoned'),
    state('a1', 'READY', at(0), { team: 't1', queues: ['svc'] }),
    snapshot(at(20), [
      ['a1', 'READY', at(0)],
      ['a2', 'ACW', at(3)],
    ]),
  ]);
  log.infer(at(25));
  const restored = new FloorLog(START_AT, structuredClone(log.engine.checkpoint()));
  const rest: Said[] = [
    left('a#q1', at(10), 25_000),
    state('a1', 'TALKING', at(30), { team: 't1', prev: { state: 'READY', enteredAt: at(0) } }),
    { ...beat(at(40)), n: 99 },
  ];
  log.send(rest.map((said, place) => ({ n: 6 + place, ...said })));
  restored.send(rest.map((said, place) => ({ n: 6 + place, ...said })));
  const metrics = [
    'offered',
    'answered',
    'abandoned',
    'asa',
    'queue_depth',
    'agents_staffed',
    'agents_talking',
    'staffed_time',
  ];
  for (const by of [[], ['site', 'queue'], ['team', 'agent']] as const) {
    const question = { window: 'today', by } as const;
    const answer = log.ask(metrics, at(60), question);
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(restored.ask(metrics, at(60), question)).toEqual(answer);
  }
  expect(restored.engine.gaps(at(60))).toEqual(log.engine.gaps(at(60)));
  expect(restored.engine.ghosts()).toEqual(log.engine.ghosts());
});
