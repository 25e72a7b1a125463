import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXAMPLES } from '#lib/events/examples.ts';
import { parseEnvelope, parseLine } from '#lib/events/parse.ts';
import { envelope, rejectionOf } from './envelope.ts';

const GOOD = envelope('ix.started', { ix: 'x' });
const refused = (change: object) => rejectionOf(parseEnvelope({ ...structuredClone(GOOD), ...change }));

test.each([
  [{ v: 2 }, 'unsupported_version', 'v'],
  [{ v: '1' }, 'unsupported_version', 'v'],
  [{ v: undefined }, 'missing_field', 'v'],
  [{ t: undefined }, 'missing_field', 't'],
  [{ t: '' }, 'wrong_type', 't'],
  [{ t: 'x'.repeat(65) }, 'wrong_type', 't'],
  [{ p: undefined }, 'missing_field', 'p'],
  [{ p: 'a b' }, 'wrong_type', 'p'],
  [{ p: 'x'.repeat(65) }, 'wrong_type', 'p'],
  [{ e: undefined }, 'missing_field', 'e'],
  [{ e: '5' }, 'wrong_type', 'e'],
  [{ e: 5.5 }, 'wrong_type', 'e'],
  [{ e: -1 }, 'out_of_range', 'e'],
  [{ n: undefined }, 'missing_field', 'n'],
  [{ n: 0 }, 'out_of_range', 'n'],
  [{ n: 2 ** 53 }, 'wrong_type', 'n'],
  [{ n: null }, 'wrong_type', 'n'],
  [{ at: undefined }, 'missing_field', 'at'],
  [{ at: Number.NaN }, 'wrong_type', 'at'],
  [{ at: 1e300 }, 'wrong_type', 'at'],
  [{ at: -1 }, 'out_of_range', 'at'],
  [{ d: undefined }, 'missing_field', 'd'],
  [{ d: null }, 'wrong_type', 'd'],
  [{ d: [] }, 'wrong_type', 'd'],
])('[EV6] an envelope with %j is refused: %s, field %s', (change, code, field) => {
  expect(refused(change)).toMatchObject({ code, field });
  expect(refused(change)!.message.length).toBeGreaterThan(10);
});

test('[EV6] what is no object is refused as a whole', () => {
  for (const text of ['[]', '7', 'null', '"x"', 'true'])
    expect(rejectionOf(parseLine(text))).toMatchObject({ code: 'not_an_object', field: '' });
  for (const text of ['', '{', '{"v":1', '{"v":NaN}', "{'v':1}", '{"v":1}}'])
    expect(rejectionOf(parseLine(text))).toMatchObject({ code: 'not_json' });
});

test('[EV6] numbers that JSON or a double cannot hold exactly are refused', () => {
  const line = (waitMs: string) =>
    JSON.stringify(envelope('queue.left', EXAMPLES['queue.left'])).replace('"waitMs":12150', `"waitMs":${waitMs}`);
  expect(parseLine(line('12150')).ok).toBe(true);
  for (const text of ['1.5', '1e300', '9007199254740993', '-9007199254740992', '"12"', 'true', '[1]']) {
    expect(rejectionOf(parseLine(line(text))), text).toMatchObject({ field: 'd.waitMs' });
  }
  for (const text of ['NaN', 'Infinity', '0x10', '1_000', ''])
    expect(rejectionOf(parseLine(line(text))), text).toMatchObject({ code: 'not_json' });
  // Whole numbers in another spelling are whole numbers.
  expect(parseLine(line('1.2e4'))).toMatchObject({ ok: true, event: { d: { waitMs: 12_000 } } });
});

test('[EV7] the identity of a refused line is found wherever it can be read, so that the loss has an owner', () => {
  const whole = JSON.stringify(GOOD);
  const identity = { p: GOOD.p, e: GOOD.e, n: GOOD.n };
  for (const broken of [
    whole.slice(0, -1),
    whole.replace('"d":', '"d":,'),
    `${whole}}`,
    whole.replace('"x"', '"x'),
    `{"n" : 7, "e":${GOOD.e},"p": "${GOOD.p}" `,
  ]) {
    expect(parseLine(broken), broken).toMatchObject({ ok: false, identity });
  }
  expect(parseEnvelope({ ...GOOD, at: 'late' })).toMatchObject({ ok: false, identity });
  expect(parseEnvelope({ ...GOOD, v: 9 })).toMatchObject({ ok: false, identity });
  for (const lost of [
    '{"p":"a","e":1',
    '{"p":"a b","e":1,"n":1',
    '{"p":"a","e":1,"n":0',
    '{"p":"a","e":1,"n":12345678901234567',
    'x',
  ]) {
    expect(parseLine(lost), lost).toMatchObject({ ok: false, identity: null });
  }
});

test('[EV9] any text gives a result, and what is taken can be read again as the same', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ ...Object.fromEntries(Object.keys(GOOD).map((key) => [key, fc.jsonValue()])) })
      .map((value) => JSON.stringify(value)),
    fc
      .tuple(fc.constantFrom(...Object.entries(EXAMPLES)), fc.string({ maxLength: 8 }), fc.jsonValue())
      .map(([[type, d], field, value]) => JSON.stringify(envelope(type, { ...d, [field]: value }))),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseLine(text);
      if (!parsed.ok) {
        expect(parsed.rejection.message).not.toBe('');
        return;
      }
      expect(parseLine(JSON.stringify(parsed.event))).toEqual({ ...parsed, dropped: 0 });
    }),
    { numRuns: 2_000 },
  );
});
