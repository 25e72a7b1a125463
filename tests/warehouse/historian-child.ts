// Run as a process of its own, until it is killed or the log is written to its end: a historian from the embedded log of
// DIRECTORY/log into the embedded warehouse of DIRECTORY/warehouse. Prints the lines written after every batch.
import { openEmbeddedLogReader } from '#lib/streams/embedded-reader.ts';
import { createHistorian } from '#lib/warehouse/historian.ts';
import { migrate } from '#lib/warehouse/migrate.ts';
import { openWarehouse } from '#lib/warehouse/warehouse.ts';

const directory = process.argv[2];
if (directory === undefined) throw new Error('usage: historian-child.ts DIRECTORY');
const log = openEmbeddedLogReader({ directory: `${directory}/log` });
const warehouse = await openWarehouse({ directory: `${directory}/warehouse` });
await migrate(warehouse);
const group = await log.group('history');
const historian = createHistorian({
  warehouse,
  group,
  bury: async () => undefined,
  limits: { linesPerBatch: 150, batchMs: 20, recentKeys: 5 },
  onProgress: ({ lines }) => process.stdout.write(`${lines}\n`),
});
const running = historian.run();
while ((await historian.lag()) !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
await historian.stop();
await running;
await warehouse.close();
await log.close();
