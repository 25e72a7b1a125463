import { CLOSING_MS } from '#lib/metrics/live-at-close.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import type { Clock } from '#lib/time/clock.ts';
import { dirtySql } from './rollup-reading.ts';
import { buildSql, unsettledSql } from './rollup-sql.ts';
import { ROLLED_UP, slotTable } from './rollup-table.ts';
import type { RolledUp } from './slots-touched.ts';
import type { Warehouse } from './warehouse.ts';

/** Slots of one statement: few at first, then as many as it builds in about the time aimed at. */
const FIRST_SLOTS = 96;
const MOST_SLOTS = 3_000;
const AIM_MS = 500;

export interface RollupOptions {
  warehouse: Warehouse;
  clock: Clock;
}

export interface Rollup {
  /** Builds at most `limit` dirty quarter hours of each kind, the newest first; resolves with the number built. Throws WarehouseError. */
  buildDirty(limit: number): Promise<number>;
  /** Removes the rows of builds that hold no longer. Throws WarehouseError. */
  sweep(): Promise<void>;
}

/**
 * Builds the roll-ups of quarter hours from the facts: always whole, never by adding to what stands. A quarter hour is built
 * when it is closed (before, nearly every batch touches it), and when no visit that entered in it is still open. One
 * builder per warehouse; calls run one after the other.
 */
export async function createRollup({ warehouse, clock }: RollupOptions): Promise<Rollup> {
  let build = await lastBuild(warehouse);
  let slotsPerStatement = FIRST_SLOTS;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function buildKind(what: RolledUp, limit: number): Promise<number> {
    const asOfMs = clock.now();
    const shown = await lastBatch(warehouse);
    const dirty = await warehouse.query<{ slot_at: number }>(
      `SELECT slot_at FROM (${dirtySql(what)}) WHERE batch <= ${shown} AND slot_at <= ${asOfMs - SLOT_MS - CLOSING_MS} ORDER BY slot_at DESC`,
    );
    let built = 0;
    for (let at = 0; at < dirty.length && built < limit;) {
      const slots = dirty
        .slice(at, at + Math.min(slotsPerStatement, limit - built))
        .map(({ slot_at }) => slot_at)
        .reverse();
      at += slots.length;
      built += await buildSlots(what, slots, asOfMs, shown);
    }
    return built;
  }

  async function buildSlots(what: RolledUp, candidates: number[], asOfMs: number, shown: number): Promise<number> {
    const slots = what === 'visit' ? await settled(candidates, asOfMs) : candidates;
    if (slots.length === 0) return 0;
    build += 1;
    const startedAt = performance.now();
    for (const statement of buildSql(what, { slots, build, asOfMs })) await warehouse.command(statement);
    // Readers take a build from here on; a crash before leaves rows that nobody reads, and `sweep` removes.
    await warehouse.insert(
      'interval_built',
      ['kind', 'slot_at', 'build', 'batch'],
      slots.map((slot) => `${what}\t${slot}\t${build}\t${shown}\n`),
    );
    const tookMs = performance.now() - startedAt;
    if (slots.length >= slotsPerStatement && tookMs < AIM_MS / 2)
      slotsPerStatement = Math.min(slotsPerStatement * 2, MOST_SLOTS);
    if (tookMs > AIM_MS * 2) slotsPerStatement = Math.max(1, slotsPerStatement >> 1);
    return slots.length;
  }

  async function settled(slots: readonly number[], asOfMs: number): Promise<number[]> {
    const rows = await warehouse.query<{ slot_at: number }>(unsettledSql({ slots, asOfMs }));
    const open = new Set(rows.map(({ slot_at }) => slot_at));
    return slots.filter((slot) => !open.has(slot));
  }

  async function sweep(): Promise<void> {
    for (const what of ROLLED_UP) {
      const held = `(slot_at, build) IN (SELECT slot_at, max(build) FROM interval_built WHERE kind = '${what}' GROUP BY slot_at)`;
      const table = slotTable(what);
      const [row] = await warehouse.query<{ old: number }>(`SELECT count() AS old FROM ${table} WHERE NOT ${held}`);
      if (row!.old > 0) await warehouse.command(`ALTER TABLE ${table} DELETE WHERE NOT ${held}`);
    }
  }

  return {
    buildDirty: (limit) =>
      inTurn(async () => {
        let built = 0;
        for (const what of ROLLED_UP) built += await buildKind(what, limit);
        return built;
      }),
    sweep: () => inTurn(sweep),
  };
}

async function lastBuild(warehouse: Warehouse): Promise<number> {
  const tables = ['interval_built', ...ROLLED_UP.map(slotTable)];
  const [row] = await warehouse.query<{ build: number }>(
    `SELECT max(build) AS build FROM (${tables.map((table) => `SELECT max(build) AS build FROM ${table}`).join(' UNION ALL ')})`,
  );
  return row!.build;
}

/** The last batch that is complete in every table. */
async function lastBatch(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.query<{ batch: number }>('SELECT max(batch) AS batch FROM sequence_range');
  return row!.batch;
}
