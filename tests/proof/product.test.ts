import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { expect } from 'vitest';
import { typeScriptCommand } from '../../scripts/lib/run-child.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { startChild } from '../support/child-program.ts';
import { API_TOKEN, type Product } from '../support/product.ts';
import { test } from '../support/product-test.ts';
import { waitForValue } from '../support/wait-until.ts';

const SLOT_MS = 900_000;
const SECOND_MS = 1_000;
/** The quarter hour of the floor, and the one before it. */
const FROM = Math.floor(Date.now() / SLOT_MS) * SLOT_MS - SLOT_MS;
const TO = FROM + 2 * SLOT_MS;
const EPOCH = FROM - 60_000;

/** A floor of an hour: 40 visits in two queues, every fourth abandoned, and an agent. */
function floor(): object[] {
  let n = 0;
  const event = (t: string, at: number, d: object) => {
    n += 1;
    return { v: 1, t, p: 'acd', e: EPOCH, n, at, d: { site: 'cs', media: 'voice', ...d } };
  };
  const visits = Array.from({ length: 40 }, (_, i) => {
    const enqueuedAt = FROM + i * 20 * SECOND_MS;
    const queue = i % 2 === 0 ? 'svc' : 'col';
    const waitMs = 2_000 + i * 700;
    const outcome = i % 4 === 3 ? 'abandoned' : 'answered';
    return [
      event('queue.entered', enqueuedAt, { queue, visit: `v${i}`, enqueuedAt }),
      event('queue.left', enqueuedAt + waitMs, { queue, visit: `v${i}`, enqueuedAt, waitMs, outcome }),
    ];
  });
  return [
    event('agent.state', FROM, { agent: 'a1', state: 'READY', enteredAt: FROM }),
    ...visits.flat(),
    event('producer.heartbeat', FROM + 850 * SECOND_MS, { sourceConnected: true, waiting: { svc: 0, col: 0 } }),
  ];
}

async function whenWritten(product: Product): Promise<void> {
  await waitForValue(
    () =>
      product.get(`/api/v1/reports/query?metrics=offered&from=${FROM}&to=${TO}`) as Promise<{
        rows: { offered: number }[];
      }>,
    ({ rows }) => rows[0]?.offered === 40,
    { what: 'history to hold the floor', timeoutMs: 60_000 },
  );
}

/** Runs the command as a user does. */
async function verify(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const { program, args: command } = typeScriptCommand('src/cli/verify.ts', args);
  const child = startChild(program, command, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const { code } = await child.ended;
  return { code, said: child.output() };
}

/** A server between that adds one to a number of every answer on a path. */
async function lyingMirror(product: Product, path: string, metric: string): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(product.baseUrl + request.url!, {
        headers: { authorization: request.headers.authorization ?? '' },
      });
      let body = await answer.text();
      if (request.url!.startsWith(path)) {
        const told = JSON.parse(body) as { rows: Record<string, number>[] };
        for (const row of told.rows) if (typeof row[metric] === 'number') row[metric] += 1;
        body = JSON.stringify(told);
      }
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! });
      response.end(body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  return { url: `http://127.0.0.1:${address.port}`, server };
}

const PERIOD = ['--from', String(FROM), '--to', String(TO), '--lookback', '1', '--lookahead', '1'];

test(
  '[PR6] a period is counted again from the raw events and equals reports and live answers; a difference is printed',
  { timeout: 240_000 },
  async ({ product }) => {
    await product.ingest(floor());
    await whenWritten(product);
    const good = await verify([...PERIOD, '--by', 'site', '--url', product.baseUrl, '--token', API_TOKEN]);
    expect(good.said).toMatch(/\d+ events, \d+ intervals and windows, \d{4,} numbers compared, 0 differ; /);
    expect(good.code).toBe(0);

    const liar = await lyingMirror(product, '/api/v1/reports/query', 'abandoned');
    // The mirror lies about what is long past, too: nothing settles it.
    const bad = await verify([...PERIOD, '--by', 'site', '--url', liar.url, '--token', API_TOKEN]);
    liar.server.close();
    expect(bad.said).toContain(
      `abandoned: report total, basis entry, ${new Date(FROM).toISOString()}/${new Date(TO).toISOString()}, site cs: report 11, recount 10`,
    );
    expect(bad.said).not.toContain('answered: report');
    expect(bad.code).toBe(1);

    const boaster = await lyingMirror(product, '/api/v1/live', 'abandoned');
    const worse = await verify([...PERIOD, '--by', 'queue', '--url', boaster.url, '--token', API_TOKEN]);
    boaster.server.close();
    expect(worse.said).toMatch(/abandoned: live /);
    expect(worse.said).not.toContain('abandoned: report');
    expect(worse.code).toBe(1);
  },
);

test('[PR6] what cannot be done says why and what to do', { timeout: 60_000 }, async ({ product }) => {
  const nobody = await verify([...PERIOD, '--url', 'http://127.0.0.1:9', '--token', 'x']);
  expect([nobody.code, nobody.said]).toEqual([2, expect.stringContaining('Start it with npm start')]);
  const stranger = await verify([...PERIOD, '--url', product.baseUrl, '--token', 'wrong']);
  expect([stranger.code, stranger.said]).toEqual([2, expect.stringContaining('answers 401')]);
  const senseless = await verify(['--from', '2026-03-02', '--to', '2026-03-01', '--token', 'x']);
  expect([senseless.code, senseless.said]).toEqual([2, expect.stringContaining('--to has to lie after --from')]);
});

