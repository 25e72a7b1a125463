import { beforeAll, expect } from 'vitest';
import type { DefinitionPreview } from '#lib/reports/preview-definition.ts';
import type { RestatedSpan } from '#lib/metrics/definition-change.ts';
import type { PublishedStatement } from '#lib/runtime/product.ts';
import { HOUR_MS, intervalStart, SECOND_MS, SLOT_MS } from '#lib/time/interval.ts';
import { zoneOf } from '#lib/time/zone.ts';
import { ADMIN_PASSWORD, type Product } from '../support/product.ts';
import { test } from '../support/product-test.ts';
import { waitUntil } from '../support/wait-until.ts';

const UTC = zoneOf('UTC');
const THIS_MONTH = intervalStart('month', Date.now(), UTC);
const LAST_MONTH = intervalStart('month', THIS_MONTH - 1, UTC);
/** Noon of the tenth day. */
const NOON = LAST_MONTH + 9 * 24 * HOUR_MS + 12 * HOUR_MS;

let n = 0;
const visit = (queue: string, at: number, waitMs: number, outcome: string) => ({
  v: 1,
  t: 'queue.left',
  p: 'definitions-test',
  e: 1,
  n: (n += 1),
  at: at + waitMs,
  d: {
    site: 'cs',
    queue,
    media: 'voice',
    direction: 'in',
    visit: `d${n}`,
    ix: `i${n}`,
    enqueuedAt: at,
    waitMs,
    outcome,
  },
});
/** Three days of a queue, one of which misses its target under T = 20 s; a visit of another; and one that cannot have been. */
const VISITS = [
  visit('svc', NOON, 4_000, 'answered'),
  visit('svc', NOON + SECOND_MS, 25_000, 'answered'),
  visit('svc', NOON + 2 * SECOND_MS, 7_000, 'abandoned'),
  visit('svc', NOON + 24 * HOUR_MS, 10_000, 'answered'),
  visit('col', NOON, 25_000, 'answered'),
  visit('svc', NOON + 48 * HOUR_MS, -9_000, 'answered'),
];

let cookie = '';
const call = async (product: Product, path: string, body?: object) => {
  const response = await fetch(product.baseUrl + path, {
    headers: { cookie, origin: product.baseUrl, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as never };
};
const submit = (product: Product, path: string, fields: Record<string, string>) =>
  fetch(product.baseUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: product.baseUrl, accept: 'text/html' },
    body: new URLSearchParams(fields),
  });
const serviceLevel = async (product: Product): Promise<unknown> => {
  const period = `from=${new Date(LAST_MONTH).toISOString()}&to=${new Date(THIS_MONTH).toISOString()}`;
  const path = `/api/v1/reports/query?metrics=service_level,offered&queue=svc&${period}`;
  const { rows } = (await product.get(path)) as { rows: { service_level: number; offered: number }[] };
  return rows[0]?.offered === 5 ? rows[0].service_level : null;
};

beforeAll(() => expect(n).toBe(VISITS.length));

test(
  '[DQ1] a change is shown over last month, queue by queue, before it is published, and nothing is written',
  { timeout: 90_000 },
  async ({ product }) => {
    expect(await product.ingest(VISITS)).toMatchObject({ status: 200, body: { accepted: VISITS.length } });
    const entry = await submit(product, '/login', { name: 'admin', password: ADMIN_PASSWORD });
    cookie = entry.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    await waitUntil(async () => (await serviceLevel(product)) !== null, {
      timeoutMs: 30_000,
      everyMs: 100,
      what: 'the visits in the history',
    });

    const version = { kind: 'queue', site: 'cs', id: 'svc', attrs: { slThresholdMs: 25_000, shortAbandonMs: 10_000 } };
    const { status, body } = await call(product, '/api/v1/settings/preview', version);
    const preview = body as DefinitionPreview & { restates: RestatedSpan[] };
    expect([status, preview.period, preview.restates]).toEqual([
      200,
      { kind: 'month', fromMs: LAST_MONTH, toMs: THIS_MONTH, zone: 'UTC' },
      [],
    ]);
    // The call of 25 s comes in time, the abandon of 7 s becomes a short one; the other queue is not asked.
    expect(preview.rows).toMatchObject([
      {
        queue: 'svc',
        visits: 5,
        otherwise: 2,
        before: { values: { service_level: 3 / 5, short_abandoned: 0 }, met: { service_level: { days: 2, of: 3 } } },
        after: { values: { service_level: 1, short_abandoned: 1 }, met: { service_level: { days: 3, of: 3 } } },
      },
    ]);
    const site = (
      await call(product, '/api/v1/settings/preview', { kind: 'site', id: 'cs', attrs: { slThresholdMs: 25_000 } })
    ).body as DefinitionPreview;
    expect(site.rows.map(({ queue, otherwise }) => [queue, otherwise])).toEqual([
      ['col', 1],
      ['svc', 1],
    ]);
    expect([site.total?.visits, site.total?.otherwise, site.total?.after.values['service_level']]).toEqual([
      6,
      2,
      5 / 6,
    ]);
    expect((await call(product, '/api/v1/settings?kind=queue&site=cs&id=svc')).body).toEqual({ versions: [] });
    expect(await serviceLevel(product)).toBe(3 / 5);
  },
);

