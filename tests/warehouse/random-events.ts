import fc from 'fast-check';
import { AGENT_STATES, LEG_ROLES, MEDIA, OFFER_RESULTS, QUEUE_OUTCOMES } from '#lib/events/enumerations.ts';

/** Monday 2026-03-02 08:00 UTC. */
export const START_AT = 1_772_438_400_000;
const QUARTER_MS = 900_000;

// Few ids and coarse instants, so that events of one key meet, move and complete one another.
const instant = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((step) => START_AT + step * 300_000),
  fc.integer({ min: 0, max: 3 * QUARTER_MS }).map((ms) => START_AT + ms),
  fc.constantFrom(START_AT - 40 * 86_400_000, START_AT + QUARTER_MS - 1),
);
const duration = fc.oneof(
  fc.integer({ min: 0, max: 30_000 }),
  fc.constantFrom(0, QUARTER_MS, 3 * QUARTER_MS, 2 * 86_400_000, -5_000),
);
const word = <const Word extends string>(words: readonly Word[]) => fc.constantFrom(...words);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const visit = word(['v1', 'v2', "v'3"]);
const leg = word(['l1', 'l2', 'l\\3']);
const agent = word(['a1', 'a2', '坐席 3']);
const common = fc.record({
  site: fc.constantFrom('cs', 'gz', undefined),
  queue: maybe(word(['svc', 'col'])),
  media: maybe(word(MEDIA)),
  team: maybe(word(['t1', 't\t2'])),
  ix: maybe(word(['ix1', 'ix2'])),
});

const types = {
  'queue.entered': fc.record({ visit, enqueuedAt: instant }),
  'queue.left': fc.record({
    visit,
    enqueuedAt: instant,
    waitMs: duration,
    outcome: word(QUEUE_OUTCOMES),
    ringMs: maybe(duration),
  }),
  'offer.ended': fc.record({ leg, agent, offeredAt: instant, ringMs: duration, result: word(OFFER_RESULTS) }),
  'leg.connected': fc.record({ leg, connectedAt: instant, role: maybe(word(LEG_ROLES)) }),
  'leg.ended': fc.record({
    leg,
    connectedAt: instant,
    talkMs: duration,
    holdMs: maybe(duration),
    role: maybe(word(LEG_ROLES)),
  }),
  'wrap.ended': fc.record({
    leg,
    connectedAt: maybe(instant),
    endedAt: instant,
    talkMs: duration,
    holdMs: duration,
    acwMs: duration,
  }),
  'agent.state': fc.record({
    agent,
    state: word(AGENT_STATES),
    enteredAt: instant,
    prev: maybe(fc.record({ state: word(AGENT_STATES), enteredAt: instant, reason: maybe(word(['lunch'])) })),
    queues: maybe(fc.constantFrom(['svc'], ['svc', "c'ol"])),
  }),
  'ix.started': fc.record({ ix: word(['ix1']) }),
  'of.the.future': fc.record({ site: word(['cs']) }),
} satisfies Record<string, fc.Arbitrary<unknown>>;

const body = fc.oneof(
  ...Object.entries(types).map(([t, own]) =>
    fc.record({
      t: fc.constant(t),
      d: fc.tuple(common, own as fc.Arbitrary<object>).map(([shared, fields]) => ({ ...shared, ...fields })),
    }),
  ),
);

/** Lines of two producers, each with n = 1, 2, 3 ..., in the order in which they were sent. */
export const randomLines = (count: number): fc.Arbitrary<string[]> =>
  fc
    .array(fc.tuple(body, word(['acd-1', 'acd-2', 'floorlight-engine.cs']), instant), {
      minLength: count,
      maxLength: count,
    })
    .map((events) => {
      const next = new Map<string, number>();
      return events.map(([{ t, d }, p, at]) => {
        const n = (next.get(p) ?? 0) + 1;
        next.set(p, n);
        return JSON.stringify({ v: 1, t, p, e: START_AT, n, at, d });
      });
    });
