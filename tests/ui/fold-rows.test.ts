import { expect, test } from 'vitest';
import { foldRows } from '#lib/ui/fold-rows.ts';

const rowsOf = (values: readonly (number | null)[]) =>
  values.map((offered, hour) => ({ name: `${hour}:00`, row: { offered, answered: offered } }));
const namesOf = (values: readonly (number | null)[]) =>
  foldRows(rowsOf(values), ['offered', 'answered']).map(({ name, row }) => [name, row === null]);

test('[SC31] a long run without data is one row, a short one stands as it is', () => {
  expect(namesOf([null, null, null, 5, null, null, 7, null, null, null, null])).toEqual([
    ['0:00 … 2:00', true],
    ['3:00', false],
    ['4:00', false],
    ['5:00', false],
    ['6:00', false],
    ['7:00 … 10:00', true],
  ]);
});

test('[SC31] nought is data, and what is not shown does not count', () => {
  expect(namesOf([0, 0, 0])).toEqual([
    ['0:00', false],
    ['1:00', false],
    ['2:00', false],
  ]);
  expect(foldRows(rowsOf([1, 2, 3]), ['asa'])).toEqual([{ name: '0:00 … 2:00', row: null }]);
  expect(foldRows([], ['asa'])).toEqual([]);
});