test(
  '[DQ1] the form shows the same without a script and publishes what was looked at',
  { timeout: 60_000 },
  async ({ product }) => {
    const fields = { id: 'svc', site: 'cs', slThreshold: '25', shortAbandon: '10' };
    const first = await submit(product, '/settings/queue?lang=en', fields);
    const page = await first.text();
    expect([first.status, /data-otherwise="(\d+)"/.exec(page)?.[1]]).toEqual([200, '2']);
    const seen = /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '';
    // Another threshold than the one that was looked at is looked at first.
    expect((await submit(product, '/settings/queue', { ...fields, slThreshold: '30', seen })).status).toBe(200);
    const saved = await submit(product, '/settings/queue', { ...fields, seen });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, expect.stringContaining('saved=')]);
  },
);

test(
  '[DQ2] closed numbers keep their rule, unless they are restated on purpose, with a reason in the audit',
  { timeout: 60_000 },
  async ({ product }) => {
    const past = {
      kind: 'queue',
      site: 'cs',
      id: 'svc',
      validFrom: LAST_MONTH,
      attrs: { slThresholdMs: 25_000, shortAbandonMs: 10_000 },
    };
    expect(await serviceLevel(product)).toBe(3 / 5);
    for (const refused of [past, { ...past, restate: ' ' }]) {
      const { status, body } = await call(product, '/api/v1/settings', refused);
      expect([status, (body as { detail: string }).detail]).toEqual([
        409,
        expect.stringContaining('slThresholdMs (svc)'),
      ]);
    }
    const form = {
      id: 'svc',
      site: 'cs',
      slThreshold: '25',
      shortAbandon: '10',
      validFrom: new Date(LAST_MONTH).toISOString().slice(0, 16),
    };
    const path = '/settings/queue?id=svc&site=cs';
    const seen = /name="seen" value="([^"]+)"/.exec(await (await submit(product, path, form)).text())?.[1] ?? '';
    expect((await submit(product, path, { ...form, seen })).status).toBe(409);
    expect(
      (await submit(product, path, { ...form, seen, restate: 'on', reason: 'The contract says 25 s' })).status,
    ).toBe(303);
    await waitUntil(async () => (await serviceLevel(product)) === 1, {
      timeoutMs: 30_000,
      everyMs: 100,
      what: 'the restated report',
    });

    const told = (await call(product, '/api/v1/settings?kind=queue&site=cs&id=svc')).body as {
      versions: PublishedStatement[];
    };
    expect(
      told.versions.map(({ validFrom, state, who, reason }) => [validFrom === LAST_MONTH, state, who?.name, reason]),
    ).toEqual([
      [true, 'past', 'admin', 'The contract says 25 s'],
      [false, 'in_force', 'admin', null],
    ]);
    const audit = await fetch(`${product.baseUrl}/settings/access/audit?action=definition_restated&lang=en`, {
      headers: { cookie },
    });
    const text = await audit.text();
    for (const needed of ['The contract says 25 s', 'Answer within T, seconds (svc)', 'queue cs/svc', 'Quarter hours'])
      expect(text).toContain(needed);
  },
);

