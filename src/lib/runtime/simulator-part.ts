import { Worker } from 'node:worker_threads';
import type { EventLog } from '../streams/event-log.ts';
import type { Logger } from './logger.ts';
import { openRpc } from './rpc.ts';
import type { SimulatorApi, SimulatorListener, SimulatorSettings } from './simulator-api.ts';

/** The simulated floor in its thread. */
export interface SimulatorPart {
  readonly preset: string;
  readonly running: boolean;
  stop(): Promise<void>;
}

export function startSimulator(
  settings: SimulatorSettings,
  log: Pick<EventLog, 'append'>,
  logger: Logger,
): SimulatorPart {
  const worker = new Worker(new URL('./simulator-worker.ts', import.meta.url), { workerData: settings });
  let running = true;
  const listener: SimulatorListener = {
    append: (lines) => log.append(lines),
    problem: (message) => logger.warn({ message }, 'The simulated floor could not append; it tries again.'),
  };
  const rpc = openRpc<SimulatorApi>(
    { post: (message) => worker.postMessage(message), onMessage: (heard) => worker.on('message', heard) },
    listener as never,
  );
  worker.on('error', (error) => logger.error({ err: error }, 'The simulated floor failed and stands still.'));
  worker.on('exit', () => {
    running = false;
    rpc.end('The simulated floor has ended.');
  });
  return {
    preset: settings.preset,
    get running() {
      return running;
    },
    async stop() {
      if (!running) return;
      await rpc.call('stop').catch(() => {});
      await worker.terminate();
    },
  };
}
