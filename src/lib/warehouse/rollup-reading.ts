import { slotOf } from '#lib/time/interval.ts';
import type { RolledUp } from './slots-touched.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * The quarter hours that touch [fromMs, toMs) and whose roll-up does not hold: something in them changed since it was
 * built, or it was not built yet. They are counted from the facts; all others from the roll-up, where a slot without rows
 * has no facts. Ask before reading: a slot that is built between the two is counted from the facts and is right as well.
 */
export async function dirtySlots(
  warehouse: Warehouse,
  what: RolledUp,
  fromMs: number,
  toMs: number,
): Promise<number[]> {
  const rows = await warehouse.query<{ slot_at: number }>(
    `SELECT slot_at FROM (${dirtySql(what)}) WHERE slot_at >= ${slotOf(fromMs)} AND slot_at < ${toMs} ORDER BY slot_at`,
  );
  return rows.map(({ slot_at }) => slot_at);
}

/** Slots whose newest touch is later than what their roll-up shows, with the batch of that touch. */
export const dirtySql = (what: RolledUp): string => `
  SELECT touched.slot_at AS slot_at, touched.batch AS batch
  FROM (SELECT slot_at, batch FROM interval_touched FINAL WHERE kind = '${what}') AS touched
  LEFT JOIN (SELECT slot_at, batch, build FROM interval_built FINAL WHERE kind = '${what}') AS built
    ON touched.slot_at = built.slot_at
  WHERE built.build = 0 OR built.batch < touched.batch`;

/** Condition on the rows of a roll-up: those of the build that holds, of each slot. */
export const heldRowsSql = (what: RolledUp, fromMs: number, toMs: number): string => {
  const period = `slot_at >= ${slotOf(fromMs)} AND slot_at < ${toMs}`;
  return `${period} AND (slot_at, build) IN (SELECT slot_at, max(build) FROM interval_built WHERE kind = '${what}' AND ${period} GROUP BY slot_at)`;
};
