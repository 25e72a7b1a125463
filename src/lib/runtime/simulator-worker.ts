import { parentPort, workerData } from 'node:worker_threads';
import { createFloor } from '../sources/simulator/floor.ts';
import { runSimulatedFloor } from '../sources/simulator/paced-floor.ts';
import { PRESETS } from '../sources/simulator/presets/index.ts';
import type { Appended } from '../streams/event-log.ts';
import { replayClock } from '../time/clock.ts';
import { openRpc, type Rpc } from './rpc.ts';
import { type SimulatorApi, type SimulatorListener, type SimulatorSettings } from './simulator-api.ts';

const { preset: presetId, speed, seed, startAt, epoch, historyMs } = workerData as SimulatorSettings;
const preset = PRESETS[presetId];
if (!preset) throw new Error(`There is no simulator preset ${presetId}.`);

const stopping = new AbortController();
const api: SimulatorApi = {
  async stop() {
    stopping.abort();
    await running;
  },
};
const rpc: Rpc<SimulatorListener> = openRpc(
  { post: (message) => parentPort!.postMessage(message), onMessage: (listener) => parentPort!.on('message', listener) },
  api as never,
);
const running = runSimulatedFloor({
  floor: createFloor(preset, { seed, startAt, epoch, historyMs }),
  clock: replayClock({ startAt, realStartAt: epoch, speed }, Date.now),
  append: (lines: Appended[]) => rpc.call('append', lines),
  signal: stopping.signal,
  onError: (error) => rpc.tell('problem', String(error instanceof Error ? error.message : error)),
});
