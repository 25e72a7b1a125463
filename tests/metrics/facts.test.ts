import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { compareFacts, mergeFact, RANK, type Fact, type FactStamp } from '#lib/metrics/fact.ts';
import { factsOf } from '#lib/metrics/facts.ts';
import { randomFloor } from '../parity/random-floor.ts';

const AT = 1_772_438_400_000;

function factsFrom(t: string, d: object, { p = 'acd', n = 1, at = AT } = {}): Fact[] {
  const parsed = parseLine(JSON.stringify({ v: 1, t, p, e: 1, n, at, d }));
  if (!parsed.ok) throw new Error(parsed.rejection.message);
  return factsOf(parsed.event);
}

const parsedFloor = (seed: number, size: number) =>
  randomFloor(seed, size).lines.map((line) => {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(parsed.rejection.message);
    return parsed.event;
  });

test('[MT16] what an event says depends on the event alone, and leaves the event as it was', () => {
  for (const event of parsedFloor(5, 40)) {
    const before = JSON.stringify(event);
    const facts = factsOf(event);
    expect(factsOf(JSON.parse(before) as typeof event)).toEqual(facts);
    expect(JSON.stringify(event)).toBe(before);
  }
});

test('[MT16] facts have the key, the instants and the dimensions of their event; what is absent is null', () => {
  const [visit] = factsFrom('queue.left', {
    visit: 'v1',
    enqueuedAt: AT,
    waitMs: 12_000,
    outcome: 'answered',
    site: 'cs',
    ix: 'x',
  });
  expect(visit).toMatchObject({
    kind: 'visit',
    key: 'v1',
    from: AT,
    to: AT + 12_000,
    ix: 'x',
    cust: null,
    dims: { site: 'cs' },
  });
  expect(visit!.dims.queue).toBeNull();
  expect(visit!.measures).toEqual({ outcome: 'answered', wait: 12_000, ring: null });
  const [handle] = factsFrom('wrap.ended', { leg: 'l1', endedAt: AT, talkMs: 50, holdMs: 5, acwMs: 30 });
  expect(handle).toMatchObject({
    kind: 'handle',
    key: 'l1',
    from: AT - 55,
    to: AT + 30,
    measures: { role: 'primary', dial: null },
  });
  const [leg] = factsFrom('leg.ended', { leg: 'l1', connectedAt: AT, talkMs: 50, holdMs: 5 });
  expect(leg).toMatchObject({ kind: 'leg', key: 'l1', from: AT, to: AT + 55 });
  const [offer] = factsFrom('offer.ended', { leg: 'l1', agent: 'a1', offeredAt: AT, ringMs: 9, result: 'rona' });
  expect(offer).toMatchObject({ kind: 'offer', key: `l1\u001fa1\u001f${AT}`, from: AT, to: AT + 9 });
  const [ended, opened] = factsFrom('agent.state', {
    agent: 'a1',
    state: 'ACW',
    enteredAt: AT,
    prev: { state: 'TALKING', enteredAt: AT - 9 },
  });
  expect([ended, opened]).toMatchObject([
    { kind: 'span', key: `a1\u001f${AT - 9}`, from: AT - 9, to: AT, measures: { state: 'TALKING' } },
    { kind: 'span', key: `a1\u001f${AT}`, from: AT, to: null, measures: { state: 'ACW' } },
  ]);
});

test('[MT16] LOGGED_OUT makes no span, and ends one', () => {
  const out = factsFrom('agent.state', {
    agent: 'a1',
    state: 'LOGGED_OUT',
    enteredAt: AT,
    prev: { state: 'READY', enteredAt: AT - 9 },
  });
  expect(out).toMatchObject([{ from: AT - 9, to: AT, measures: { state: 'READY' } }]);
  const login = factsFrom('agent.state', {
    agent: 'a1',
    state: 'READY',
    enteredAt: AT,
    prev: { state: 'LOGGED_OUT', enteredAt: 1 },
  });
  expect(login).toMatchObject([{ from: AT, to: null }]);
  expect(factsFrom('producer.heartbeat', {})).toEqual([]);
});

test('[MT17] correction over observed over inferred over open; then revision; then (at, p, e, n)', () => {
  const stamp = (over: Partial<FactStamp>): FactStamp => ({
    rank: RANK.open,
    rev: 0,
    at: 5,
    p: 'b',
    e: 5,
    n: 5,
    ...over,
  });
  const ascending = [
    stamp({ at: 9, rev: 9 }),
    stamp({ rank: RANK.inferred, at: 9 }),
    stamp({ rank: RANK.closed, at: 4, p: 'z', e: 9, n: 9 }),
    stamp({ rank: RANK.closed, p: 'B', e: 9, n: 9 }),
    stamp({ rank: RANK.closed, p: 'a', e: 9, n: 9 }),
    stamp({ rank: RANK.closed, e: 4, n: 9 }),
    stamp({ rank: RANK.closed, n: 4 }),
    stamp({ rank: RANK.closed }),
    stamp({ rank: RANK.closed, at: 10 }),
    stamp({ rank: RANK.closed, rev: 1, at: 1 }),
    stamp({ rank: RANK.correction, at: 0 }),
  ];
  ascending.forEach((a, i) =>
    ascending.forEach((b, j) => expect(Math.sign(compareFacts(a, b)), `${i} ${j}`).toBe(Math.sign(i - j))),
  );
});

test('[MT17] what a source says of a visit replaces what was inferred, in either order', () => {
  const left = (p: string, outcome: string, at: number) =>
    factsFrom('queue.left', { visit: 'v', enqueuedAt: AT, waitMs: 1, outcome }, { p, at })[0]!;
  const inferred = left('floorlight-engine.cs', 'lost', AT + 999);
  const told = left('acd', 'answered', AT);
  expect(mergeFact(inferred, told)).toBe(told);
  expect(mergeFact(told, inferred)).toBeNull();
});

const merged = (facts: readonly Fact[]): Map<string, Fact> => {
  const standing = new Map<string, Fact>();
  for (const fact of facts) {
    const id = `${fact.kind} ${fact.dims.site ?? ''} ${fact.key}`;
    const result = mergeFact(standing.get(id) ?? null, fact);
    if (result) standing.set(id, result);
  }
  return standing;
};

test('[MT3] any order of arrival leaves the same facts', () => {
  const facts = parsedFloor(11, 60).flatMap(factsOf);
  const inOrder = merged(facts);
  expect(inOrder.size).toBeLessThan(facts.length);
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
      const standing = merged(shuffled);
      expect(standing.size).toBe(inOrder.size);
      for (const [id, fact] of inOrder) expect(standing.get(id)).toEqual(fact);
    }),
    { numRuns: 20 },
  );
});

test('[MT3] any order of arrival, and any repeats, give the same numbers', () => {
  const { asOfMs } = randomFloor(12, 60);
  const events = parsedFloor(12, 60);
  const metrics = METRICS.filter(({ id, live }) => live && id !== 'estimated_wait').map(({ id }) => id);
  const numbers = (order: typeof events) => {
    const engine = new Engine('UTC');
    for (const event of order) engine.fold(event, asOfMs);
    const ask = (basis: 'entry' | 'event') =>
      engine.answer({ metrics, by: ['site', 'queue'], window: 'today', basis, filter: {} }, asOfMs, asOfMs).rows;
    return [ask('entry'), ask('event')];
  };
  const inOrder = numbers(events);
  expect(inOrder[0]!.length).toBeGreaterThan(5);
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      expect(numbers([...shuffled, ...shuffled.slice(0, 20)])).toEqual(inOrder);
    }),
    { numRuns: 15 },
  );
});
