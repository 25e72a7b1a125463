import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Access, CallerHeaders, Revocation } from '../access/access.ts';
import type { Identity } from '../access/identity.ts';
import { admission } from '../access/route-rights.ts';
import { boardById } from '../boards/inbound-floor.ts';
import type { Clock } from '../time/clock.ts';
import { readClientMessage } from '../wire/client-message.ts';
import { CLOSE, WIRE_VERSION, type ClientMessage, type ServerMessage } from '../wire/messages.ts';
import { PROBLEM_MEDIA_TYPE, problem, type ProblemKind } from '../wire/problem.ts';
import { HUB_LIMITS, type HubLimits } from './limits.ts';
import { narrowedScope } from './narrowed-scope.ts';
import { SharedTopic, type HubCounters, type OpenTopic } from './shared-topic.ts';
import { topicKey } from './topic.ts';
import { Viewer } from './viewer.ts';

const STREAM_PATH = '/api/v1/stream';

export interface HubOptions {
  openTopic: OpenTopic;
  access: Pick<Access, 'authenticate' | 'onRevoked' | 'displays'>;
  /** The clock of the floor: viewers show its time. */
  clock: Clock;
  limits?: Partial<HubLimits>;
  /** Told of failures that are no fault of a viewer. */
  onFailure?: (error: unknown) => void;
}

export interface HubStats extends HubCounters {
  viewers: number;
  topics: number;
}

/** The open sockets, and what they look at. */
export interface Hub {
  /** Whether this upgrade is for the hub. */
  matches(request: IncomingMessage): boolean;
  /** For the `upgrade` event of the http server. Never throws. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  stats(): HubStats;
  /** Closes every socket with 1001; before `server.close()`. */
  stop(): Promise<void>;
}

