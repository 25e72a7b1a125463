import type { WebSocket } from 'ws';
import type { CallerHeaders } from '../access/access.ts';
import type { Identity } from '../access/identity.ts';
import type { CloseCode } from '../wire/messages.ts';
import type { HubLimits } from './limits.ts';

/** What a viewer can look at. */
export interface Watched {
  remove(subscription: Subscription): void;
  /** Sends the whole present state to a viewer that skipped some and has room again. */
  catchUp(viewer: Viewer, subscription: Subscription): void;
}

/** One subscription of a viewer. */
export interface Subscription {
  request: number;
  topic: Watched;
  /** Something was not sent because the socket was full: the whole present state follows when there is room. */
  behind: boolean;
}

/** One open socket. */
export class Viewer {
  readonly socket: WebSocket;
  readonly identity: Identity;
  readonly headers: CallerHeaders;
  /** By the client's request number. */
  readonly subscriptions = new Map<number, Subscription>();
  /** ms of the monotonic clock at which it stopped keeping up; null while it keeps up. */
  behindSince: number | null = null;
  /** Whether the socket has answered since the last heartbeat. */
  alive = true;
  /** Messages that the client may still send in this second. */
  allowance: number;
  readonly #limits: HubLimits;
  readonly #onRoom: (viewer: Viewer) => void;

  constructor(given: {
    socket: WebSocket;
    identity: Identity;
    headers: CallerHeaders;
    limits: HubLimits;
    onRoom: (viewer: Viewer) => void;
  }) {
    this.socket = given.socket;
    this.identity = given.identity;
    this.headers = given.headers;
    this.#limits = given.limits;
    this.#onRoom = given.onRoom;
    this.allowance = given.limits.messagesPerSecond;
  }

  /** Whether the socket takes more; when not, it is asked again after what it holds was written. */
  get hasRoom(): boolean {
    return this.socket.bufferedAmount <= this.#limits.fullBytes;
  }

  send(data: string | Buffer): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(data, { binary: false }, () => {
      if (this.behindSince !== null && this.socket.bufferedAmount <= this.#limits.fullBytes / 2) this.#onRoom(this);
    });
  }

  /** Closes with a reason; a socket that does not answer the close is ended. */
  close(code: CloseCode, reason: string): void {
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), this.#limits.closeWithinMs).unref();
  }
}
