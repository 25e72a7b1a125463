import { afterAll, beforeAll, expect, test } from 'vitest';
import { restoreReceived } from '#lib/warehouse/received-events.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from './spaces.ts';

let spaces: Spaces;
let warehouse: Warehouse;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
  warehouse = await spaces.fresh();
}, 60_000);
afterAll(() => spaces.close());

test('[WH7] thousands of received ranges are written anew as few, and say the same', async () => {
  // As of 12,000 batches: b without a gap, a with one in the middle and an overlap at its end, c one far number.
  const rows: string[] = [];
  for (let batch = 1; batch <= 6_000; batch += 1) {
    rows.push(`b\t1\t${batch}\t${batch}\t${batch}\n`);
    if (batch !== 3_000) rows.push(`a\t1\t${batch * 10 - 9}\t${batch * 10}\t${batch}\n`);
  }
  rows.push('a\t1\t59000\t60005\t6001\n', 'a\t2\t1\t4\t6002\n', 'c\t1\t900\t900\t6003\n');
  await warehouse.insert('sequence_range', ['p', 'e', 'from_n', 'to_n', 'batch'], rows);
  const { received, batch } = await restoreReceived(warehouse);
  expect(batch).toBe(6_003);
  const ranges = [
    { p: 'a', e: 1, from_n: 1, to_n: 29_990 },
    { p: 'a', e: 1, from_n: 30_001, to_n: 60_005 },
    { p: 'a', e: 2, from_n: 1, to_n: 4 },
    { p: 'b', e: 1, from_n: 1, to_n: 6_000 },
    { p: 'c', e: 1, from_n: 900, to_n: 900 },
  ];
  expect(await warehouse.query('SELECT p, e, from_n, to_n FROM sequence_range FINAL ORDER BY p, e, from_n')).toEqual(
    ranges,
  );
  expect(received.add({ p: 'a', e: 1, n: 29_995 })).toBe(true);
  expect(received.add({ p: 'a', e: 1, n: 60_005 })).toBe(false);
  const again = await restoreReceived(warehouse);
  expect(again.batch).toBe(6_003);
  expect(again.received.rows(0)).toHaveLength(ranges.length);
});