/** `WS /api/v1/stream`: who may look, at what, and the states on their way to the screens. */
export function createHub({ openTopic, access, clock, onFailure = () => {}, ...options }: HubOptions): Hub {
  const limits: HubLimits = { ...HUB_LIMITS, ...options.limits };
  const counters: HubCounters = { sent: 0, skipped: 0, closedSlow: 0 };
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const viewers = new Set<Viewer>();
  const topics = new Map<string, SharedTopic>();
  let stopping = false;

  const tell = (viewer: Viewer, message: ServerMessage): void => viewer.send(JSON.stringify(message));

  const topicFor = (board: string, scope: Identity['scope']): SharedTopic => {
    const question = { board, scope };
    const key = topicKey(question);
    let topic = topics.get(key);
    if (topic === undefined) {
      const onEmpty = (empty: SharedTopic): void => {
        topics.delete(empty.key);
        empty.close();
      };
      topic = new SharedTopic({ question, openTopic, now: () => clock.now(), counters, limits, onEmpty });
      topics.set(key, topic);
    }
    return topic;
  };

  const unsubscribe = (viewer: Viewer, request: number): void => {
    const subscription = viewer.subscriptions.get(request);
    if (subscription === undefined) return;
    viewer.subscriptions.delete(request);
    subscription.topic.remove(subscription);
  };

  const subscribe = (viewer: Viewer, message: Extract<ClientMessage, { type: 'subscribe' }>): void => {
    const { request, board, resume } = message;
    const refuse = (code: 'unknown_board' | 'forbidden' | 'engine_down', detail: string): void =>
      tell(viewer, { type: 'problem', request, code, detail });
    if (boardById(board) === null) return refuse('unknown_board', `There is no board "${board}".`);
    if (viewer.identity.board !== null && viewer.identity.board !== board) {
      return refuse('forbidden', `This display shows the board "${viewer.identity.board}" only.`);
    }
    const scope = narrowedScope(viewer.identity.scope, message.scope);
    if (scope === null) return refuse('forbidden', 'This identity may not see all of the sites asked.');
    if (!viewer.subscriptions.has(request) && viewer.subscriptions.size >= limits.subscriptionsPerViewer) {
      return viewer.close(CLOSE.badMessage, 'too many subscriptions');
    }
    let topic: SharedTopic;
    try {
      topic = topicFor(board, scope);
    } catch (error) {
      onFailure(error);
      return refuse('engine_down', 'The engine gives no numbers at present.');
    }
    unsubscribe(viewer, request);
    const subscription = { request, topic, behind: false };
    viewer.subscriptions.set(request, subscription);
    topic.add(viewer, subscription, resume);
  };

  const hear = (viewer: Viewer, data: RawData, binary: boolean): void => {
    viewer.allowance -= 1;
    if (viewer.allowance < 0) return viewer.close(CLOSE.badMessage, 'too many messages');
    const message = binary ? null : readClientMessage(String(data));
    if (message === null) return viewer.close(CLOSE.badMessage, 'not a message of this protocol');
    if (message.type === 'ping') tell(viewer, { type: 'pong', id: message.id, serverNow: clock.now() });
    else if (message.type === 'unsubscribe') unsubscribe(viewer, message.request);
    else subscribe(viewer, message);
  };

  const onRoom = (viewer: Viewer): void => {
    viewer.behindSince = null;
    for (const subscription of viewer.subscriptions.values()) {
      if (subscription.behind) subscription.topic.catchUp(viewer, subscription);
    }
  };

  const admit = (socket: WebSocket, identity: Identity, headers: CallerHeaders): void => {
    const viewer = new Viewer({ socket, identity, headers, limits, onRoom });
    viewers.add(viewer);
    socket.on('message', (data, binary) => hear(viewer, data, binary));
    socket.on('pong', () => {
      viewer.alive = true;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      viewers.delete(viewer);
      for (const request of [...viewer.subscriptions.keys()]) unsubscribe(viewer, request);
    });
    tell(viewer, {
      type: 'hello',
      version: WIRE_VERSION,
      serverNow: clock.now(),
      speed: clock.speed,
      pingAfterMs: limits.pingAfterMs,
    });
  };

  const everySecond = setInterval(() => {
    const now = performance.now();
    for (const viewer of viewers) {
      viewer.allowance = limits.messagesPerSecond;
      if (viewer.behindSince !== null && now - viewer.behindSince >= limits.slowMs) {
        counters.closedSlow += 1;
        viewer.behindSince = null;
        viewer.close(CLOSE.tooSlow, 'the socket was not read');
      }
    }
  }, 1_000);
  const heartbeat = setInterval(() => {
    for (const viewer of viewers) {
      if (!viewer.alive) {
        viewer.socket.terminate();
        continue;
      }
      viewer.alive = false;
      if (viewer.identity.kind === 'display') access.displays.seen(viewer.identity.id);
      viewer.socket.ping();
    }
  }, limits.heartbeatMs);

  const revoke = (viewer: Viewer): void => viewer.close(CLOSE.identityRevoked, 'signed out or revoked');
  const stopHearing = access.onRevoked(({ kind, id }: Revocation) => {
    for (const viewer of viewers) if (viewer.identity.kind === kind && viewer.identity.id === id) revoke(viewer);
  });
  /** The session of a person also ends by itself or by a sign-out; a store that cannot be asked ends none. */
  let rechecking = false;
  const recheck = setInterval(() => {
    if (rechecking) return;
    rechecking = true;
    void (async () => {
      for (const viewer of [...viewers]) {
        if (viewer.identity.kind !== 'person') continue;
        const identity = await access.authenticate(viewer.headers);
        if (identity === null || identity.id !== viewer.identity.id) revoke(viewer);
      }
    })()
      .catch(onFailure)
      .finally(() => {
        rechecking = false;
      });
  }, limits.recheckMs);
  for (const timer of [everySecond, heartbeat, recheck]) timer.unref();

  return {
    matches: (request) => (request.url ?? '').split('?', 1)[0] === STREAM_PATH,
    async handleUpgrade(request, socket, head) {
      const quiet = (): void => {};
      socket.on('error', quiet);
      const { authorization, cookie, origin, host } = request.headers;
      const headers: CallerHeaders = { authorization, cookie, origin, host };
      try {
        if (stopping || viewers.size >= limits.viewers) {
          return refuseUpgrade(socket, 'unavailable', stopping ? 'The server stops.' : 'Too many sockets are open.');
        }
        const identity = await access.authenticate(headers);
        const verdict = admission(identity, 'WS', STREAM_PATH);
        if (identity === null || verdict === 'sign_in') {
          return refuseUpgrade(socket, 'unauthenticated', 'Sign in, or send a read token.');
        }
        if (verdict !== 'granted') return refuseUpgrade(socket, 'forbidden', 'This identity may not see boards.');
        if (stopping) return refuseUpgrade(socket, 'unavailable', 'The server stops.');
        socket.off('error', quiet);
        server.handleUpgrade(request, socket, head, (opened) => admit(opened, identity, headers));
      } catch (error) {
        onFailure(error);
        refuseUpgrade(socket, 'unavailable', 'Who asks cannot be checked at present.');
      }
    },
    stats: () => ({ viewers: viewers.size, topics: topics.size, ...counters }),
    async stop() {
      stopping = true;
      stopHearing();
      for (const timer of [everySecond, heartbeat, recheck]) clearInterval(timer);
      const gone = [...viewers].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const viewer of viewers) viewer.close(CLOSE.goingAway, 'the server stops');
      await Promise.all(gone);
      for (const topic of topics.values()) topic.close();
      topics.clear();
      server.close();
    },
  };
}

/** Answers an upgrade that is not granted, in the clear: a browser shows the status in its tools. */
function refuseUpgrade(socket: Duplex, kind: ProblemKind, detail: string): void {
  const body = problem(kind, detail);
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${body.status} ${body.title}`,
    'Connection: close',
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
