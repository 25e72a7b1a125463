import type { LiveQuestion } from '../metrics/question.ts';

/** How a tile draws its answer. */
export type TileKind =
  /** One number that owns the tile. */
  | 'number'
  /** One number and the row that it belongs to, e.g. the longest wait and its queue. */
  | 'leader'
  /** Counts that add up to one bar, e.g. agents by state. */
  | 'stack';

export interface Tile {
  /** Unique on its board. */
  id: string;
  kind: TileKind;
  /** The metric that names the tile and whose target colours it. */
  metric: string;
  question: LiveQuestion;
  /** True for a gauge of elapsed time: between two answers it grows with the floor's clock. */
  ticks?: true;
}

/** A TV board: at most six tiles, reading order is importance. */
export interface Board {
  id: string;
  tiles: readonly Tile[];
}
