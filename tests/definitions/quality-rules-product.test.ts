import { expect } from 'vitest';
import type { RuleList } from '#lib/reports/rule-list.ts';
import { ADMIN_PASSWORD, type Product } from '../support/product.ts';
import { test } from '../support/product-test.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOW = Date.now();
const DAY_MS = 86_400_000;
const P = 'ruled-acd';
const PERIOD = `from=${new Date(Math.floor(NOW / DAY_MS) * DAY_MS).toISOString()}&to=${new Date((Math.floor(NOW / DAY_MS) + 2) * DAY_MS).toISOString()}`;

let n = 0;
/** A visit of now that waited 10 s, or less than nothing. */
const visit = (waitMs: number) => {
  n += 1;
  const at = Date.now();
  const d = { site: 'cs', queue: 'svc', visit: `v${n}`, ix: `i${n}`, enqueuedAt: at - 10_000, waitMs };
  return { v: 1, t: 'queue.left', p: P, e: NOW, n, at, d: { ...d, outcome: 'answered' } };
};

const until = <Found>(what: string, look: () => Promise<Found | null>): Promise<Found> =>
  waitUntil(look, { timeoutMs: 30_000, everyMs: 100, what });

/** Answered and their mean wait, live and in the report, once both say so. */
const numbersAre = async (product: Product, answered: number, asa: number): Promise<void> => {
  const agree = { answered, asa };
  const metrics = 'metrics=answered,asa&site=cs';
  const first = (answer: unknown) => (answer as { rows: object[] }).rows[0];
  const both = async () => ({
    live: first(await product.get(`/api/v1/live?${metrics}&window=60m`)),
    report: first(await product.get(`/api/v1/reports/query?${metrics}&basis=event&grain=total&${PERIOD}`)),
  });
  await until(`${answered} answered after ${asa} s, live and in the report`, async () => {
    const { live, report } = await both();
    return JSON.stringify([live, report]) === JSON.stringify([agree, agree]) ? agree : null;
  });
};

test(
  '[DQ24] a rule is switched on, changes live and report, shows its count, is switched off, and is taken back',
  { timeout: 120_000 },
  async ({ product }) => {
    const entry = await fetch(`${product.baseUrl}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: product.baseUrl },
      body: new URLSearchParams({ name: 'admin', password: ADMIN_PASSWORD }),
    });
    const cookie = entry.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const headers = { cookie, origin: product.baseUrl };
    const submit = (path: string, fields: Record<string, string>) =>
      fetch(product.baseUrl + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headers, accept: 'text/html' },
        body: new URLSearchParams(fields),
      });
    const post = async (path: string, body: object) => {
      const json = { ...headers, 'content-type': 'application/json' };
      const answer = await fetch(product.baseUrl + path, { method: 'POST', headers: json, body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as unknown };
    };
    const rules = async () => ((await product.get('/api/v1/quality/rules')) as RuleList).rules;
    const page = async (path: string) => (await fetch(product.baseUrl + path, { headers })).text();

    // Off by default: it counts as it stands, and is told among the findings.
    await product.ingest([visit(10_000), visit(-40_000)]);
    await numbersAre(product, 2, -15);
    expect(await rules()).toEqual([]);
    const quality = async () => (await product.get(`/api/v1/quality?${PERIOD}`)) as { total: number };
    expect(await quality()).toMatchObject({ total: 1, rows: [{ kind: 'negative_wait', producer: P, count: 1 }] });

    // What is no rule, or one for the past, is refused.
    const version = { kind: 'producer', id: P, attrs: { rules: { negative_wait: 'repair' } } };
    expect((await post('/api/v1/settings', { ...version, attrs: { rules: { clock_ahead: 'repair' } } })).status).toBe(
      400,
    );
    expect((await post('/api/v1/settings', { ...version, validFrom: NOW - DAY_MS })).status).toBe(400);
    const form = `/settings/rules?/save&producer=${P}`;
    expect((await submit(form, { 'rule.clock_ahead': 'repair' })).status).toBe(400);
    expect((await submit(form, { validFrom: '2020-01-01T00:00' })).status).toBe(400);
    expect((await submit(form, { validFrom: 'soon' })).status).toBe(400);
    expect((await submit(form, { callMinutes: 'long' })).status).toBe(400);

    const saved = await submit(form, { 'rule.negative_wait': 'repair', callMinutes: '30' });
    expect([saved.status, saved.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(`^/settings/rules\\?producer=${P}&saved=\\d+$`),
    ]);
    await until('the rule', async () => ((await rules()).length === 1 ? true : null));

    // 10, -40, and 0 where there was -70.
    await product.ingest([visit(-70_000)]);
    await numbersAre(product, 3, -10);
    const [rule] = await until('its count', async () => {
      const found = await rules();
      return found[0]?.total === 1 ? found : null;
    });
    expect(rule).toMatchObject({
      producer: P,
      finding: 'negative_wait',
      deed: 'repair',
      state: 'on',
      lastDay: 1,
      newest: [{ e: NOW, n: 3, ix: 'i3' }],
    });
    expect(await quality(), 'what is repaired is in doubt no more').toMatchObject({ total: 1 });
    const shown = await page('/quality?lang=en');
    expect(shown).toContain(`data-rule="${P} negative_wait repair"`);
    expect(shown).toContain('/contacts/i3');
    expect(await page('/settings/access/audit?lang=en')).toMatch(/producer ruled-acd[\s\S]*repair negative_wait: 1/);

    // Switched off: what it did stands, and what comes counts as it stands.
    expect((await submit(form, { callMinutes: '30' })).status).toBe(303);
    await until('the rule being off', async () => ((await rules())[0]?.state === 'off' ? true : null));
    await product.ingest([visit(-20_000)]);
    await numbersAre(product, 4, -12.5);
    expect(await rules()).toMatchObject([{ state: 'off', validFrom: null, lastDay: 1, total: 1 }]);

    const taken = { producer: P, finding: 'negative_wait', deed: 'repair' };
    expect((await post('/api/v1/quality/taken-back', taken)).status).toBe(400);
    expect(await post('/api/v1/quality/taken-back', { ...taken, reason: 'the source was right' })).toEqual({
      status: 200,
      body: { takenBack: 1 },
    });
    await numbersAre(product, 4, -30);
    expect(await until('no rule and no count', async () => ((await rules()).length === 0 ? true : null))).toBe(true);
    expect(await quality()).toMatchObject({ total: 3 });
    expect(await page('/settings/access/audit?lang=en')).toContain('the source was right');
  },
);
