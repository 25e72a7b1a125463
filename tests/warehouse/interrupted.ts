import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { WarehouseError } from '#lib/warehouse/warehouse-error.ts';

/**
 * The warehouse, cut off at its n-th insert (from 1) and refusing everything from then on. `written` says whether that
 * insert still reached the tables: a writer that is cut off cannot know.
 */
export function cutOffAt(warehouse: Warehouse, insert: number, written: boolean): Warehouse {
  let left = insert;
  const cut = (): WarehouseError => new WarehouseError('down', 'Cut off by the test.', null);
  return {
    ...warehouse,
    query: async (sql, parameters) => {
      if (left <= 0) throw cut();
      return await warehouse.query(sql, parameters);
    },
    insert: async (table, columns, rows) => {
      if (left <= 0) throw cut();
      left -= 1;
      if (left > 0 || written) await warehouse.insert(table, columns, rows);
      if (left === 0) throw cut();
    },
  };
}
