import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { openAccess, type Access } from '#lib/access/access.ts';
import { SYSTEM } from '#lib/access/rights.ts';
import { createHub, type Hub } from '#lib/hub/hub.ts';
import type { HubLimits } from '#lib/hub/limits.ts';
import type { TopicQuestion } from '#lib/hub/topic.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';
import type { BoardState, ClientMessage, ServerMessage } from '#lib/wire/messages.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { waitUntil } from '../support/wait-until.ts';

export const PASSWORD = 'a-long-test-password';
const REAL_CLOCK = { now: Date.now, speed: 1 };

/** A subscription that the hub holds in the engine; the test is the engine and pushes states. */
export interface EngineTopic {
  question: TopicQuestion;
  push(state: BoardState): void;
  closed: boolean;
}

export interface HubServer {
  hub: Hub;
  access: Access;
  port: number;
  readToken: string;
  topics: EngineTopic[];
  /** Makes the engine refuse subscriptions. */
  setEngineDown(down: boolean): void;
  connect(headers?: Record<string, string>): TestViewer;
  stop(): Promise<void>;
}

/** A WebSocket client that keeps what it hears. */
export interface TestViewer {
  socket: WebSocket;
  heard: ServerMessage[];
  closed: { code: number } | null;
  refused: number | null;
  say(message: ClientMessage | string): void;
  /** The first message from the given place on that fits. */
  next<T extends ServerMessage['type']>(type: T, from?: number): Promise<Extract<ServerMessage, { type: T }>>;
  opened(): Promise<void>;
}

export async function startHub(limits: Partial<HubLimits> = {}): Promise<HubServer> {
  const directory = makeTempDir('hub');
  const store = openEmbeddedStore({ directory, clock: REAL_CLOCK });
  const access = await openAccess({
    store,
    clock: REAL_CLOCK,
    origin: null,
    onProblem: (error) => console.error(error),
  });
  await access.start({ adminPassword: PASSWORD });
  const { secret } = await access.tokens.make(
    { name: 'wall', kind: 'read', scope: { sites: 'all', teams: 'all' } },
    SYSTEM,
  );
  const topics: EngineTopic[] = [];
  let down = false;
  const hub = createHub({
    openTopic: (question, onState) => {
      if (down) throw new Error('no engine');
      const topic: EngineTopic = { question, push: onState, closed: false };
      topics.push(topic);
      return () => {
        topic.closed = true;
      };
    },
    access,
    clock: REAL_CLOCK,
    limits,
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    if (hub.matches(request)) void hub.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const viewers: TestViewer[] = [];
  return {
    hub,
    access,
    port,
    readToken: secret,
    topics,
    setEngineDown: (value) => {
      down = value;
    },
    connect(headers = { authorization: `Bearer ${secret}` }) {
      const viewer = connectViewer(port, headers);
      viewers.push(viewer);
      return viewer;
    },
    async stop() {
      await hub.stop();
      for (const { socket } of viewers) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
      await access.close();
      await store.close();
      removeTempDir(directory);
    },
  };
}

function connectViewer(port: number, headers: Record<string, string>): TestViewer {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/stream`, { headers });
  const viewer: TestViewer = {
    socket,
    heard: [],
    closed: null,
    refused: null,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: (type, from = 0) =>
      waitUntil(() => viewer.heard.slice(from).find((message) => message.type === type), {
        what: `a ${type}`,
        everyMs: 2,
      }) as never,
    opened: async () => {
      await viewer.next('hello');
    },
  };
  socket.on('message', (data) => viewer.heard.push(JSON.parse(String(data)) as ServerMessage));
  socket.on('close', (code) => {
    viewer.closed = { code };
  });
  socket.on('unexpected-response', (_request, response) => {
    viewer.refused = response.statusCode ?? 0;
    response.resume();
    socket.terminate();
  });
  socket.on('error', () => {});
  return viewer;
}

/** A state of the inbound board with one number. */
export const boardState = (asOf: number, depth: number | null, rest: Partial<BoardState> = {}): BoardState => ({
  asOf,
  tiles: {
    queue_depth: { rows: [{ queue_depth: depth }], samples: [{}], target: null },
    service_level: {
      rows: [{ service_level: 0.8 }],
      samples: [{ service_level: 100 }],
      target: { target: 0.8, breach: 0.7, marks: [] },
    },
  },
  freshness: { lastEventAt: asOf, gaps: 0, complete: true, disconnected: [], simulated: false },
  names: {},
  ...rest,
});
