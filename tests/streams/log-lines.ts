import type { Appended, DeadLetter, EventLog, LogEntry, LogGroup, LogTail } from '#lib/streams/event-log.ts';

/** A line of one producer epoch; `say` tells two contents of the same n apart. */
export function lineOf(n: number, { p = 'sip-cs-01', e = 1_753_142_000_000, shard = 'cs', say = '' } = {}): Appended {
  const at = 1_753_146_000_000 + n;
  const line = JSON.stringify({ v: 1, t: 'ix.started', p, e, n, at, d: { site: shard, ix: `客${n}${say}` } });
  return { p, e, n, at, shard, line };
}

export const linesOf = (from: number, to: number, options?: Parameters<typeof lineOf>[1]): Appended[] =>
  Array.from({ length: to - from + 1 }, (_, place) => lineOf(from + place, options));

export const refused = (identity: DeadLetter['identity'], line = '{'): DeadLetter => ({
  shard: 'cs',
  receivedAt: 1_753_146_000_000,
  code: 'not_json',
  message: 'The line is not JSON.',
  line,
  identity,
});

/** Reads until `count` lines have come; throws after 10 s. */
export async function readLines(reader: LogTail | LogGroup, count: number): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  const deadline = performance.now() + 10_000;
  for (let lines = 0; lines < count;) {
    const read = await reader.read(100, 1000);
    entries.push(...read);
    lines += read.reduce((sum, entry) => sum + entry.lines.length, 0);
    if (performance.now() > deadline) throw new Error(`Only ${lines} of ${count} lines came within 10 s.`);
  }
  return entries;
}

/** All lines that stand in the log now, in the order of each shard. */
export async function contentOf(log: EventLog): Promise<string[]> {
  const tail = log.tail({});
  const lines: string[] = [];
  for (let read = await tail.read(1000, 0); read.length > 0; read = await tail.read(1000, 0)) {
    lines.push(...read.flatMap((entry) => entry.lines));
  }
  await tail.close();
  return lines;
}
