import type { Board, Tile } from '../boards/board.ts';
import { sameJson } from '../wire/board-delta.ts';
import type { BoardState } from '../wire/messages.ts';

/** A tile whose events go on repaints at most this often; the first change after a pause goes out at once. */
export const REPAINT_MS = 250;
/** A tile that turned out as it was is not counted again before so long, so that a flood of events is counted in groups. */
const LOOK_AGAIN_MS = 20;
/** All looking together takes at most about one part in so many of the thread. */
const SHARE = 4;

export interface BoardPainterOptions {
  /** The state of these tiles of a board at asOf, a whole second in ms UTC. */
  count(board: Board, topic: number, asOfMs: number): BoardState;
  /** Where a state is heard. */
  tell(topic: number, state: BoardState): void;
  /** The whole second that boards show now, ms UTC. */
  asOf(): number;
  /** Monotonic, ms. */
  now(): number;
  /** Calls back after so many ms; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

interface PaintedTile {
  tile: Tile;
  /** Events have been folded since it was counted. */
  behind: boolean;
  /** Monotonic instant until which it stays as it is. */
  quietUntil: number;
}

interface PaintedBoard {
  board: Board;
  tiles: PaintedTile[];
  state: BoardState | null;
  /** Monotonic instant of the last whole state. */
  wholeAt: number;
}

/**
 * Decides which tile of which open board is counted when. Every tile has a pace of its own: where one is busy, a change
 * of another is still shown at once. When the second of the board moves, all of its tiles move with it.
 */
export class BoardPainter {
  readonly #options: BoardPainterOptions;
  readonly #boards = new Map<number, PaintedBoard>();
  #cancelTimer: (() => void) | null = null;

  constructor(options: BoardPainterOptions) {
    this.#options = options;
  }

  /** Shows a board under a number of the caller's, at once. */
  open(topic: number, board: Board): void {
    const tiles = board.tiles.map((tile) => ({ tile, behind: true, quietUntil: Number.NEGATIVE_INFINITY }));
    this.#boards.set(topic, { board, tiles, state: null, wholeAt: Number.NEGATIVE_INFINITY });
    this.paint();
  }

  close(topic: number): void {
    this.#boards.delete(topic);
  }

  /** Events were folded: any number may have changed. */
  folded(): void {
    for (const { tiles } of this.#boards.values()) for (const tile of tiles) tile.behind = true;
    this.paint();
  }

  /** Counts and tells what is due. To be called when a second has passed too: windows slide with it. */
  paint(): void {
    const asOfMs = this.#options.asOf();
    for (const [topic, board] of this.#boards) {
      // A floor on a fast clock has many seconds in one of ours: its boards do not move with each.
      const sliding = board.state?.asOf !== asOfMs && board.wholeAt + REPAINT_MS <= this.#options.now();
      if (sliding) this.#paintWhole(topic, board, asOfMs);
      else this.#paintDue(topic, board);
    }
    this.#paintAgain(asOfMs);
  }

  /** Nothing more is counted or told. */
  stop(): void {
    this.#boards.clear();
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #paintWhole(topic: number, painted: PaintedBoard, asOfMs: number): void {
    const { state: before } = painted;
    painted.wholeAt = this.#options.now();
    const states = painted.tiles.map((tile) => {
      // What the second alone moves is no sign of a busy tile: it must not make the next event wait.
      const changed = before !== null && tile.behind && this.#differs(topic, painted, tile, before);
      const resting = tile.quietUntil;
      const { state: counted, costMs } = this.#count(topic, painted, tile, asOfMs);
      this.#rest(tile, changed, costMs);
      tile.quietUntil = Math.max(tile.quietUntil, resting);
      return counted;
    });
    const last = states.at(-1);
    if (last === undefined) return;
    painted.state = {
      ...last,
      tiles: Object.assign({}, ...states.map(({ tiles }) => tiles)) as BoardState['tiles'],
      names: Object.assign({}, ...states.map(({ names }) => names)) as BoardState['names'],
    };
    this.#options.tell(topic, painted.state);
  }

  #differs(topic: number, painted: PaintedBoard, tile: PaintedTile, before: BoardState): boolean {
    const { state } = this.#count(topic, painted, tile, before.asOf);
    return !sameJson(before.tiles[tile.tile.id], state.tiles[tile.tile.id]);
  }

  #paintDue(topic: number, painted: PaintedBoard): void {
    const { state: before } = painted;
    if (before === null) return;
    let state = before;
    for (const tile of painted.tiles) {
      if (!tile.behind || tile.quietUntil > this.#options.now()) continue;
      const { state: counted, costMs } = this.#count(topic, painted, tile, before.asOf);
      const changed = !sameJson(state.tiles[tile.tile.id], counted.tiles[tile.tile.id]);
      this.#rest(tile, changed, costMs);
      if (!changed) continue;
      // Completeness is judged over the longest window of the board, with the next whole state.
      const freshness = { ...state.freshness, lastEventAt: counted.freshness.lastEventAt };
      state = {
        asOf: before.asOf,
        tiles: { ...state.tiles, ...counted.tiles },
        freshness,
        names: { ...state.names, ...counted.names },
      };
    }
    if (state === before) return;
    painted.state = state;
    this.#options.tell(topic, state);
  }

  #count(topic: number, { board }: PaintedBoard, { tile }: PaintedTile, asOfMs: number) {
    const began = this.#options.now();
    const state = this.#options.count({ ...board, tiles: [tile] }, topic, asOfMs);
    return { state, costMs: this.#options.now() - began };
  }

  /** What is dear to count is counted less often, so that folding goes on. */
  #rest(tile: PaintedTile, changed: boolean, costMs: number): void {
    const dearMs = costMs * SHARE * this.#boards.size * this.#tilesPerBoard();
    tile.behind = false;
    tile.quietUntil = this.#options.now() + Math.max(changed ? REPAINT_MS : LOOK_AGAIN_MS, dearMs);
  }

  #tilesPerBoard(): number {
    let most = 1;
    for (const { tiles } of this.#boards.values()) most = Math.max(most, tiles.length);
    return most;
  }

  #paintAgain(asOfMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    let dueAt = Number.POSITIVE_INFINITY;
    for (const { tiles, state, wholeAt } of this.#boards.values()) {
      if (state?.asOf !== asOfMs) dueAt = Math.min(dueAt, wholeAt + REPAINT_MS);
      for (const { behind, quietUntil } of tiles) if (behind) dueAt = Math.min(dueAt, quietUntil);
    }
    if (dueAt === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(1, Math.ceil(dueAt - this.#options.now()));
    this.#cancelTimer = this.#options.after(waitMs, () => this.paint());
  }
}
