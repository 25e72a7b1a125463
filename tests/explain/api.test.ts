import { expect } from 'vitest';
import { API_TOKEN } from '../support/product.ts';
import { test } from '../support/product-test.ts';
import { AT, DAY, NEXT_DAY, tellFloor } from './small-floor.ts';

const PERIOD = `from=${DAY}&to=${NEXT_DAY}`;

interface Listed {
  rows: { ix: string; visit?: string; at: number; dims: object; reason: string; counts: Record<string, number> }[];
  total: number;
  numerator?: number;
  next: string | null;
}
interface Why {
  verdict: string;
  facts: {
    reason: string;
    aggregates: {
      name: string;
      counted: boolean;
      conditions: { code: string; holds: boolean; value: unknown; wanted: unknown; threshold?: object }[];
    }[];
  }[];
}

test(
  '[EX2] a count lists its contacts, and pages go on where the last one ended',
  { timeout: 90_000 },
  async ({ product }) => {
    await tellFloor(product);
    const abandoned = (await product.get(`/api/v1/contacts?metric=abandoned&queue=svc&${PERIOD}`)) as Listed;
    expect(abandoned).toMatchObject({ total: 2, next: null });
    expect(abandoned.rows.map(({ ix }) => ix)).toEqual(['ix-4', 'ix-5']);
    expect(abandoned.rows[0]).toMatchObject({
      visit: 'v4',
      at: AT + 240_000,
      dims: { site: 'cs', queue: 'svc', media: 'voice', direction: 'in', fn: 'service', outcome: 'abandoned' },
      reason: 'counted',
      counts: { abandoned: 1 },
    });
    const seen: string[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const path = `/api/v1/contacts?metric=offered&${PERIOD}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await product.get(path)) as Listed;
      expect(page.total).toBe(7);
      seen.push(...page.rows.map(({ ix }) => ix));
      cursor = page.next;
      pages += 1;
    }
    expect([pages, ...seen]).toEqual([3, 'ix-0', 'ix-1', 'ix-2', 'ix-3', 'ix-4', 'ix-5', 'ix-6']);
  },
);

test('[EX3] a share lists its denominator, and says of each whether it is in the numerator', async ({ product }) => {
  const level = (await product.get(`/api/v1/contacts?metric=service_level&${PERIOD}`)) as Listed;
  // Seven, less the one abandoned within S.
  expect(level).toMatchObject({ total: 6, numerator: 3 });
  expect(level.rows.map(({ ix, reason }) => [ix, reason])).toEqual([
    ['ix-0', 'numerator_and_denominator'],
    ['ix-1', 'numerator_and_denominator'],
    ['ix-2', 'numerator_and_denominator'],
    ['ix-3', 'denominator_only'],
    ['ix-5', 'denominator_only'],
    ['ix-6', 'denominator_only'],
  ]);
  const aht = (await product.get(`/api/v1/contacts?metric=aht&${PERIOD}`)) as Listed;
  expect(aht).toMatchObject({ total: 1, numerator: 196 });
  expect(aht.rows[0]).toMatchObject({ leg: 'l0', counts: { handled: 1, talk: 170, hold: 10, acw: 16 } });
});

test('[EX4] why a contact is in a number or not: every condition, its own value, and since when the rule holds', async ({
  product,
}) => {
  const ask = (ix: string, rest = '') =>
    product.get(`/api/v1/contacts?metric=service_level&${PERIOD}&why=${ix}${rest}`) as Promise<Why>;
  const late = await ask('ix-3');
  expect(late.verdict).toBe('denominator_only');
  const inTime = late.facts[0]!.aggregates.find(({ name }) => name === 'answered_in_time')!;
  expect(inTime.counted).toBe(false);
  expect(inTime.conditions.filter(({ holds }) => !holds)).toMatchObject([
    { code: 'at_most', value: 23.4, wanted: [20] },
  ]);
  const vip = await ask('ix-6');
  const judged = vip.facts[0]!.aggregates.find(({ name }) => name === 'answered_in_time')!;
  expect(judged.conditions.find(({ holds }) => !holds)).toMatchObject({
    value: 15,
    threshold: { name: 'slThresholdMs', seconds: 10, since: AT - 43_200_000 },
  });
  expect((await ask('ix-0')).verdict).toBe('numerator_and_denominator');
  expect((await ask('ix-4')).facts[0]!.aggregates.filter(({ counted }) => counted).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['abandoned', 'level_short_left_out']),
  );
  const filtered = await ask('ix-6', '&queue=svc');
  expect(filtered.verdict).toBe('not_counted');
  expect(filtered.facts[0]!.aggregates[0]!.conditions).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ code: 'filter', holds: false, value: 'vip', wanted: ['svc'] })]),
  );
  const elsewhen = (await product.get(
    `/api/v1/contacts?metric=service_level&from=2026-03-01&to=${DAY}&why=ix-0`,
  )) as Why;
  expect(elsewhen.verdict).toBe('not_counted');
  expect(elsewhen.facts[0]!.aggregates[0]!.conditions[0]).toMatchObject({ code: 'period', holds: false, value: AT });
  expect((await ask('nobody')).verdict).toBe('no_such_contact');
  const other = (await product.get(`/api/v1/contacts?metric=attempts&${PERIOD}&why=ix-0`)) as Why;
  expect(other.verdict).toBe('no_fact_of_the_kind');
});

test('[EX5] a question that makes no sense is a problem that names each parameter', async ({ product }) => {
  const ask = (query: string) =>
    fetch(`${product.baseUrl}/api/v1/contacts?${query}`, { headers: { authorization: `Bearer ${API_TOKEN}` } });
  for (const [query, field] of [
    [PERIOD, 'metric'],
    [`metric=nothing&${PERIOD}`, 'metric'],
    [`metric=estimated_wait&${PERIOD}`, 'metric'],
    ['metric=offered', 'from'],
    [`metric=offered&${PERIOD}&limit=0`, 'limit'],
    [`metric=offered&${PERIOD}&cursor=abc`, 'cursor'],
    [`metric=offered&${PERIOD}&window=30m`, 'window'],
    [`metric=offered&${PERIOD}&nothing=1`, 'nothing'],
  ] as const) {
    const answer = await ask(query);
    expect(answer.status, query).toBe(400);
    const { errors } = (await answer.json()) as { errors: { field: string }[] };
    expect(
      errors.map((error) => error.field),
      query,
    ).toContain(field);
  }
  const page = (await (await ask(`metric=offered&${PERIOD}&limit=3`)).json()) as Listed;
  expect((await ask(`metric=answered&${PERIOD}&limit=3&cursor=${page.next}`)).status).toBe(400);
  expect((await fetch(`${product.baseUrl}/api/v1/contacts?metric=offered&${PERIOD}`)).status).toBe(401);
});
