import type { BoardDelta, BoardState } from '../wire/messages.ts';

/** The board after a delta: the tiles that it names are replaced, all else stays the same object. */
export function applyDelta(state: BoardState, delta: BoardDelta): BoardState {
  return {
    asOf: delta.asOf,
    tiles: { ...state.tiles, ...delta.tiles },
    freshness: delta.freshness ?? state.freshness,
    names: delta.names === undefined ? state.names : { ...state.names, ...delta.names },
  };
}
