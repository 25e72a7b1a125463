import { expect, test } from 'vitest';
import { METRICS, metricById } from '#lib/metrics/dictionary.ts';
import { aggregatesOf, printFormula, valueOf } from '#lib/metrics/formula.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const printed = (id: string): string => metricById(id)!.printed;

test('[MT18] a formula is read in one line, in the names of what it adds up', () => {
  expect(printed('offered')).toBe('offered');
  expect(printed('asa')).toBe('answered_wait / answered');
  expect(printed('service_level_short')).toBe(
    'answered_in_time / (answered + abandoned + waiting_too_long − abandoned_short)',
  );
  expect(printed('aht')).toBe('(talk + hold + acw) / handled');
  expect(printed('wait_p90')).toBe('90th percentile of answered_waits, nearest rank');
  expect(printed('queue_depth')).toBe('waiting at asOf');
  expect(printed('longest_wait')).toBe('longest of waiting_longest at asOf');
  expect(printed('wait_max')).toBe('max(wait_max)');
  expect(printFormula({ kind: 'count', of: { plus: ['answered', 'lost'], minus: ['abandoned'] } })).toBe(
    'answered + lost − abandoned',
  );
});

test('[MT18] the printed formula names every aggregate that the number is made of', () => {
  for (const { id, formula } of METRICS) {
    for (const name of aggregatesOf(formula)) expect(printed(id), id).toContain(name);
  }
});

test('[MT19] over nothing a count or sum is 0 and a ratio, mean, greatest or percentile is null, as the dictionary says', () => {
  for (const { id, formula, none } of METRICS) expect(valueOf(formula, new Map()), id).toBe(none === '0' ? 0 : null);
});

test('[MT19] without grouping there is one row; with it only what has a fact; nothing is told where nobody was heard', () => {
  const floor = new SmallFloor();
  const ask = (by: ('queue' | 'site')[], asOf = TEN + HOUR_MS) =>
    floor.rows(['offered', 'asa'], asOf, { by, window: '60m' });
  expect([ask([]), ask(['queue'])]).toEqual([[{ offered: null, asa: null }], []]);
  floor.send('producer.heartbeat', TEN + 1, { site: 'cs' });
  expect([ask([]), ask(['queue'])]).toEqual([[{ offered: 0, asa: null }], []]);
  floor.visits(1, 'abandoned', 1_000, { queue: 'svc' });
  expect(ask(['queue', 'site'])).toEqual([{ queue: 'svc', site: null, offered: 1, asa: null }]);
  expect(ask([], TEN + 9 * HOUR_MS)).toEqual([{ offered: null, asa: null }]);
});

test('[MT20] today is the business day of each site, added up', () => {
  const floor = new SmallFloor('UTC');
  floor.send('dim.upsert', 1, {
    kind: 'site',
    id: 'cs',
    validFrom: 0,
    attrs: { tz: 'Asia/Shanghai', businessDayStart: '06:00' },
  });
  // 06:00 in Shanghai is 22:00 UTC of the day before.
  const start = TEN - 12 * HOUR_MS;
  for (const at of [start - 1, start, TEN - 1])
    floor.visits(1, 'answered', 1, { at, site: 'cs' }).visits(1, 'answered', 1, { at, site: 'plain' });
  expect(floor.rows(['offered'], TEN, { by: ['site'] })).toEqual([
    { site: 'cs', offered: 2 },
    { site: 'plain', offered: 1 },
  ]);
  expect(floor.value('offered', TEN)).toBe(3);
  expect(floor.value('offered', TEN, { filter: { site: ['cs'] } })).toBe(2);
});

test('[MT20] a site is covered over its own day only, whatever the day of others', () => {
  const floor = new SmallFloor('UTC');
  floor.send(
    'dim.upsert',
    1,
    { kind: 'site', id: 'cs', validFrom: 0, attrs: { businessDayStart: '09:00' } },
    'settings',
  );
  floor.visits(1, 'answered', 1, { at: TEN - 2 * HOUR_MS, site: 'cs' });
  expect(floor.value('offered', TEN, { filter: { site: ['cs'] } })).toBeNull();
  expect(floor.value('offered', TEN)).toBe(0);
});
