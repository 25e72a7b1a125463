import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EventLog } from '../streams/event-log.ts';
import type { Logger } from './logger.ts';
import type { Places } from './places.ts';
import { openRpc, type Rpc } from './rpc.ts';
import type { WarehouseApi, WarehouseListener } from './warehouse-api.ts';

const RESTART_AFTER_MS = 1_000;
const STOP_WITHIN_MS = 15_000;

/** The warehouse in its process: started again when it ends. */
export interface WarehousePart {
  /** Migrated and answering. */
  readonly ready: boolean;
  call: Rpc<WarehouseApi>['call'];
  stop(): Promise<void>;
}

/** Starts the process that holds the warehouse, and writes history into it where `writesHistory`. */
export function startWarehouse(
  places: Places,
  writesHistory: boolean,
  log: Pick<EventLog, 'bury'>,
  logger: Logger,
): WarehousePart {
  let stopping = false;
  let current = launch();

  function launch(): { child: ChildProcess; rpc: Rpc<WarehouseApi>; ready: boolean } {
    const child = fork(
      fileURLToPath(new URL('./warehouse-process.ts', import.meta.url)),
      [JSON.stringify({ ...places, writesHistory })],
      {
        serialization: 'advanced',
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const listener: WarehouseListener = {
      bury: (letters) => log.bury(letters),
      ready: () => {
        part.ready = true;
        logger.info('The warehouse is ready.');
      },
      problem: (message) =>
        logger.error({ message }, 'History waits; reports are behind until it goes on. Nothing is lost.'),
      // It does not end by itself: an exit waits for the statements that run.
      giveUp: (message) => {
        part.ready = false;
        logger.error({ message }, 'The process of the warehouse cannot go on and is killed.');
        child.kill('SIGKILL');
      },
    };
    const rpc = openRpc<WarehouseApi>(
      {
        post: (message) => void (child.connected && child.send(message as never)),
        onMessage: (heard) => child.on('message', heard),
      },
      listener as never,
    );
    const part = { child, rpc, ready: false };
    child.on('exit', (code, signal) => {
      part.ready = false;
      rpc.end('The warehouse is being started again; ask again in a moment.');
      if (stopping) return;
      logger.error({ code, signal }, 'The warehouse ended; it is started again. Reports wait, nothing is lost.');
      setTimeout(() => {
        if (!stopping) current = launch();
      }, RESTART_AFTER_MS);
    });
    return part;
  }

  return {
    get ready() {
      return current.ready;
    },
    call: (...args) => current.rpc.call(...args),
    async stop() {
      stopping = true;
      const { child, rpc } = current;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await rpc
        .call('stop')
        .catch((error: unknown) => logger.warn({ err: error }, 'The warehouse did not stop cleanly.'));
      // It is gone already where it was killed for being late.
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(late);
    },
  };
}
