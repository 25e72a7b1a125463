import { hostname } from 'node:os';
import { runReport } from '../reports/run-report.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import { createHistorian } from '../warehouse/historian.ts';
import { migrate } from '../warehouse/migrate.ts';
import { openWarehouse } from '../warehouse/warehouse.ts';
import { openReader, type Places } from './places.ts';
import { openRpc, type Rpc } from './rpc.ts';
import type { WarehouseApi, WarehouseListener } from './warehouse-api.ts';

// The embedded engine is native code: in a process of its own, a crash of it costs a restart of this process and no
// more, and a heavy report delays no frame on the wall.
const places = JSON.parse(process.argv[2]!) as Places & { writesHistory: boolean };

const api: WarehouseApi = {
  report: async (question, asOfMs) => runReport(await warehouse, question, asOfMs),
  dimensions: async () => dimensionVersions(await warehouse),
  async status() {
    const progress = historian?.progress();
    return {
      lag: historian ? await historian.lag() : null,
      events: progress?.events ?? 0,
      invalid: progress?.invalid ?? 0,
      conflicts: progress?.conflicts ?? 0,
      linesPerSecond: progress?.linesPerSecond ?? null,
      trouble: progress?.trouble?.message ?? null,
    };
  },
  stop,
};
const rpc: Rpc<WarehouseListener> = openRpc(
  {
    post: (message) => void (process.connected && process.send!(message)),
    onMessage: (listener) => process.on('message', listener),
  },
  api as never,
);
const problem = (error: unknown): void => rpc.tell('problem', String(error instanceof Error ? error.message : error));

const warehouse = openWarehouse(places.warehouse).then(async (opened) => {
  await migrate(opened);
  return opened;
});
const reader = places.writesHistory ? openReader(places, `historian-${hostname()}`, problem) : null;
const historian = reader
  ? createHistorian({
      warehouse: await warehouse,
      group: await reader.group('historian'),
      bury: (letters) => rpc.call('bury', letters),
      onProgress: ({ trouble }) => {
        if (trouble) problem(trouble);
      },
    })
  : null;
await warehouse;
rpc.tell('ready');
// Without history the numbers of reports stop moving: end, and be started again by whoever watches this process.
historian?.run().catch((error: unknown) => {
  problem(error);
  process.exit(1);
});

async function stop(): Promise<void> {
  await historian?.stop();
  await reader?.close();
  await (await warehouse).close();
}

// The parent is gone (kill -9): nobody answers for us any more. What is not acknowledged comes again at the next start.
process.on('disconnect', () => process.exit(0));
// An interrupt in the terminal reaches the whole group; the parent says when to stop.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
