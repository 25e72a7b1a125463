import { applyBoardDelta } from '../wire/board-delta.ts';
import type { BoardScope } from '../wire/messages.ts';
import { CLOSE, WIRE_VERSION, type BoardState, type ClientMessage, type ServerMessage } from '../wire/messages.ts';
import { reconnectDelayMs } from './backoff.ts';
import { ServerClock } from './server-clock.ts';

/** What a viewer is told about the connection. */
export type Phase =
  /** No answer yet since the page was opened. */
  | 'connecting'
  | 'live'
  /** The socket is open but silent, and a ping is out. */
  | 'stale'
  /** No socket; the next try is planned. */
  | 'offline'
  /** The server answers, but not with this board (see `problem`). */
  | 'problem'
  /** The identity is gone; nothing is shown any more. */
  | 'revoked';

export type BoardProblem = Extract<ServerMessage, { type: 'problem' }>;

/** What stands at one moment; a new object on every change. */
export interface BoardFeed {
  phase: Phase;
  state: BoardState | null;
  /** Engine sequence of `state`; 0 before the first. */
  seq: number;
  problem: BoardProblem | null;
}

/** The part of a browser's WebSocket that is used. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: ((closed: { code: number }) => void) | null;
}

export interface ConnectionOptions {
  board: string;
  scope: BoardScope;
  openSocket(): LiveSocket;
  /** Monotonic local milliseconds. */
  localNow(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
  random(): number;
  onFeed(feed: BoardFeed): void;
  /**
   * Asked when a socket was refused before it opened, because a browser does not say why: true where the identity is
   * gone. Rejects or says false where the server cannot be reached.
   */
  isRevoked?(): Promise<boolean>;
}

/** A server that says nothing for so long after a ping is taken for dead, and the socket is dropped. */
const PONG_WITHIN_MS = 4_000;
/** A ping that is not answered in this time is shown. */
const SLOW_AFTER_MS = 1_000;
/** Until a hello comes, nobody knows after how much silence to ping. */
const HELLO_WITHIN_MS = 8_000;
/** The engine is down or the board unknown: ask again after so long. */
const ASK_AGAIN_MS = 5_000;

/**
 * One board over one socket, for as long as the page lives: subscribes, applies deltas, asks after silence, reconnects
 * with backoff, resumes where it was. Messages of sockets and of requests that are no longer the present ones change
 * nothing.
 */
