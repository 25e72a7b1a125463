import type { Appended } from '#lib/streams/event-log.ts';

/** A line of the contract as the ingest would append it; all to one shard. */
export function appended(line: string): Appended {
  const { p, e, n, at } = JSON.parse(line) as Appended;
  return { p, e, n, at, shard: 'cs', line };
}
