import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#lib/engine/engine.ts';
import { BASES, type WindowName } from '#lib/metrics/question.ts';
import { contactTimeline } from '#lib/reports/contact-timeline.ts';
import { knownFloor, listContacts } from '#lib/reports/contacts.ts';
import { explainNumber } from '#lib/reports/explain-number.ts';
import { whyContact } from '#lib/reports/why.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { DEFAULT_ZONE, foldedEngine, writeFloor } from '../parity/floors.ts';
import { randomFloor } from '../parity/random-floor.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

// Looked at off the quarter hours: at the first instant of an interval there is nothing to count over.
const floor = randomFloor(8, 120);
const { asOfMs } = floor;
let spaces: Spaces;
let warehouse: Warehouse;
let engine: Engine;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
  warehouse = await spaces.fresh();
  const site = { site: 'berlin', queue: 'svc', media: 'voice', direction: 'in', fn: 'service', team: 't1' };
  const at = asOfMs - HOUR_MS;
  const visit = { ...site, visit: 'of-a-contact', ix: 'a-contact', enqueuedAt: at, waitMs: 9_000, outcome: 'answered' };
  const line = JSON.stringify({ v: 1, t: 'queue.left', p: 'one', e: at, n: 1, at: at + 9_000, d: visit });
  const whole = { ...floor, lines: [...floor.lines, line] };
  await writeFloor(warehouse, whole);
  engine = foldedEngine(whole);
}, 180_000);
afterAll(() => spaces.close());

const ASKED: readonly (readonly [WindowName, readonly string[]])[] = [
  ['30m', ['agents_staffed', 'service_level']],
  ['today', ['offered', 'service_level']],
  ['interval', ['offered']],
];
const base = { fromMs: asOfMs - 26 * HOUR_MS, toMs: asOfMs, asOfMs, zone: DEFAULT_ZONE };

test(
  '[EX8] the list behind a live number has its size, and its explanation says the same value',
  { timeout: 180_000 },
  async () => {
    const heard = await knownFloor(warehouse);
    const starts = new Set<number>();
    for (const [window, metrics] of ASKED) {
      for (const metric of metrics) {
        const basis = BASES[starts.size % 2]!;
        const question = {
          ...base,
          metric,
          window,
          basis,
          filter: {},
          ...(window === '30m' ? { fromMs: asOfMs - HOUR_MS / 2 } : {}),
        };
        const live = engine.answer({ metrics: [metric], by: [], window, basis, filter: {} }, asOfMs, asOfMs);
        const list = await listContacts(warehouse, { ...question, limit: 1, cursor: null, why: null }, asOfMs, heard);
        const explanation = await explainNumber(warehouse, question, asOfMs, 0);
        const where = `${metric} ${window} ${basis}`;
        const shown = live.rows[0]?.[metric] ?? null;
        expect(explanation.value, where).toBe(shown);
        expect(list.total, where).toBe(metric === 'service_level' ? live.samples[0]?.[metric] : shown);
        starts.add(explanation.fromMs);
      }
    }
    expect(starts.size).toBeGreaterThan(2);
  },
);

test('[EX9] a contact outside the scope is not there', { timeout: 90_000 }, async () => {
  const question = { ...base, metric: 'offered', basis: 'entry', filter: {}, why: 'a-contact' } as const;
  for (const scope of [{}, { site: ['berlin'] }, { site: ['berlin'], team: ['t1'] }]) {
    expect(await contactTimeline(warehouse, 'a-contact', scope, false)).toMatchObject({ events: null });
    expect((await whyContact(warehouse, question, scope, asOfMs)).verdict).toBe('counted');
  }
  for (const scope of [{ site: ['plain'] }, { site: [] }, { team: ['t2'] }]) {
    expect(await contactTimeline(warehouse, 'a-contact', scope, true)).toBeNull();
    expect((await whyContact(warehouse, question, scope, asOfMs)).verdict).toBe('no_such_contact');
  }
  const whole = await contactTimeline(warehouse, 'a-contact', {}, true);
  expect(whole?.events?.map(({ t, n }) => [t, n])).toEqual([['queue.left', 1]]);
});
