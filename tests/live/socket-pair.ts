import {
  BoardConnection,
  type BoardFeed,
  type ConnectionOptions,
  type LiveSocket,
} from '#lib/live/board-connection.ts';
import type { ClientMessage, ServerMessage } from '#lib/wire/messages.ts';

/** The far end of a socket in memory: nothing moves before the test flushes it. */
export class ServerEnd {
  readonly received: ClientMessage[] = [];
  closed = false;
  readonly #near: LiveSocket;
  readonly #toClient: string[] = [];
  readonly #toServer: ClientMessage[] = [];

  constructor() {
    this.#near = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => this.#toServer.push(JSON.parse(text) as ClientMessage),
      close: () => {
        this.closed = true;
      },
    };
  }

  get socket(): LiveSocket {
    return this.#near;
  }

  say(...messages: (ServerMessage | string)[]): this {
    for (const message of messages)
      this.#toClient.push(typeof message === 'string' ? message : JSON.stringify(message));
    return this;
  }

  /** Delivers what was said, then takes what the client answered. */
  flush(): this {
    for (const data of this.#toClient.splice(0)) this.#near.onmessage?.({ data });
    this.received.push(...this.#toServer.splice(0));
    return this;
  }

  open(): this {
    this.#near.onopen?.();
    return this;
  }

  end(code: number): void {
    this.#near.onclose?.({ code });
  }

  /** Handlers as they were set by the client, to speak past a socket that it has dropped. */
  handlers(): Pick<LiveSocket, 'onmessage' | 'onclose'> {
    return { onmessage: this.#near.onmessage, onclose: this.#near.onclose };
  }
}

/** A connection whose time, chance and sockets the test holds. */
export class Bench {
  readonly sockets: ServerEnd[] = [];
  readonly feeds: BoardFeed[] = [];
  revoked = false;
  readonly connection: BoardConnection;
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  constructor(options: Partial<ConnectionOptions> = {}) {
    this.connection = new BoardConnection({
      board: 'inbound',
      scope: { sites: 'all' },
      openSocket: () => {
        const end = new ServerEnd();
        this.sockets.push(end);
        return end.socket;
      },
      localNow: () => this.#now,
      after: (ms, run) => {
        const timer = { at: this.#now + ms, run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
      random: () => 1,
      onFeed: (feed) => this.feeds.push(feed),
      isRevoked: () => Promise.resolve(this.revoked),
      ...options,
    });
  }

  get now(): number {
    return this.#now;
  }

  get timers(): number {
    return this.#timers.length;
  }

  get last(): ServerEnd {
    const end = this.sockets.at(-1);
    if (end === undefined) throw new Error('No socket was opened.');
    return end;
  }

  get phase(): string {
    return this.connection.feed.phase;
  }

  /** Moves time on and runs what falls due, in order, and the promises between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = due.at;
      due.run();
      await settled();
    }
    this.#now = end;
  }
}

/** After every promise that is already resolved. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
