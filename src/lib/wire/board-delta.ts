import type { BoardDelta, BoardState, TileState } from './messages.ts';

/**
 * What changed from one state of a board to the next: applied to `before` it gives `after`. A tile is sent whole. Null
 * where no delta can say it, because a tile is gone: then the viewer needs the whole state.
 */
export function diffBoard(before: BoardState, after: BoardState): BoardDelta | null {
  for (const id of Object.keys(before.tiles)) if (!Object.hasOwn(after.tiles, id)) return null;
  const changed = Object.entries(after.tiles).filter(([id, tile]) => !sameJson(tile, ownTile(before, id)));
  return {
    asOf: after.asOf,
    tiles: Object.fromEntries(changed),
    ...(sameJson(before.freshness, after.freshness) ? {} : { freshness: after.freshness }),
    ...(sameJson(before.names, after.names) ? {} : { names: after.names }),
  };
}

/** The state after a delta. What did not change is the same object as before, so that a screen repaints only the rest. */
export function applyBoardDelta(state: BoardState, delta: BoardDelta): BoardState {
  return {
    asOf: delta.asOf,
    tiles: { ...state.tiles, ...delta.tiles },
    freshness: delta.freshness ?? state.freshness,
    names: delta.names ?? state.names,
  };
}

const ownTile = (state: BoardState, id: string): TileState | undefined =>
  Object.hasOwn(state.tiles, id) ? state.tiles[id] : undefined;

/** Whether two JSON values are the same value. The order of keys does not matter, the order in a list does. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, at) => sameJson(item, right[at]))
    );
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      sameJson((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
  );
}
