import { expect, test } from 'vitest';
import type { EventOf } from '#lib/events/envelope.ts';
import { Corrections, type Correction } from '#lib/metrics/corrections.ts';

const left: EventOf<'queue.left'> = {
  v: 1,
  t: 'queue.left',
  p: 'acd',
  e: 1,
  n: 1,
  at: 1_000,
  d: { site: 'cs', visit: 'v1', enqueuedAt: 0, waitMs: 1_000, outcome: 'answered' },
};
const correction = (n: number, d: Correction['d'], at = 2_000 + n): Correction => ({
  v: 1,
  t: 'correction',
  p: 'fixes',
  e: 1,
  n,
  at,
  d,
});
const target = { p: 'acd', e: 1, n: 1 };
const by = (n: number) => ({ p: 'fixes', e: 1, n });
const registerOf = (...all: Correction[]): Corrections => {
  const register = new Corrections();
  for (const one of all) register.receive(one);
  return register;
};

test('[CR8] a payload that is not valid for the target has no effect, and the next correction holds', () => {
  const register = registerOf(
    correction(1, { target, op: 'replace', data: { ...left.d, waitMs: 2_000 } }),
    correction(2, { target, op: 'replace', data: { ...left.d, waitMs: 'long' } }),
    correction(3, { target, op: 'replace' }),
  );
  expect(register.countsAs(left)).toEqual({ ...left, d: { ...left.d, waitMs: 2_000 } });
  expect([1, 2, 3].map((n) => register.standing(by(n), left))).toEqual([
    'in_force',
    'invalid_payload',
    'invalid_payload',
  ]);
});

test('[CR8] a chain that leads back to itself says nothing, in whatever order it came; nor does one of no kind', () => {
  const circle = [
    correction(1, { target: by(2), op: 'void' }),
    correction(2, { target: by(3), op: 'void' }),
    correction(3, { target: by(1), op: 'void' }),
  ];
  const besides = [
    correction(4, { target, op: 'void' }),
    correction(5, { target: by(5), op: 'void' }),
    correction(6, { target: { fact: 'nothing', key: 'v1' }, op: 'void' }),
    correction(7, { target: by(4), op: 'replace', data: { target: { p: 'x', e: 1, n: 1 }, op: 'void' } }),
  ];
  for (const order of [circle, circle.toReversed(), [circle[1]!, circle[0]!, circle[2]!]]) {
    const register = registerOf(...order, ...besides);
    expect([1, 2, 3, 5].map((n) => register.standing(by(n), null))).toEqual(Array(4).fill('circular'));
    expect(register.standing(by(6), null)).toBe('no_such_kind');
    expect(register.standing(by(7), besides[0]!)).toBe('other_target');
    expect(register.countsAs(left)).toBeNull();
  }
});

test('[CR8] how corrections stand: waiting, in force, superseded, voided; a chain may be as long as it likes', () => {
  const register = registerOf(
    correction(1, { target, op: 'void' }),
    correction(2, { target, op: 'replace', data: left.d }),
    correction(3, { target: by(2), op: 'void' }),
  );
  expect([1, 2].map((n) => register.standing(by(n), left))).toEqual(['in_force', 'voided']);
  register.receive(correction(4, { target: by(3), op: 'void' }));
  expect([1, 2, 3].map((n) => register.standing(by(n), left))).toEqual(['superseded', 'in_force', 'voided']);
  expect(registerOf(correction(1, { target, op: 'void' })).standing(by(1), null)).toBe('waiting');

  const long = new Corrections();
  const depth = 20_000;
  long.receive(correction(1, { target, op: 'void' }));
  for (let n = depth; n > 1; n -= 1) long.receive(correction(n, { target: by(n - 1), op: 'void' }));
  // An even number of voids takes the first one back.
  expect(long.countsAs(left)).toBe(left);
  expect(new Corrections(long.stored()).countsAs(left)).toBe(left);
  long.receive(correction(depth + 1, { target: by(depth), op: 'void' }));
  expect(long.countsAs(left)).toBeNull();
});
