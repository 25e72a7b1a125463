import { join } from 'node:path';
import type { ClockSettings, Clock } from '../time/clock.ts';
import { replayClock } from '../time/clock.ts';
import { openEmbeddedLogReader } from '../streams/embedded-reader.ts';
import type { LogReader } from '../streams/event-log.ts';
import { openRedisLog } from '../streams/redis-log.ts';
import type { WarehouseLocation } from '../warehouse/warehouse.ts';

/** Where the parts find their data, as plain data: handed to workers and child processes. */
export interface Places {
  dataDirectory: string;
  log: { kind: 'embedded'; directory: string } | { kind: 'redis'; url: string; prefix: string };
  warehouse: WarehouseLocation;
  /** Null: the wall clock. */
  clock: ClockSettings | null;
  defaultZone: string;
  logLevel: string;
}

export const checkpointPath = ({ dataDirectory }: Places): string => join(dataDirectory, 'engine.checkpoint');

/** The clock of the floor. */
export const floorClock = ({ clock }: Places): Clock =>
  clock ? replayClock(clock, Date.now) : { now: Date.now, speed: 1 };

/** Opens the log for reading, in a thread or process beside its writer. `consumer` names this reader among those of a group. */
export function openReader(
  { log }: Places,
  consumer: string,
  onError: (error: Error) => void,
): LogReader & { wake?: () => void } {
  return log.kind === 'embedded'
    ? openEmbeddedLogReader({ directory: log.directory })
    : openRedisLog({ url: log.url, consumer, prefix: log.prefix, onError });
}