test(
  '[DQ4] every version is listed, and an earlier one used again is a new version',
  { timeout: 60_000 },
  async ({ product }) => {
    const path = '/settings/queue?id=svc&site=cs&lang=en';
    const changed = await call(product, '/api/v1/settings', {
      kind: 'queue',
      site: 'cs',
      id: 'svc',
      attrs: { slThresholdMs: 30_000 },
    });
    expect(changed.status).toBe(201);
    const page = await waitUntil(
      async () => {
        const html = await (await fetch(product.baseUrl + path, { headers: { cookie } })).text();
        return html.match(/data-state=/g)?.length === 3 ? html : null;
      },
      { timeoutMs: 30_000, everyMs: 100, what: 'the third version in the list' },
    );
    expect([...page.matchAll(/data-state="(\w+)"/g)].map(([, state]) => state)).toEqual(['in_force', 'past', 'past']);
    const again =
      /href="([^"]+again=[^"]+)"/.exec(page.slice(page.lastIndexOf('data-state=')))?.[1]?.replaceAll('&amp;', '&') ??
      '';
    const filled = await (await fetch(product.baseUrl + again, { headers: { cookie } })).text();
    expect(filled).toMatch(/name="slThreshold"[^>]*value="25"/);
    const wrong = await call(product, '/api/v1/settings', {
      kind: 'queue',
      site: 'cs',
      id: 'svc',
      attrs: { slThresholdMs: 61_500 },
    });
    expect([wrong.status, (wrong.body as { errors: { field: string }[] }).errors.map(({ field }) => field)]).toEqual([
      400,
      ['attrs.slThresholdMs'],
    ]);
    const calendar = {
      kind: 'calendar',
      id: 'CN',
      validFrom: Math.ceil(Date.now() / SLOT_MS) * SLOT_MS,
      attrs: { dates: [{ date: '2027-01-01', name: { en: 'New Year' } }] },
    };
    expect((await call(product, '/api/v1/settings', calendar)).status).toBe(201);
  },
);

test(
  '[DQ6] findings are read over the API, on their page and in /metrics, within the rights of the caller',
  { timeout: 60_000 },
  async ({ product }) => {
    const period = `from=${new Date(LAST_MONTH).toISOString()}&to=${new Date(THIS_MONTH).toISOString()}`;
    const short = `from=${new Date(NOON).toISOString()}&to=${new Date(NOON + 72 * HOUR_MS).toISOString()}`;
    const answer = (await product.get(`/api/v1/quality?${period}&kind=negative_wait`)) as { rows: object[] };
    expect(answer.rows).toMatchObject([
      { producer: 'definitions-test', site: 'cs', kind: 'negative_wait', count: 1, examples: [{ n: 6, ix: 'i6' }] },
    ]);
    const page = await (await fetch(`${product.baseUrl}/quality?${short}&lang=en`, { headers: { cookie } })).text();
    expect(page).toContain('data-kind="negative_wait"');
    expect(page).toContain('href="/contacts/i6?');
    expect(await (await fetch(`${product.baseUrl}/metrics`)).text()).toContain(
      'floorlight_quality_findings{producer="definitions-test",kind="negative_wait"} 1',
    );
    expect((await fetch(`${product.baseUrl}/api/v1/quality?${period}`)).status).toBe(401);
    const wrong = await call(product, `/api/v1/quality?${period}&kind=odd&producer=`);
    expect(wrong.status).toBe(400);
  },
);

test(
  '[DQ14] a shift is set on its page without a script, in the past only with a reason',
  { timeout: 60_000 },
  async ({ product }) => {
    const shift = { id: 'night', site: 'cs', from: '22:00', to: '06:00', 'on.5': 'on' };
    const send = (fields: Record<string, string>) => submit(product, '/settings/calendars?/shift', fields);
    expect((await send({ ...shift, to: '6' })).status).toBe(400);
    expect((await send({ ...shift, since: '2026-01-01' })).status).toBe(409);
    const saved = await send({ ...shift, since: '2026-01-01', reason: 'As the roster had it' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/settings/calendars?saved=night']);
    const page = await (await fetch(`${product.baseUrl}/settings/calendars?lang=en`, { headers: { cookie } })).text();
    expect(page).toContain('22:00–06:00');
    const period = `from=${new Date(NOON).toISOString()}&to=${new Date(NOON + 24 * HOUR_MS).toISOString()}`;
    const answer = (await product.get(`/api/v1/reports/query?metrics=offered&by=daytype&${period}`)) as {
      rows: object[];
    };
    expect(answer.rows).toEqual([{ daytype: 'working', offered: 4 }]);
  },
);
