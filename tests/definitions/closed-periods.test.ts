import { join } from 'node:path';
import { expect, test as base } from 'vitest';
import { openAccess } from '#lib/access/access.ts';
import { SYSTEM } from '#lib/access/rights.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';
import { HOUR_MS, SLOT_MS, slotOf } from '#lib/time/interval.ts';
import { ADMIN_PASSWORD, startProduct, type Product } from '../support/product.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { waitForValue } from '../support/wait-until.ts';

/** A closed quarter hour of yesterday. */
const CLOSED = slotOf(Date.now() - 24 * HOUR_MS);

interface Answer {
  accepted: number;
  duplicates: number;
  rejected: { line: number; code: string; message: string }[];
}

const test = base.extend<{ floor: { product: Product; plain: string; correcting: string } }>({
  floor: async ({}, use) => {
    const dataDir = makeTempDir('closed');
    const clock = { now: Date.now, speed: 1 };
    const store = openEmbeddedStore({ directory: join(dataDir, 'documents'), clock });
    const access = await openAccess({ store, clock, origin: null, onProblem: () => undefined });
    await access.start({ adminPassword: ADMIN_PASSWORD });
    const token = async (name: string, correct: boolean): Promise<string> => {
      const scope = { sites: 'all', teams: 'all' } as const;
      return (await access.tokens.make({ name, kind: 'ingest', scope, correct }, SYSTEM)).secret;
    };
    const tokens = { plain: await token('pbx', false), correcting: await token('crm', true) };
    await access.close();
    await store.close();
    const product = await startProduct({ dataDir });
    await use({ product, ...tokens });
    await product.stop();
    removeTempDir(dataDir);
  },
});

let n = 0;
const line = (t: string, at: number, d: object, p = 'acd') => ({
  v: 1,
  t,
  p,
  e: 1,
  n: (n += 1),
  at,
  d: { site: 'cs', ...d },
});
const queue = (slThresholdMs: number, validFrom: number, at = Date.now()) =>
  line('dim.upsert', at, { kind: 'queue', id: 'svc', attrs: { slThresholdMs }, validFrom }, 'crm');
const visit = (at: number) =>
  line('queue.left', at + 25_000, {
    queue: 'svc',
    visit: `v${n}`,
    enqueuedAt: at,
    waitMs: 25_000,
    outcome: 'answered',
  });

test(
  '[IN17] a token changes no setting of closed quarter hours: its line is refused with what to do; what was never set may be; with the right to correct it restates, audited',
  { timeout: 120_000 },
  async ({ floor: { product, plain, correcting } }) => {
    const send = async (lines: object[], token = plain): Promise<Answer> => {
      const response = await fetch(`${product.baseUrl}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
        body: lines.map((one) => JSON.stringify(one)).join('\n'),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as Answer;
    };
    const level = async (): Promise<unknown> => {
      const iso = (ms: number): string => encodeURIComponent(new Date(ms).toISOString());
      const path = `/api/v1/reports/query?metrics=service_level,answered&queue=svc&from=${iso(CLOSED)}&to=${iso(CLOSED + 2 * SLOT_MS)}`;
      const { rows } = (await product.get(path)) as { rows: { service_level: number; answered: number }[] };
      return rows[0]?.answered === 2 ? rows[0].service_level : null;
    };
    const settled = (value: number) =>
      waitForValue(level, (now) => now === value, { what: `a service level of ${value}`, timeoutMs: 30_000 });

    // History is read in: first words of a thing, each before what it judges, and a later version in its place.
    const first = queue(20_000, CLOSED - HOUR_MS);
    const later = queue(30_000, CLOSED + SLOT_MS);
    expect(await send([first, visit(CLOSED), later, visit(CLOSED + SLOT_MS)])).toMatchObject({ accepted: 4 });
    await settled(0.5);

    // What was counted is not judged anew by a token without the right, whatever stands beside it in the body.
    const change = queue(30_000, CLOSED - HOUR_MS / 2);
    const answer = await send([visit(Date.now()), change, visit(Date.now())]);
    expect(answer).toMatchObject({ accepted: 2, rejected: [{ line: 2, code: 'closed_period' }] });
    const [{ message }] = answer.rejected as [Answer['rejected'][number]];
    expect(message).toContain('slThresholdMs of svc: 20000 would become 30000');
    expect(message).toContain('may correct');
    await settled(0.5);

    // What changes no number, speaks of what is to come, or was said before, passes.
    const named = line('dim.upsert', Date.now(), { kind: 'agent', id: 'a1', attrs: { name: 'A' }, validFrom: 0 });
    const ahead = queue(10_000, Date.now() + HOUR_MS);
    expect(await send([named, ahead, first, later])).toMatchObject({ accepted: 2, duplicates: 2, rejected: [] });
    expect(await send([queue(20_000, CLOSED - HOUR_MS / 2)])).toMatchObject({ accepted: 1 });

    // What was said in time and comes late is a late event: it counts as if it had come then.
    const late = queue(25_000, CLOSED + 2 * SLOT_MS, CLOSED + SLOT_MS);
    expect(await send([visit(CLOSED + 3 * SLOT_MS), late])).toMatchObject({ accepted: 2, rejected: [] });

    // The first word of a queue that has long been counted is taken, and told.
    const other = line('dim.upsert', Date.now(), {
      kind: 'queue',
      id: 'col',
      attrs: { slThresholdMs: 5_000 },
      validFrom: CLOSED,
    });
    expect(await send([other])).toMatchObject({ accepted: 1 });

    expect(await send([{ ...change, e: 2, n: 1, at: Date.now() }], correcting)).toMatchObject({
      accepted: 1,
      rejected: [],
    });
    await settled(1);

    const login = await fetch(`${product.baseUrl}/login`, {
      method: 'POST',
      headers: { origin: product.baseUrl },
      body: new URLSearchParams({ name: 'admin', password: ADMIN_PASSWORD }),
      redirect: 'manual',
    });
    const cookie = login.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const audit = await (
      await fetch(`${product.baseUrl}/settings/access/audit?action=definition_restated`, { headers: { cookie } })
    ).text();
    expect(audit).toContain('crm');
    expect(audit).toContain('event crm/2/1');
    expect(audit).toContain(`event acd/1/${other.n}`);
    expect(audit).not.toContain(`event crm/1/${later.n}`);
  },
);
