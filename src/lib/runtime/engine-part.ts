import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { OpenTopic } from '../hub/shared-topic.ts';
import type { TopicQuestion } from '../hub/topic.ts';
import type { LiveAtClose } from '../metrics/live-at-close.ts';
import type { BoardState } from '../wire/messages.ts';
import type { Appended } from '../streams/event-log.ts';
import type { EngineApi, EngineListener, EngineSettings } from './engine-api.ts';
import type { Logger } from './logger.ts';
import type { Places } from './places.ts';
import { openRpc, type Rpc } from './rpc.ts';

const YOUNG_GENERATION_MB = 128;
const RESTART_AFTER_MS = 1_000;
const APPEND_AGAIN_MS = 1_000;

/** The engine in its thread: started again when it fails, with the topics that were open. */
export interface EnginePart {
  readonly running: boolean;
  call: Rpc<EngineApi>['call'];
  tell: Rpc<EngineApi>['tell'];
  openTopic: OpenTopic;
  stop(): Promise<void>;
}

export interface EngineOptions {
  places: Places;
  /** Whether this engine tells what it infers: one engine of a log does. */
  infers: boolean;
  /** Puts what it infers into the log. */
  append(lines: readonly Appended[]): Promise<unknown>;
  /** Keeps what the live path says of quarter hours that closed. */
  keepClosed(closed: readonly LiveAtClose[]): Promise<unknown>;
}

export function startEngine({ places, infers, append, keepClosed }: EngineOptions, logger: Logger): EnginePart {
  let appending: Promise<void> = Promise.resolve();
  let keeping: Promise<void> = Promise.resolve();
  const topics = new Map<number, { question: TopicQuestion; onState: (state: BoardState) => void }>();
  let nextTopic = 1;
  let stopping = false;
  let current = launch();

  function launch(): { worker: Worker; rpc: Rpc<EngineApi>; up: boolean } {
    const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
      workerData: { places, infers, epoch: Date.now() } satisfies EngineSettings,
      // What an event leaves behind is dead within milliseconds: with room for it, the collector hardly finds survivors.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const listener: EngineListener = {
      boardState: (topic, state) => topics.get(topic)?.onState(state),
      problem: (message) => logger.error({ message }, 'The engine has a problem; boards may be behind.'),
      broken: (readings) => {
        for (const { invariant, site, of, left, right } of readings)
          logger.warn({ invariant, site, ...of, left, right }, 'An invariant of the numbers is broken; see /truth.');
      },
      closed: (closed) =>
        void (keeping = keeping.then(() => untilDone('What the live path said at close', () => keepClosed(closed)))),
      append: (lines) =>
        void (appending = appending.then(() => untilDone('What the engine inferred', () => append(lines)))),
    };
    const rpc = openRpc<EngineApi>(
      { post: (message) => worker.postMessage(message), onMessage: (heard) => worker.on('message', heard) },
      listener as never,
    );
    const part = { worker, rpc, up: true };
    worker.on('error', (error) => logger.error({ err: error }, 'The engine failed; it is started again.'));
    worker.on('exit', () => {
      part.up = false;
      rpc.end('The engine is being started again; ask again in a moment.');
      if (stopping) return;
      void setTimeout(RESTART_AFTER_MS).then(() => {
        if (!stopping) current = launch();
      });
    });
    for (const [id, { question }] of topics) rpc.tell('openTopic', id, question);
    return part;
  }

  /** In order and until it is done: the sequence of what is inferred has no holes. */
  async function untilDone(what: string, keep: () => Promise<unknown>): Promise<void> {
    while (!stopping) {
      try {
        await keep();
        return;
      } catch (error) {
        logger.warn({ err: error }, `${what} is not kept yet; it is tried again.`);
        await setTimeout(APPEND_AGAIN_MS);
      }
    }
  }

  return {
    get running() {
      return current.up;
    },
    call: (...args) => current.rpc.call(...args),
    tell: (...args) => current.rpc.tell(...args),
    openTopic(question, onState) {
      const id = nextTopic;
      nextTopic += 1;
      topics.set(id, { question, onState });
      current.rpc.tell('openTopic', id, question);
      return () => {
        topics.delete(id);
        current.rpc.tell('closeTopic', id);
      };
    },
    async stop() {
      stopping = true;
      if (current.up)
        await current.rpc
          .call('stop')
          .catch((error: unknown) => logger.warn({ err: error }, 'No checkpoint was written.'));
      await current.worker.terminate();
      await appending;
      await keeping;
    },
  };
}
