import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SequenceRanges } from '#lib/engine/sequence-ranges.ts';
import { maskDigits } from '#lib/streams/mask-digits.ts';

test('[LOG22] ranges of sequence numbers say what a plain set of numbers says', () => {
  const span = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 6 }));
  const step = fc.record({ what: fc.constantFrom('add', 'add', 'addRange', 'removeRange'), span });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const ranges = new SequenceRanges();
      const set = new Set<number>();
      for (const {
        what,
        span: [from, length],
      } of steps) {
        const to = from + length;
        if (what === 'add') {
          expect(ranges.add(from)).toBe(set.has(from) ? 'seen' : 'new');
          set.add(from);
          continue;
        }
        if (what === 'addRange') ranges.addRange(from, to);
        else ranges.removeRange(from, to);
        for (let n = from; n <= to; n += 1) {
          if (what === 'addRange') set.add(n);
          else set.delete(n);
        }
      }
      const numbers = [...set].sort((a, b) => a - b);
      const expanded = ranges
        .ranges()
        .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
      expect(expanded).toEqual(numbers);
      ranges.ranges().forEach(([from], place, all) => {
        if (place > 0) expect(from).toBeGreaterThan(all[place - 1]![1] + 1);
      });
      expect(ranges.count).toBe(set.size);
      expect(ranges.max).toBe(numbers.at(-1) ?? 0);
      for (const upTo of [ranges.max, 60]) {
        const missing = ranges
          .missing(upTo)
          .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
        expect(missing).toEqual(Array.from({ length: upTo }, (_, i) => i + 1).filter((n) => !set.has(n)));
      }
      for (let n = 1; n <= 50; n += 1) expect(ranges.has(n)).toBe(set.has(n));
      expect(new SequenceRanges(ranges.ranges()).ranges()).toEqual(ranges.ranges());
    }),
  );
});

test('[LOG11] runs of 7 or more digits are masked, shorter ones and all else stay', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.stringMatching(/^\d{1,12}$/), fc.constantFrom('-', ' ', '号', 'x'))), (parts) => {
      const text = parts.join('');
      const masked = maskDigits(text);
      expect(masked).toHaveLength(text.length);
      expect(masked).not.toMatch(/\d{7}/);
      for (const run of text.match(/\d+/g) ?? []) if (run.length < 7) expect(masked).toContain(run);
    }),
  );
  expect(maskDigits('a123456b1234567')).toBe('a123456b*******');
});
