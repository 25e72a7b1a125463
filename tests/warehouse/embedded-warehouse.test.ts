import { expect, test } from 'vitest';
import { openWarehouse } from '#lib/warehouse/warehouse.ts';
import type { WarehouseError } from '#lib/warehouse/warehouse-error.ts';
import { withTempDir } from '../support/temp-dir.ts';
import { registerWarehouseContract } from './warehouse-contract.ts';

registerWarehouseContract('embedded');

test('[WH11] a statement that does not come back in time is given up, and it is told that the engine is stuck', async () => {
  await withTempDir(async (directory) => {
    const told: WarehouseError[] = [];
    const onStuck = (error: WarehouseError): void => void told.push(error);
    const warehouse = await openWarehouse({ directory }, { onStuck, statementTimeoutMs: 300 });
    await warehouse.query('SELECT 1');
    expect(told).toEqual([]);
    await expect(warehouse.query('SELECT sleep(1)')).rejects.toMatchObject({ code: 'down' });
    expect(told.map(({ message }) => message)).toEqual([expect.stringContaining('has not answered')]);
    await warehouse.close();
  });
});
