import { expect, test } from 'vitest';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { parseEnvelope, parseLine } from '#lib/events/parse.ts';
import { shiftEvent, type Shift } from '#lib/events/shift.ts';
import { SAMPLE_AT, sampleEvent, SAMPLES } from './sample-event.ts';

const BY = 10 * 86_400_000 + 12_345;
const shift = (rest: Partial<Shift> = {}): Shift => ({ byMs: BY, run: 'r7', firstOf: () => 1, ...rest });
const moved = (event: object, how: Shift = shift()) => shiftEvent(event as ContactCentreEvent, how);

/** Every value of an event with its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

test('the samples hold all 25 types with all their fields', () => {
  expect(SAMPLES).toHaveLength(25);
  for (const event of SAMPLES)
    expect(parseEnvelope(structuredClone(event)), event.t).toMatchObject({ ok: true, known: true, dropped: 0 });
});

test.each(SAMPLES.map((event) => [event.t, event]))(
  '[RP5] %s: every instant moves by the same, no other number does',
  (_type, event) => {
    const before = leaves(event);
    const after = new Map(leaves(moved(event)));
    expect(after.size).toBe(before.length);
    for (const [path, value] of before) {
      if (typeof value !== 'number') continue;
      const isInstant = Math.abs(value - SAMPLE_AT) < 10_000;
      expect(after.get(path), path).toBe(isInstant ? value + BY : value);
    }
    expect(parseLine(JSON.stringify(moved(event)))).toMatchObject({ ok: true, dropped: 0 });
  },
);

test.each(SAMPLES.map((event) => [event.t, event]))(
  '[RP6] %s: ids of the day and the producer carry the run, names of the floor do not',
  (_type, event) => {
    const own = /\.(ix|leg|visit|cust|corr|survey|item|attempt|record|evaluation|sessionId)$/;
    const after = new Map(leaves(moved(event)));
    for (const [path, value] of leaves(event)) {
      if (typeof value !== 'string' || path.endsWith('.day')) continue;
      const expected = own.test(path) || path === '.p' || path === '.d.target.p' ? `${value}.r7` : value;
      expect(after.get(path), path).toBe(expected);
    }
  },
);

test('[RP6] an id at its full length stays one of at most 64, and two of them stay two', () => {
  const long = (tail: string) => moved({ ...sampleEvent('ix.ended'), d: { ix: `${'x'.repeat(63)}${tail}` } })!.d.ix!;
  expect(long('a')).toHaveLength(64);
  expect(long('a')).not.toBe(long('b'));
  expect(long('a')).toMatch(/\.r7$/);
});

test('[RP7] the sequence begins at 1 where the replay begins, and gaps of the file stay gaps', () => {
  const from = shift({ firstOf: (p, e) => (p === 'pbx' && e === SAMPLE_AT - 1_000 ? 100 : null) });
  expect(moved(sampleEvent('ix.started', 100), from)!.n).toBe(1);
  expect(moved(sampleEvent('ix.started', 104), from)!.n).toBe(5);
  expect(moved(sampleEvent('ix.started', 99), from)).toBeNull();
  const beat = { ...sampleEvent('producer.heartbeat', 120), d: { lastSeq: 119 } };
  expect(moved(beat, from)!.d).toEqual({ lastSeq: 20 });
  const hello = { ...sampleEvent('producer.hello', 101), d: { prevEpoch: 77, prevSeq: 400, role: 'pbx' } };
  expect(moved(hello, from)!.d).toEqual({ role: 'pbx' });
  const void_ = {
    ...sampleEvent('correction', 105),
    d: { op: 'void', target: { p: 'pbx', e: SAMPLE_AT - 1_000, n: 103 } },
  };
  expect(moved(void_, from)!.d).toMatchObject({ target: { p: 'pbx.r7', e: SAMPLE_AT - 1_000 + BY, n: 4 } });
});

test('[RP5] the payload of a replacement, a scheduled day and a type that is not known move too', () => {
  const replace = {
    ...sampleEvent('correction'),
    d: {
      op: 'replace',
      target: { fact: 'visit', key: 'v1' },
      data: { visit: 'v1', enqueuedAt: SAMPLE_AT, waitMs: 5, outcome: 'answered' },
    },
  };
  expect(moved(replace)!.d).toEqual({
    op: 'replace',
    target: { fact: 'visit', key: 'v1.r7' },
    data: { visit: 'v1.r7', enqueuedAt: SAMPLE_AT + BY, waitMs: 5, outcome: 'answered' },
  });
  expect(moved(sampleEvent('schedule.set'))!.d).toMatchObject({ day: '2023-11-24' });
  const unknown = { ...sampleEvent('ix.ended'), t: 'robot.greeted', d: { ix: 'i1', site: 'cs' } };
  expect(moved(unknown)).toMatchObject({
    t: 'robot.greeted',
    at: SAMPLE_AT + BY,
    p: 'pbx.r7',
    d: { ix: 'i1.r7', site: 'cs' },
  });
});
