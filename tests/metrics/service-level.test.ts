import { expect, test } from 'vitest';
import { levelFormula } from '#lib/metrics/service-level.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { Thresholds } from '#lib/metrics/thresholds.ts';
import { HOUR_MS, MINUTE_MS, SLOT_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const LEVELS = ['neg', 'ign', 'pos', 'ans', 'short'].map((variant) => `service_level_${variant}`);
const LATER = TEN + 2 * HOUR_MS;

/** 1000 offered: 930 answered (780 in 20 s), 60 abandoned (15 in 5 s, 30 in 20 s), 10 flowed out. */
const firstVector = (): SmallFloor =>
  new SmallFloor()
    .visits(780, 'answered', 20_000)
    .visits(150, 'answered', 20_001)
    .visits(15, 'abandoned', 5_000)
    .visits(15, 'abandoned', 5_001)
    .visits(30, 'abandoned', 45_000)
    .visits(10, 'flow_out', 10_000);

test('[MT5] the five service levels of the first vector of the trade', () => {
  const row = firstVector().row(
    ['offered', 'answered', 'abandoned', 'short_abandoned', 'flow_out', 'service_level', ...LEVELS],
    LATER,
  );
  expect(row).toMatchObject({ offered: 1000, answered: 930, abandoned: 60, short_abandoned: 15, flow_out: 10 });
  expect(row.service_level_neg).toBeCloseTo(0.78788, 5);
  expect(row.service_level_ign).toBe(0.8125);
  expect(row.service_level_pos).toBeCloseTo(0.81818, 5);
  expect(row.service_level_ans).toBeCloseTo(0.83871, 5);
  expect(row.service_level_short).toBe(0.8);
  expect(row.service_level).toBe(0.8);
});

test('[MT5] the second vector: 70 answered in time, 10 abandoned in time, 20 over', () => {
  const floor = new SmallFloor()
    .visits(70, 'answered', 8_000)
    .visits(10, 'abandoned', 8_000)
    .visits(20, 'answered', 60_000);
  const row = floor.row(LEVELS, LATER);
  expect(row.service_level_ign).toBeCloseTo(0.778, 3);
  expect([row.service_level_neg, row.service_level_pos]).toEqual([0.7, 0.8]);
});

test('[MT5] what an event says of its threshold never counts', () => {
  const floor = new SmallFloor().visits(1, 'answered', 15_000, { slThresholdMs: 1_000 });
  expect(floor.value('service_level', LATER)).toBe(1);
});

test('[MT6] T and S are those of the queue, else of its site, else 20 s and 5 s, and each visit is judged by its own', () => {
  const settings = (kind: string, id: string, attrs: object) =>
    floor.send('dim.upsert', TEN - HOUR_MS, { kind, id, site: 'cs', validFrom: 0, attrs });
  const floor = new SmallFloor();
  settings('site', 'cs', { slThresholdMs: 60_000, shortAbandonMs: 10_000 });
  settings('queue', 'vip', { slThresholdMs: 10_000 });
  settings('queue', 'plain', { slThresholdMs: 20_000, shortAbandonMs: 5_000 });
  for (const dims of [
    { site: 'cs', queue: 'vip' },
    { site: 'cs', queue: 'plain' },
    { site: 'cs', queue: 'any' },
    { queue: 'vip' },
    {},
  ]) {
    floor.visits(1, 'answered', 15_000, dims).visits(1, 'answered', 30_000, dims).visits(1, 'abandoned', 8_000, dims);
  }
  const metrics = ['service_level_ans', 'short_abandoned'];
  expect(floor.rows(metrics, LATER, { by: ['site', 'queue'] })).toEqual([
    { site: 'cs', queue: 'any', service_level_ans: 1, short_abandoned: 1 },
    { site: 'cs', queue: 'plain', service_level_ans: 0.5, short_abandoned: 0 },
    { site: 'cs', queue: 'vip', service_level_ans: 0, short_abandoned: 1 },
    { site: null, queue: 'vip', service_level_ans: 0.5, short_abandoned: 0 },
    { site: null, queue: null, service_level_ans: 0.5, short_abandoned: 0 },
  ]);
  expect(floor.row(metrics, LATER)).toEqual({ service_level_ans: 0.5, short_abandoned: 2 });
});

test('[MT6] the setting that is in force at the start of the quarter hour of entry holds for the whole of it', () => {
  const floor = new SmallFloor();
  floor.send('dim.upsert', TEN, {
    kind: 'queue',
    id: 'svc',
    site: 'cs',
    validFrom: TEN + 5 * MINUTE_MS,
    attrs: { slThresholdMs: 60_000 },
  });
  const ask = (from: number) => floor.value('service_level', from + SLOT_MS, { window: '15m', basis: 'entry' });
  for (const at of [TEN + 10 * MINUTE_MS, TEN + SLOT_MS])
    floor.visits(1, 'answered', 30_000, { at, site: 'cs', queue: 'svc' });
  expect([ask(TEN), ask(TEN + SLOT_MS)]).toEqual([0, 1]);
  // Of one instant the version told last holds, whatever came first.
  const version = (at: number, slThresholdMs: number) =>
    floor.send('dim.upsert', at, { kind: 'queue', id: 'svc', site: 'cs', validFrom: TEN, attrs: { slThresholdMs } });
  version(TEN + 9, 30_000);
  version(TEN + 3, 1_000);
  expect(ask(TEN)).toBe(1);
});

test('[MT95] the service level counts each visit by the formula of its queue, else of its site, else leaves short abandons out', () => {
  const floor = new SmallFloor();
  const settings = (kind: string, id: string, serviceLevelFormula: string, validFrom = 0) =>
    floor.send('dim.upsert', TEN - HOUR_MS, { kind, id, site: 'cs', validFrom, attrs: { serviceLevelFormula } });
  settings('site', 'cs', 'ign');
  for (const formula of ['neg', 'pos', 'ans', 'short']) settings('queue', formula, formula);
  // What is no formula is not set; one of later holds from the next quarter hour.
  settings('queue', 'odd', 'best');
  settings('queue', 'ign', 'ans', TEN + 5 * MINUTE_MS);
  const queues = ['neg', 'pos', 'ans', 'short', 'ign', 'odd'];
  for (const queue of queues) {
    const dims = { site: 'cs', queue };
    floor.visits(4, 'answered', 8_000, dims).visits(2, 'answered', 60_000, dims);
    floor.visits(1, 'abandoned', 2_000, dims).visits(1, 'abandoned', 9_000, dims).visits(1, 'abandoned', 50_000, dims);
  }
  floor.visits(1, 'answered', 8_000, { site: 'elsewhere' }).visits(1, 'abandoned', 2_000, { site: 'elsewhere' });
  const rows = floor.rows(['service_level', ...LEVELS], LATER, { by: ['queue'] });
  for (const queue of queues) {
    const row = rows.find((one) => one['queue'] === queue)!;
    expect([queue, row['service_level']]).toEqual([queue, row[`service_level_${queue === 'odd' ? 'ign' : queue}`]]);
  }
  expect(new Set(rows.map((row) => row['service_level'])).size).toBeGreaterThan(4);
  expect(rows.find((row) => row['queue'] === null)!['service_level']).toBe(1);
  // All together: what each puts over and under the line.
  const over = 4 + 6 + 4 + 4 + 4 + 4 + 1;
  const under = 9 + 9 + 6 + 8 + 7 + 7 + 1;
  expect(floor.row(['service_level'], LATER)['service_level']).toBeCloseTo(over / under, 12);
});

test('[MT96] a scope whose queues count by one formula has its name, one of several is called mixed', () => {
  const version = (kind: string, id: string, serviceLevelFormula?: 'ign' | 'neg', validFrom = 0): DimensionVersion => ({
    ...{ kind, id, site: 'cs', validFrom },
    attrs: serviceLevelFormula ? { serviceLevelFormula } : {},
  });
  const at = (versions: DimensionVersion[], filter = {}, fromMs = TEN) =>
    levelFormula(new Thresholds(versions), filter, fromMs, fromMs + HOUR_MS);
  expect(at([])).toBe('short');
  expect(at([version('site', 'cs')])).toBe('short');
  const site = version('site', 'cs', 'ign');
  expect(at([site, version('queue', 'svc')])).toBe('ign');
  const both = [site, version('queue', 'vip', 'neg'), version('queue', 'svc')];
  expect(at(both)).toBe('mixed');
  expect(at(both, { queue: ['vip'] })).toBe('neg');
  expect(at(both, { queue: ['svc'] })).toBe('ign');
  expect(at([site, { ...site, id: 'other', attrs: {} }], { site: ['other'] })).toBe('short');
  const changed = [site, { ...site, validFrom: TEN, attrs: {} }];
  expect([TEN - HOUR_MS, TEN - 1, TEN].map((fromMs) => at(changed, {}, fromMs))).toEqual(['ign', 'mixed', 'short']);
});

test('[MT7] who waits beyond T at asOf stands in the denominator of neg, ign, pos and short, and not of ans', () => {
  const floor = new SmallFloor().visits(1, 'answered', 10_000);
  for (const visit of ['a', 'b', 'c']) floor.send('queue.entered', TEN, { visit, enqueuedAt: TEN });
  const at = (asOfMs: number, window: 'today' | '30m') => {
    const row = floor.row(LEVELS, asOfMs, { window });
    return LEVELS.map((level) => row[level]);
  };
  for (const window of ['today', '30m'] as const) {
    expect(at(TEN + 20_000, window)).toEqual([1, 1, 1, 1, 1]);
    expect(at(TEN + 21_000, window)).toEqual([0.25, 0.25, 0.25, 1, 0.25]);
  }
  // On the entry basis those who entered in the period; on the event basis all who wait now.
  const hourLater = TEN + HOUR_MS;
  floor.visits(1, 'answered', 1_000, { at: hourLater - MINUTE_MS });
  expect(floor.value('service_level', hourLater, { window: '5m', basis: 'entry' })).toBe(1);
  expect(floor.value('service_level', hourLater, { window: '5m', basis: 'event' })).toBe(0.25);
});
