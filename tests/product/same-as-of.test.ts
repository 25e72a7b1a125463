import { expect } from 'vitest';
import { test } from '../support/product-test.ts';
import { waitForValue } from '../support/wait-until.ts';

const METRICS =
  'offered,answered,service_level,asa,answer_rate,queue_depth,longest_wait,agents_ready,agents_talking,staffed_time,occupancy';
const SLOT_MS = 900_000;
const DAY_MS = 24 * 3_600_000;

interface Answer {
  asOf: number;
  rows: Record<string, number | string | null>[];
}

test(
  '[API10] the report repeats a live answer at the same asOf, whatever has happened since',
  { timeout: 90_000 },
  async ({ product }) => {
    const start = Date.now() - 20_000;
    let n = 0;
    const event = (t: string, at: number, d: object) => {
      n += 1;
      return { v: 1, t, p: 'acd', e: start, n, at, d: { site: 'cs', queue: 'svc', media: 'voice', ...d } };
    };
    const agent = (at: number, state: string, prev?: object) =>
      event('agent.state', at, { agent: 'a1', state, enteredAt: at, ...(prev ? { prev } : {}) });
    await product.ingest([
      agent(start, 'READY'),
      event('queue.entered', start + 1_000, { visit: 'v1', enqueuedAt: start + 1_000 }),
      event('queue.entered', start + 2_000, { visit: 'v2', enqueuedAt: start + 2_000 }),
      event('queue.left', start + 4_000, {
        visit: 'v1',
        enqueuedAt: start + 1_000,
        waitMs: 3_000,
        outcome: 'answered',
      }),
      agent(start + 4_000, 'TALKING', { state: 'READY', enteredAt: start }),
    ]);
    const live = (): Promise<Answer> =>
      product.get(`/api/v1/live?metrics=${METRICS}&by=queue&window=today`) as Promise<Answer>;
    const before = await waitForValue(live, ({ rows }) => rows[0]?.answered === 1 && rows[0].agents_talking === 1);

    const later = before.asOf + 1;
    await product.ingest([
      event('queue.left', later, {
        visit: 'v2',
        enqueuedAt: start + 2_000,
        waitMs: later - start - 2_000,
        outcome: 'answered',
      }),
      agent(later, 'READY', { state: 'TALKING', enteredAt: start + 4_000 }),
    ]);
    const midnight = Math.floor(before.asOf / DAY_MS) * DAY_MS;
    const period = `from=${midnight}&to=${Math.ceil((before.asOf + 1) / SLOT_MS) * SLOT_MS}`;
    const report = (asOf: string): Promise<Answer> =>
      product.get(`/api/v1/reports/query?metrics=${METRICS}&by=queue&grain=total&${period}${asOf}`) as Promise<Answer>;
    await waitForValue(
      () => report(''),
      ({ rows }) => rows[0]?.answered === 2,
      { what: 'history to hold the second answer', timeoutMs: 30_000 },
    );
    expect((await report(`&asOf=${before.asOf}`)).rows).toEqual(before.rows);
  },
);
