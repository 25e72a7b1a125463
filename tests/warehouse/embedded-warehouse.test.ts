import { expect, test } from 'vitest';
import { openWarehouse } from '#lib/warehouse/warehouse.ts';
import type { WarehouseError } from '#lib/warehouse/warehouse-error.ts';
import { withTempDir } from '../support/temp-dir.ts';
import { registerWarehouseContract } from './warehouse-contract.ts';

registerWarehouseContract('embedded');

test('[WH11] a statement that does not come back in time is given up, and none begins after it', async () => {
  await withTempDir(async (directory) => {
    const told: WarehouseError[] = [];
    const onStuck = (error: WarehouseError): void => void told.push(error);
    const warehouse = await openWarehouse({ directory }, { onStuck, statementTimeoutMs: 300 });
    await warehouse.query('SELECT 1');
    expect(told).toEqual([]);
    await expect(warehouse.query('SELECT sleep(3)')).rejects.toMatchObject({ code: 'down' });
    expect(told.map(({ message }) => message)).toEqual([expect.stringMatching(/has not answered.*SELECT sleep\(3\)/)]);

    const startedAt = performance.now();
    await expect(warehouse.command('CREATE TABLE late (n Int8) ENGINE = Memory')).rejects.toMatchObject({
      code: 'down',
    });
    await expect(warehouse.insert('late', ['n'], ['1\n'])).rejects.toMatchObject({ code: 'down' });
    await warehouse.close();
    // The statement itself takes three seconds: nothing waited for it.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(told).toHaveLength(1);
  });
});
