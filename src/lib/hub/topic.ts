import { randomUUID } from 'node:crypto';
import type { Scope } from '../access/identity.ts';
import { diffBoard, sameJson } from '../wire/board-delta.ts';
import type { BoardState } from '../wire/messages.ts';

/** What the engine is asked for: one board over what its viewers may see. */
export interface TopicQuestion {
  board: string;
  scope: Scope;
}

/** Equal for questions that have the same answer. */
export const topicKey = ({ board, scope }: TopicQuestion): string =>
  JSON.stringify([board, sorted(scope.sites), sorted(scope.teams)]);

const sorted = (names: readonly string[] | 'all'): readonly string[] | 'all' =>
  names === 'all' ? names : [...new Set(names)].sort();

/** Where a viewer stands in a topic. */
export interface TopicPlace {
  stream: string;
  seq: number;
}

/** What follows the head of a delta or snapshot message: made once, for every viewer. */
export interface Tail {
  seq: number;
  json: string;
}

/**
 * The states of one board as one numbered stream: the present one, and the last deltas for those who come back. A new
 * stream begins where a delta cannot say what changed.
 */
export class Topic {
  readonly #kept: number;
  #stream = randomUUID();
  #seq = 0;
  #state: BoardState | null = null;
  #deltas: Tail[] = [];
  #snapshot: Tail | null = null;

  /** `kept`: deltas that are held for resuming viewers. */
  constructor(kept: number) {
    this.#kept = kept;
  }

  get place(): TopicPlace {
    return { stream: this.#stream, seq: this.#seq };
  }

  /** False until the engine gave the first state. */
  get hasState(): boolean {
    return this.#state !== null;
  }

  /** Takes the next state. `delta`: send it to all; `snapshot`: all need the whole; null: nothing changed. */
  take(state: BoardState): 'snapshot' | Tail | null {
    const before = this.#state;
    if (before !== null && sameJson(before, state)) return null;
    const delta = before === null ? null : diffBoard(before, state);
    this.#state = state;
    this.#snapshot = null;
    if (delta === null) {
      if (before !== null) this.#stream = randomUUID();
      this.#seq = 1;
      this.#deltas = [];
      return 'snapshot';
    }
    this.#seq += 1;
    const tail = { seq: this.#seq, json: `"seq":${this.#seq},"delta":${JSON.stringify(delta)}}` };
    this.#deltas.push(tail);
    if (this.#deltas.length > this.#kept) this.#deltas.shift();
    return tail;
  }

  /** The present state as a message tail. Only with `hasState`. */
  snapshot(): Tail {
    this.#snapshot ??= {
      seq: this.#seq,
      json: `"stream":"${this.#stream}","seq":${this.#seq},"state":${JSON.stringify(this.#state)}}`,
    };
    return this.#snapshot;
  }

  /** The deltas that a viewer missed; null where it must begin anew: another stream, too long ago, or never so far. */
  since({ stream, seq }: TopicPlace): readonly Tail[] | null {
    if (stream !== this.#stream || seq > this.#seq) return null;
    const missed = this.#seq - seq;
    return missed > this.#deltas.length ? null : this.#deltas.slice(this.#deltas.length - missed);
  }
}
