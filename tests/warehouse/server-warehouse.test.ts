import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpaces, type Spaces } from './spaces.ts';
import { registerWarehouseContract } from './warehouse-contract.ts';

registerWarehouseContract('server');

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('server');
}, 60_000);
afterAll(() => spaces.close());

test('[WH2] a server that is away is an error `down`, and is used again when it is back', async () => {
  const warehouse = await spaces.fresh();
  await spaces.front!.suspend();
  await expect(warehouse.query('SELECT 1')).rejects.toMatchObject({ code: 'down', engineCode: null });
  await expect(warehouse.ping()).rejects.toMatchObject({ code: 'down' });
  await spaces.front!.resume();
  expect(await warehouse.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(spaces.front!.answered.inserts).toBeGreaterThan(0);
});