export class BoardConnection {
  readonly clock = new ServerClock();
  readonly #options: ConnectionOptions;
  #feed: BoardFeed = { phase: 'connecting', state: null, seq: 0, problem: null };
  #socket: LiveSocket | null = null;
  #stream: string | null = null;
  #request = 0;
  #pings = 0;
  #failures = 0;
  #pingAfterMs = HELLO_WITHIN_MS;
  #closed = false;
  #cancelWatch: () => void = () => {};
  #cancelRetry: () => void = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get feed(): BoardFeed {
    return this.#feed;
  }

  /** Opens the first socket. */
  open(): void {
    this.#connect();
  }

  /** Tries at once, where a try is only planned: the browser said that the network is back or the page is seen again. */
  wake(): void {
    if (this.#closed || this.#socket !== null || this.#feed.phase === 'revoked') return;
    this.#cancelRetry();
    this.#connect();
  }

  /** Ends it for good. */
  close(): void {
    this.#closed = true;
    this.#cancelRetry();
    this.#drop();
  }

  #connect(): void {
    const socket = this.#options.openSocket();
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#hear(data);
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return;
      this.#drop();
      if (code === CLOSE.identityRevoked) this.#meetRevocation();
      else this.#retry(opened);
    };
    this.#watch(HELLO_WITHIN_MS, () => this.#abandon(socket));
  }

  /** Forgets the present socket; what it may still say is not heard. */
  #drop(): void {
    this.#cancelWatch();
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #abandon(socket: LiveSocket): void {
    if (socket !== this.#socket) return;
    this.#drop();
    this.#retry(true);
  }

  #retry(opened: boolean): void {
    this.#publish({ phase: this.#feed.state === null && this.#failures === 0 ? 'connecting' : 'offline' });
    const delay = reconnectDelayMs(this.#failures, this.#options.random());
    this.#failures += 1;
    this.#cancelRetry = this.#options.after(delay, () => {
      if (this.#closed) return;
      if (opened || this.#options.isRevoked === undefined) this.#connect();
      else void this.#askThenConnect();
    });
  }

  /** The numbers go at once; whether the identity is gone or only changed, the server says. */
  #meetRevocation(): void {
    this.#stream = null;
    this.#publish({ phase: 'connecting', state: null, seq: 0 });
    if (this.#options.isRevoked === undefined) this.#revoke();
    else void this.#askThenConnect();
  }

  async #askThenConnect(): Promise<void> {
    const revoked = await this.#options.isRevoked?.().catch(() => false);
    if (this.#closed || this.#socket !== null) return;
    if (revoked) this.#revoke();
    else this.#connect();
  }

  #revoke(): void {
    this.#stream = null;
    this.#publish({ phase: 'revoked', state: null, seq: 0 });
  }

  #hear(data: unknown): void {
    const message = readMessage(data);
    if (message === null) return;
    if ('serverNow' in message && message.type !== 'hello') {
      this.clock.observe(message.serverNow, this.#options.localNow());
    }
    if (message.type === 'hello') this.#greet(message);
    else if (message.type === 'snapshot' && message.request === this.#request) {
      this.#stream = message.stream;
      this.#failures = 0;
      this.#publish({ phase: 'live', state: message.state, seq: message.seq, problem: null });
    } else if (message.type === 'delta' && message.request === this.#request) this.#applyDelta(message);
    else if (message.type === 'problem' && (message.request === null || message.request === this.#request)) {
      this.#meetProblem(message);
    } else if (message.type === 'pong' && this.#feed.phase === 'stale') this.#publish({ phase: 'live' });
    this.#watch(this.#pingAfterMs, () => this.#ping());
  }

  #greet(hello: Extract<ServerMessage, { type: 'hello' }>): void {
    this.clock.restart(hello.serverNow, hello.speed, this.#options.localNow());
    this.#pingAfterMs = hello.pingAfterMs;
    if (hello.version === WIRE_VERSION) this.#subscribe();
  }

  #subscribe(): void {
    this.#request += 1;
    const { board, scope } = this.#options;
    const resume =
      this.#stream === null || this.#feed.state === null
        ? {}
        : { resume: { stream: this.#stream, seq: this.#feed.seq } };
    this.#send({ type: 'subscribe', request: this.#request, board, scope, ...resume });
    if (this.#feed.state !== null) this.#publish({ phase: 'live', problem: null });
  }

  #applyDelta(message: Extract<ServerMessage, { type: 'delta' }>): void {
    const { state, seq } = this.#feed;
    if (state === null || message.seq <= seq) return;
    this.#failures = 0;
    this.#publish({ phase: 'live', state: applyBoardDelta(state, message.delta), seq: message.seq, problem: null });
  }

  #meetProblem(problem: BoardProblem): void {
    this.#publish({ phase: 'problem', problem });
    const socket = this.#socket;
    this.#cancelRetry();
    this.#cancelRetry = this.#options.after(ASK_AGAIN_MS, () => {
      if (socket !== null && socket === this.#socket && this.#feed.phase === 'problem') this.#subscribe();
    });
  }

  #ping(): void {
    const socket = this.#socket;
    if (socket === null) return;
    this.#pings += 1;
    this.#send({ type: 'ping', id: this.#pings });
    this.#watch(SLOW_AFTER_MS, () => {
      if (this.#feed.phase === 'live') this.#publish({ phase: 'stale' });
      this.#watch(PONG_WITHIN_MS - SLOW_AFTER_MS, () => this.#abandon(socket));
    });
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #watch(ms: number, callback: () => void): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#options.after(ms, callback);
  }

  #publish(change: Partial<BoardFeed>): void {
    this.#feed = { ...this.#feed, ...change };
    this.#options.onFeed(this.#feed);
  }
}

/** The server's words; null for what is not one of them, so that a newer server may say more. */
function readMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed ? (parsed as ServerMessage) : null;
  } catch {
    return null;
  }
}
