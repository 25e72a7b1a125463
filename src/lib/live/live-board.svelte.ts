import type { BoardScope } from '../wire/messages.ts';
import { BoardConnection, type BoardFeed, type LiveSocket } from './board-connection.ts';

export interface LiveBoardOptions {
  board: string;
  scope: BoardScope;
  /** Socket address, e.g. `/api/v1/stream`. */
  stream: string;
  /** Address that answers 401, 403, 404 or 410 once the identity of this page is gone. */
  probe: string;
}

/** Tells a measurement that a sequence is on the screen: the frame that shows it has been handed over. */
export interface PaintedDetail {
  seq: number;
  asOf: number;
}

const GONE = [401, 403, 404, 410];

/** A board as a component reads it: what stands (`feed`) and the floor's clock in whole seconds (`nowMs`). */
export class LiveBoard {
  feed = $state.raw<BoardFeed>({ phase: 'connecting', state: null, seq: 0, problem: null });
  /** Floor's clock, ms UTC; null until a server has spoken. */
  nowMs = $state.raw<number | null>(null);
  speed = $state.raw(1);
  readonly #options: LiveBoardOptions;

  constructor(options: LiveBoardOptions) {
    this.#options = options;
  }

  /** Connects; the returned function ends it. For use in `$effect` or `onMount`. */
  start(): () => void {
    const { board, scope, stream, probe } = this.#options;
    const connection = new BoardConnection({
      board,
      scope,
      // A WebSocket is one; its handlers are given more than these take.
      openSocket: () => new WebSocket(stream) as unknown as LiveSocket,
      localNow: () => performance.now(),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
      onFeed: (feed) => {
        const moved = feed.seq !== this.feed.seq;
        this.feed = feed;
        this.#tick(connection);
        if (moved && feed.state !== null) announcePainted({ seq: feed.seq, asOf: feed.state.asOf });
      },
      isRevoked: async () => GONE.includes((await fetch(probe, { cache: 'no-store', redirect: 'manual' })).status),
    });
    const beat = this.#beat(connection);
    const wake = () => {
      if (document.visibilityState === 'visible') connection.wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    connection.open();
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      beat();
      connection.close();
    };
  }

  #tick(connection: BoardConnection): void {
    if (!connection.clock.known) return;
    this.speed = connection.clock.speed;
    const now = connection.clock.at(performance.now());
    this.nowMs = now - (now % 1000);
  }

  /** Ticks on every whole second of the floor, at most four times a real second. */
  #beat(connection: BoardConnection): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      this.#tick(connection);
      const into = connection.clock.known ? connection.clock.at(performance.now()) % 1000 : 0;
      timer = setTimeout(next, Math.max(250, (1000 - into) / connection.clock.speed));
    };
    timer = setTimeout(next, 250);
    return () => clearTimeout(timer);
  }
}

function announcePainted(detail: PaintedDetail): void {
  requestAnimationFrame(() => {
    setTimeout(() => window.dispatchEvent(new CustomEvent<PaintedDetail>('floorlight:painted', { detail })));
  });
}
