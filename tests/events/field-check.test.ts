import { expect, test } from 'vitest';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { FieldCheck } from '#lib/events/field-check.ts';
import { EVENT_TYPES, VOCABULARY } from '#lib/events/vocabulary.ts';

/** Values at the borders of every kind of field. */
const VALUES: unknown[] = [
  ...['', 'x', 'y'.repeat(64), 'y'.repeat(65), 'y'.repeat(1_024), 'y'.repeat(1_025), '👍'.repeat(64), '👍'.repeat(65)],
  ...[0, -0, -1, 1.5, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), Number.POSITIVE_INFINITY, 1e-9],
  ...[true, false, null, [], ['a'], [1], {}, { state: 'READY' }, { state: 'READY', enteredAt: 1 }, { kind: 'blind' }],
  ...['voice', 'READY', 'answered', 'in', 'out', 'primary', 'live', 'ticket', 'new', 'constructor', '__proto__'],
];

test('[EV3] what the quick check of a field takes, its schema takes; of texts, numbers, flags and words it takes all', () => {
  for (const type of EVENT_TYPES) {
    for (const [name, field] of Object.entries(VOCABULARY[type].properties as Record<string, TSchema>)) {
      const check = new FieldCheck(field, false);
      const schema = Compile(field);
      for (const value of VALUES) {
        const isLongText = typeof value === 'string' && value.length > 64;
        const taken = schema.Check(value);
        const what = `${type} ${name} ${JSON.stringify(value)}`;
        // A long text may have few characters as they are seen: then the schema has the last word.
        if (!isLongText || check.surely(value)) expect(check.surely(value), what).toBe(taken);
      }
    }
  }
});
