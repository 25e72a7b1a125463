import { expect } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { API_TOKEN, INGEST_TOKEN } from '../support/product.ts';
import { test } from '../support/product-test.ts';

const DAY = '2026-03-02';
const AT = Date.UTC(2026, 2, 2, 9);
const PERIOD = `from=${DAY}&to=2026-03-03`;

/** Three visits of one queue: answered after 4 s and 30 s, and abandoned after 12 s. */
const visits = [
  { waitMs: 4_000, outcome: 'answered' },
  { waitMs: 30_000, outcome: 'answered' },
  { waitMs: 12_000, outcome: 'abandoned' },
].map((end, at) => ({
  v: 1,
  t: 'queue.left',
  p: 'api-test',
  e: AT,
  n: at + 1,
  at: AT + 60_000 + at,
  d: {
    site: 'cs',
    queue: 'svc',
    media: 'voice',
    direction: 'in',
    visit: `v${at}`,
    enqueuedAt: AT + at * 1_000,
    ...end,
  },
}));

const ask = (baseUrl: string, path: string, token = API_TOKEN) =>
  fetch(baseUrl + path, token === '' ? {} : { headers: { authorization: `Bearer ${token}` } });

test(
  '[API9] what was ingested is in the report as json, csv and xlsx, and the call says who may ask',
  { timeout: 90_000 },
  async ({ product }) => {
    expect(await product.ingest(visits)).toMatchObject({ status: 200, body: { accepted: 3, rejected: [] } });
    const path = `/api/v1/reports/query?metrics=offered,answered,service_level,asa&by=queue&grain=day&${PERIOD}`;
    const row = {
      interval: `${DAY}T00:00:00+00:00`,
      queue: 'svc',
      offered: 3,
      answered: 2,
      service_level: 1 / 3,
      asa: 17,
    };
    const answer = await waitUntil(
      async () => {
        const body = (await product.get(path)) as { columns: string[]; rows: { offered: unknown }[]; basis: string };
        // Facts without a word of who was heard then are no number yet.
        return (body.rows[0]?.offered ?? null) === null ? null : body;
      },
      { timeoutMs: 30_000, everyMs: 100, what: 'the facts in the report' },
    );
    expect(answer).toMatchObject({
      columns: ['interval', 'queue', 'offered', 'answered', 'service_level', 'asa'],
      rows: [row],
      basis: 'entry',
    });

    const csv = await ask(product.baseUrl, `${path}&format=csv`);
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="floorlight-day-.*\.csv"$/);
    expect(await csv.text()).toBe(
      `interval,queue,offered,answered,service_level,asa\r\n${DAY}T00:00:00+00:00,svc,3,2,${1 / 3},17\r\n`,
    );
    const xlsx = await ask(product.baseUrl, `${path}&format=xlsx`);
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');

    expect((await ask(product.baseUrl, path, '')).status).toBe(401);
    expect((await ask(product.baseUrl, path, INGEST_TOKEN)).status).toBe(403);
    const wrong = await ask(product.baseUrl, `${path}&speed=2&metrics=x`);
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(((await wrong.json()) as { errors: { field: string }[] }).errors.map(({ field }) => field)).toContain(
      'speed',
    );
  },
);

test('[API9] live values and the dictionary are answered to a read token', { timeout: 60_000 }, async ({ product }) => {
  const live = (await product.get('/api/v1/live?metrics=offered,queue_depth&window=5m&site=cs')) as Record<
    string,
    unknown
  >;
  expect(live).toMatchObject({ window: '5m', basis: 'event', rows: [expect.anything()], freshness: { gaps: 0 } });
  expect((live.asOf as number) % 1_000).toBe(0);
  const dictionary = (await product.get('/api/v1/metrics')) as { id: string; label: string }[];
  expect(dictionary.find(({ id }) => id === 'service_level')).toMatchObject({
    kind: 'ratio',
    unit: 'ratio',
    none: null,
  });
  for (const path of ['/api/v1/live', '/api/v1/metrics'])
    expect((await ask(product.baseUrl, path, '')).status).toBe(401);
  expect((await ask(product.baseUrl, '/api/v1/live?metrics=offered&window=now')).status).toBe(400);
});
