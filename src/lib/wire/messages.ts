import type { Range } from '../metrics/confidence.ts';
import type { Freshness, Row } from '../metrics/question.ts';
import type { LevelFormula } from '../metrics/service-level.ts';

/** Version of the socket protocol; another one is refused with CLOSE.versionUnsupported. */
export const WIRE_VERSION = 1;

/** Private close codes (RFC 6455 leaves 4000 to 4999 to the application). */
export const CLOSE = {
  /** The identity is gone: signed out, token or display link revoked. The client asks for a log-in. */
  identityRevoked: 4401,
  forbidden: 4403,
  versionUnsupported: 4406,
  /** The client stopped reading; it may come back at once. */
  tooSlow: 4408,
  /** The client broke the protocol. */
  badMessage: 4422,
  /** The server stops or restarts; the client comes back after a while. */
  goingAway: 1001,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** What a board looks at: the sites asked, or all that the viewer may see. */
export interface BoardScope {
  sites: readonly string[] | 'all';
}

/** Target of a metric on a board: the values between which a tile is calm, watch or breach. */
export interface TileTarget {
  /** At or beyond it (in the metric's better direction) all is well. */
  target: number;
  /** Beyond it the tile is in breach; between the two it is on watch. */
  breach: number;
  /** Further marks that are shown, e.g. 0.9 beside 0.8. */
  marks: readonly number[];
}

/** The values behind one tile at one instant. */
export interface TileState {
  rows: readonly Row[];
  /** Denominators by row and metric id, as in LiveAnswer. */
  samples: readonly Readonly<Record<string, number>>[];
  /** Ranges of 95 % by row and metric id, where a row is over few; absent where none is. */
  ranges?: readonly Readonly<Record<string, Range>>[];
  target: TileTarget | null;
  /** Of a service level, by which formula it counts, where that is not the usual one. */
  formula?: LevelFormula;
}

/** A whole board at one instant. */
export interface BoardState {
  /** ms UTC, whole second: all tiles are of this instant. */
  asOf: number;
  tiles: Readonly<Record<string, TileState>>;
  freshness: Freshness;
  /** Display names of queues and sites that appear in rows: dimension value -> locale -> name. */
  names: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What changed since the sequence before: only the tiles that differ. */
export interface BoardDelta {
  asOf: number;
  tiles: Readonly<Record<string, TileState>>;
  freshness?: Freshness;
  names?: BoardState['names'];
}

export type ClientMessage =
  /** `request` is the client's own number for this subscription; answers carry it, so late answers to an old one are ignored. */
  | { type: 'subscribe'; request: number; board: string; scope: BoardScope; resume?: { stream: string; seq: number } }
  | { type: 'unsubscribe'; request: number }
  | { type: 'ping'; id: number };

export type ServerMessage =
  | {
      type: 'hello';
      version: typeof WIRE_VERSION;
      /** The server's clock, ms UTC (of the floor: the replay's clock on a replay floor). */
      serverNow: number;
      /** 1, or the speed of a replay floor: boards say "60x". */
      speed: number;
      /** Silence after which the client pings. */
      pingAfterMs: number;
    }
  | { type: 'snapshot'; request: number; stream: string; seq: number; serverNow: number; state: BoardState }
  | { type: 'delta'; request: number; seq: number; serverNow: number; delta: BoardDelta }
  | { type: 'problem'; request: number | null; code: 'unknown_board' | 'forbidden' | 'engine_down'; detail: string }
  | { type: 'pong'; id: number; serverNow: number };
