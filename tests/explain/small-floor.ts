import type { Product } from '../support/product.ts';
import { waitUntil } from '../support/wait-until.ts';

/** The day of the floor, 09:00 UTC: from which the visits are told. */
export const DAY = '2026-03-02';
export const NEXT_DAY = '2026-03-03';
export const AT = Date.UTC(2026, 2, 2, 9);
const DIMS = { site: 'cs', queue: 'svc', media: 'voice', direction: 'in', fn: 'service' };

const visit = (i: number, waitMs: number, outcome: string, queue = 'svc') => ({
  t: 'queue.left',
  at: AT + i * 60_000 + waitMs,
  d: { ...DIMS, queue, visit: `v${i}`, ix: `ix-${i}`, enqueuedAt: AT + i * 60_000, waitMs, outcome },
});

/**
 * Seven visits of one morning with T = 20 s and, of the queue `vip`, 10 s since the evening before: three answered within
 * T, one after 23.4 s, one abandoned after 3 s, one after 40 s, one answered by `vip` after 15 s. Number 5 of the producer
 * was lost on the way.
 */
const EVENTS = [
  {
    t: 'dim.upsert',
    at: AT - 1,
    d: {
      kind: 'queue',
      id: 'vip',
      site: 'cs',
      validFrom: AT - 43_200_000,
      attrs: { slThresholdMs: 10_000, shortAbandonMs: 5_000, name: 'VIP' },
    },
  },
  visit(0, 4_000, 'answered'),
  visit(1, 12_000, 'answered'),
  visit(2, 20_000, 'answered'),
  null,
  visit(3, 23_400, 'answered'),
  visit(4, 3_000, 'abandoned'),
  visit(5, 40_000, 'abandoned'),
  visit(6, 15_000, 'answered', 'vip'),
  {
    t: 'wrap.ended',
    at: AT + 200_000,
    d: {
      ...DIMS,
      leg: 'l0',
      ix: 'ix-0',
      agent: 'a1',
      connectedAt: AT + 4_000,
      endedAt: AT + 184_000,
      talkMs: 170_000,
      holdMs: 10_000,
      acwMs: 16_000,
      acwImplicit: false,
    },
  },
];

const LINES = EVENTS.flatMap((event, i) =>
  event === null ? [] : [{ v: 1, p: 'small-floor', e: AT - 10, n: i + 1, ...event }],
);

/** Tells the floor to a product, once or again, and waits until its history has it. */
export async function tellFloor(product: Product): Promise<void> {
  const { status, body } = await product.ingest(LINES);
  const { rejected } = body as { rejected: unknown[] };
  if (status !== 200 || rejected.length > 0) throw new Error(`The floor was not taken: ${JSON.stringify(body)}`);
  await waitUntil(
    async () => {
      const { total } = (await product.get(`/api/v1/contacts?metric=offered&from=${DAY}&to=${NEXT_DAY}`)) as {
        total: number;
      };
      return total === 7;
    },
    { what: 'the history to have the seven visits', timeoutMs: 30_000 },
  );
}
