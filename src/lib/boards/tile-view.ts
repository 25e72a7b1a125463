import type { Range } from '../metrics/confidence.ts';
import type { Row } from '../metrics/question.ts';
import type { BoardState, TileState } from '../wire/messages.ts';
import type { Tile } from './board.ts';
import { type Band, type BandMemory, type Better, lookAtBand, MIN_SAMPLE } from './band.ts';
import { rangeOverFew } from './few.ts';
import { dataAgeMs, OLD_AFTER_MS, type Trust, trustOf } from './staleness.ts';

/** What a tile must know of its metric; the dictionary's entry fits. */
export interface TileMetric {
  id: string;
  unit: string;
  better: Better;
}

/** One tile, judged: everything that its drawing needs, and nothing that it must decide. */
export interface TileView {
  id: string;
  /** Value of the tile's metric at this instant; null = no data. */
  value: number | null;
  band: Band;
  trust: Trust;
  /** Size of the denominator where it is too small for a colour; else null. */
  smallSample: number | null;
  /** Range of 95 % in which the true value lies, where the value is over few; else null. */
  range: Range | null;
  /** The row that the value belongs to (leader tiles), else the only row. */
  row: Row | null;
}

/** What all tiles of a board have in common at one instant. */
export interface BoardMoment {
  /** The floor's clock, ms UTC. */
  nowMs: number;
  speed: number;
  /** Real age of the data in ms; null where no producer was ever heard. */
  ageMs: number | null;
  trust: Trust;
}

/** @param state null before the first snapshot */
export function momentOf(state: BoardState | null, nowMs: number, speed: number): BoardMoment {
  const ageMs = state === null ? null : dataAgeMs(state.freshness.lastEventAt, nowMs, speed);
  return { nowMs, speed, ageMs, trust: state === null ? 'lost' : trustOf(ageMs, state.freshness) };
}

/**
 * Judges one tile. Values that tick grow with the floor's clock while the data is fresh, then stand still.
 *
 * @returns the view, and the memory to pass to the next look
 */
export function viewTile(
  tile: Tile,
  metric: TileMetric,
  board: BoardState | null,
  moment: BoardMoment,
  memory: BandMemory | null,
): { view: TileView; memory: BandMemory | null } {
  const state = board?.tiles[tile.id];
  const picked = state === undefined ? null : pickRow(tile, state);
  const held = picked === null ? null : numberOf(picked.row[tile.metric]);
  const value = held === null || board === null ? null : tile.ticks ? held + grownSeconds(board.asOf, moment) : held;
  const sample = picked?.samples[tile.metric];
  const smallSample = metric.unit === 'ratio' && sample !== undefined && sample < MIN_SAMPLE ? sample : null;
  const range = rangeOverFew(metric.unit, sample, picked?.ranges[tile.metric]);
  const base = { id: tile.id, value, trust: moment.trust, smallSample, range, row: picked?.row ?? null };
  if (value === null || smallSample !== null || moment.trust === 'lost') {
    return { view: { ...base, band: 'calm' }, memory: null };
  }
  const next = lookAtBand(memory, value, state?.target ?? null, metric, moment.nowMs);
  return { view: { ...base, band: next.band }, memory: next };
}

/** The row that owns the tile: the only one, or for a leader the one with the greatest value. */
function pickRow(
  tile: Tile,
  state: TileState,
): { row: Row; samples: Readonly<Record<string, number>>; ranges: Readonly<Record<string, Range>> } | null {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  state.rows.forEach((row, index) => {
    const value = numberOf(row[tile.metric]);
    if (best === -1 || (value !== null && value > most)) {
      best = index;
      most = value ?? most;
    }
  });
  const row = state.rows[best];
  return row === undefined ? null : { row, samples: state.samples[best] ?? {}, ranges: state.ranges?.[best] ?? {} };
}

function grownSeconds(asOf: number, moment: BoardMoment): number {
  const sinceMs = Math.min(moment.nowMs - asOf, OLD_AFTER_MS * moment.speed);
  return Math.max(0, Math.floor(sinceMs / 1000));
}

/** A cell of a row as a number; text, null and absence are no data. */
export const numberOf = (cell: string | number | null | undefined): number | null =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