test(
  '[PR7] raw events are read as they were received, to those who see everything',
  { timeout: 60_000 },
  async ({ product }) => {
    await product.ingest(floor());
    await whenWritten(product);
    const read = (parameters: string, token = API_TOKEN) =>
      fetch(`${product.baseUrl}/api/v1/events?${parameters}`, { headers: { authorization: `Bearer ${token}` } });
    const lines = async (parameters: string): Promise<{ receivedAt: number; line: string }[]> =>
      (await (await read(parameters)).text())
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { receivedAt: number; line: string });
    const period = `from=${FROM}&to=${TO}`;
    const all = await lines(period);
    expect(
      all
        .map(({ line }) => JSON.parse(line) as { n: number })
        .map(({ n }) => n)
        .sort((a, b) => a - b),
    ).toEqual(floor().map((_, i) => i + 1));
    expect(all.every(({ receivedAt }) => receivedAt <= Date.now())).toBe(true);
    expect(await lines(`${period}&types=queue.left,agent.state`)).toHaveLength(41);
    expect(await lines(`${period}&receivedFrom=${Date.now() + 60_000}`)).toEqual([]);
    expect((await read(period, 'test-ingest-token')).status).toBe(403);
    expect((await read('from=1&to=2')).status).toBe(400);
    expect((await read(period, 'nobody')).status).toBe(401);
  },
);

test('[PR8] a live answer of an instant of the last hour; any other instant is refused', async ({ product }) => {
  await product.ingest(floor());
  await whenWritten(product);
  const live = (asOf: number | string, metric = 'offered') =>
    fetch(`${product.baseUrl}/api/v1/live?metrics=${metric}&window=15m&asOf=${asOf}`, {
      headers: { authorization: `Bearer ${API_TOKEN}` },
    });
  const second = Math.floor(Date.now() / SECOND_MS) * SECOND_MS - 5 * SECOND_MS;
  expect(await (await live(second)).json()).toMatchObject({ asOf: second });
  // A visit that waited from 20 s to 5 s before: it is there at an instant between, and not any more at the later one.
  const [enqueuedAt, waitMs] = [second - 20 * SECOND_MS, 15 * SECOND_MS];
  const waited = (t: string, n: number, at: number, d: object) => ({
    ...{ v: 1, t, p: 'acd-2', e: EPOCH, n, at },
    d: { site: 'cs', media: 'voice', queue: 'svc', visit: 'waited', enqueuedAt, ...d },
  });
  await product.ingest([
    waited('queue.entered', 1, enqueuedAt, {}),
    waited('queue.left', 2, enqueuedAt + waitMs, { waitMs, outcome: 'answered' }),
  ]);
  const depth = async (asOf: number): Promise<unknown> => {
    const { rows } = (await (await live(asOf, 'queue_depth')).json()) as { rows: { queue_depth: unknown }[] };
    return rows[0]?.queue_depth;
  };
  await waitForValue(
    () => depth(second - 10 * SECOND_MS),
    (found) => found === 1,
    {
      what: 'the visit that waited then',
      timeoutMs: 20_000,
    },
  );
  expect([await depth(second), await depth(enqueuedAt - 5 * SECOND_MS)]).toEqual([0, 0]);
  for (const refused of [second + 500, second - 2 * 3_600_000, second + 60_000, 'now'])
    expect((await live(refused)).status).toBe(400);
});

test(
  '[PR9] the page of proof says that all holds, in four languages, and then that a heartbeat contradicts it',
  { timeout: 90_000 },
  async ({ product }) => {
    await product.ingest(floor());
    const page = async (lang: string): Promise<string> =>
      (
        await fetch(`${product.baseUrl}/truth?lang=${lang}`, { headers: { authorization: `Bearer ${API_TOKEN}` } })
      ).text();
    await waitForValue(
      () => page('en'),
      (html) => html.includes('data-proof="holds"'),
      { what: 'the invariants to hold', timeoutMs: 40_000 },
    );
    for (const [lang, title] of [
      ['en', 'Proof of the numbers'],
      ['zh-CN', '数值证明'],
      ['zh-TW', '數值證明'],
      ['ru', 'Проверка чисел'],
    ] as const)
      expect(await page(lang)).toContain(title);
    const at = Date.now();
    await product.ingest([
      { v: 1, t: 'producer.heartbeat', p: 'acd', e: EPOCH, n: 83, at, d: { site: 'cs', waiting: { svc: 99 } } },
    ]);
    const broken = await waitForValue(
      () => page('en'),
      (html) => html.includes('data-proof="broken"'),
      {
        what: 'the contradiction to show',
        timeoutMs: 40_000,
      },
    );
    expect(broken).toMatch(/data-invariant="waiting_told" data-state="broken"/);
    expect(broken).toContain('cs · svc · acd');
    const metrics = await (await fetch(`${product.baseUrl}/metrics`)).text();
    expect(metrics).toContain('floorlight_invariant_broken{invariant="waiting_told"} 1');
    expect(metrics).toContain('floorlight_invariant_broken{invariant="outcomes"} 0');
  },
);
