import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { WarehouseError } from '#lib/warehouse/warehouse-error.ts';

/**
 * The warehouse, cut off at its n-th insert (from 1), or at the first into a table, and refusing everything from then on.
 * `written` says whether that insert still reached the table: a writer that is cut off cannot know.
 */
export function cutOffAt(warehouse: Warehouse, place: number | string, written: boolean): Warehouse {
  let inserts = 0;
  let isCut = false;
  const cut = (): WarehouseError => new WarehouseError('down', 'Cut off by the test.', null);
  return {
    ...warehouse,
    query: async (sql, parameters) => {
      if (isCut) throw cut();
      return await warehouse.query(sql, parameters);
    },
    insert: async (table, columns, rows) => {
      if (isCut) throw cut();
      inserts += 1;
      isCut = place === inserts || place === table;
      if (!isCut || written) await warehouse.insert(table, columns, rows);
      if (isCut) throw cut();
    },
  };
}
