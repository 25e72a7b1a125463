import { expect } from 'vitest';
import { ADMIN_PASSWORD, INGEST_TOKEN } from '../support/product.ts';
import { test } from '../support/product-test.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOW = Date.now();
const SLOT_AT = Math.floor((NOW - 3 * 3_600_000) / 900_000) * 900_000;

const left = (n: number, waitMs: number) => ({
  v: 1,
  t: 'queue.left',
  p: 'acd',
  e: SLOT_AT,
  n,
  at: SLOT_AT + n + waitMs,
  d: { site: 'cs', queue: 'svc', visit: `v${n}`, enqueuedAt: SLOT_AT + n, waitMs, outcome: 'answered' },
});
const correction = (n: number, target: object, d: object) => ({
  v: 1,
  t: 'correction',
  p: 'fixes',
  e: SLOT_AT,
  n,
  at: NOW + n,
  d: { target, by: 'anna', ...d },
});

/** A zone in which it is about midday, so that "today" holds what was three hours ago. */
const hoursAhead = 12 - new Date(NOW).getUTCHours();
const MIDDAY_ZONE = `${hoursAhead < 0 ? '-' : '+'}${String(Math.abs(hoursAhead)).padStart(2, '0')}:00`;

const PERIOD = `from=${new Date(SLOT_AT).toISOString()}&to=${new Date(SLOT_AT + 900_000).toISOString()}`;
const RECEIVED = `from=${new Date(SLOT_AT).toISOString()}&to=${new Date(SLOT_AT + 86_400_000).toISOString()}`;

test(
  '[CR9] [CR10] corrections, restated intervals and missing numbers are read over HTTP; the audit knows who and why',
  { timeout: 90_000 },
  async ({ product }) => {
    const target = { p: 'acd', e: SLOT_AT, n: 2 };
    // Number 3 is lost on the way.
    await product.ingest([{ ...left(1, 1_000), p: 'first', at: SLOT_AT - 3_600_000 }]);
    const midday = { site: 'cs', kind: 'site', id: 'cs', validFrom: 0, attrs: { tz: MIDDAY_ZONE } };
    await product.ingest([{ v: 1, t: 'dim.upsert', p: 'first', e: SLOT_AT, n: 2, at: SLOT_AT - 3_600_000, d: midday }]);
    await product.ingest([left(1, 5_000), left(2, 60_000), left(4, 5_000)]);
    await product.ingest([
      correction(1, target, { op: 'void', reason: 'a test call' }),
      correction(2, target, { op: 'replace', data: { waitMs: 'long' }, reason: 'nonsense' }),
    ]);
    const counted = await waitUntil(
      async () => {
        const report = (await product.get(`/api/v1/reports/query?metrics=answered&site=cs&${PERIOD}`)) as {
          rows: { answered: number }[];
          corrections: number;
        };
        // Two visits are left: the batch that voids the third is complete.
        return report.corrections === 1 && report.rows[0]?.answered === 2 ? report : null;
      },
      { timeoutMs: 30_000, everyMs: 100, what: 'the correction in the report' },
    );
    expect(counted).toMatchObject({ corrections: 1, rows: [{ answered: 2 }] });
    expect(await product.get(`/api/v1/corrections?${RECEIVED}`)).toMatchObject({
      rows: expect.arrayContaining([
        expect.objectContaining({
          n: 1,
          site: 'cs',
          op: 'void',
          reason: 'a test call',
          by: 'anna',
          standing: 'in_force',
        }),
        expect.objectContaining({ n: 2, standing: 'invalid_payload' }),
      ]) as unknown,
    });
    expect(await product.get(`/api/v1/reports/restated?metrics=answered&${PERIOD}`)).toMatchObject({
      complete: true,
      // The site was heard three hours later for the first time: it had closed nothing that could have changed.
      restated: 0,
      rows: [],
    });
    await expect(product.get('/api/v1/reports/restated?metrics=answered')).rejects.toThrow('from');

    const resend = `${product.baseUrl}/api/v1/producers/acd/resend`;
    const ask = async (): Promise<{ resend: { e: number; from: number; to: number }[] }> => {
      const answer = await fetch(resend, { headers: { authorization: `Bearer ${INGEST_TOKEN}` } });
      expect(answer.status).toBe(200);
      return (await answer.json()) as { resend: { e: number; from: number; to: number }[] };
    };
    const missing = await waitUntil(async () => ((await ask()).resend.length > 0 ? ask() : null), {
      timeoutMs: 10_000,
      everyMs: 200,
      what: 'the gap, after the grace',
    });
    expect(missing.resend).toMatchObject([{ e: SLOT_AT, from: 3, to: 3 }]);

    const cookie = await signIn(product.baseUrl);
    const accept = (body: object) =>
      fetch(`${product.baseUrl}/api/v1/producers/acd/accepted`, {
        method: 'POST',
        headers: { cookie, origin: product.baseUrl, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await accept({ e: SLOT_AT, from: 9, to: 9, reason: 'none' })).status).toBe(404);
    expect((await accept({ e: SLOT_AT })).status).toBe(400);
    expect((await accept({ e: SLOT_AT, from: 3, to: 3, reason: 'the disk was full' })).status).toBe(200);
    expect(await ask()).toEqual({ resend: [] });
    const live = (await product.get('/api/v1/live?metrics=answered&window=today')) as { freshness: { gaps: number } };
    expect(live.freshness.gaps).toBeGreaterThan(0);

    const audit = await (await fetch(`${product.baseUrl}/settings/access/audit`, { headers: { cookie } })).text();
    for (const said of ['a test call', 'nonsense', 'for anna', `event acd/${SLOT_AT}/2`, 'the disk was full'])
      expect(audit).toContain(said);
  },
);

async function signIn(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/login`, {
    method: 'POST',
    headers: { origin: baseUrl },
    body: new URLSearchParams({ name: 'admin', password: ADMIN_PASSWORD }),
    redirect: 'manual',
  });
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
}
