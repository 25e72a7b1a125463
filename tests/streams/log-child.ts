// Run as a process of its own, until it is killed: `append` adds lines one by one and prints each n once it is
// acknowledged; `group` reads as a group, acknowledges the first entry and prints all it was given; `follow` prints
// the n of every line that a reader-only opening of the embedded log gives.
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { openEmbeddedLogReader } from '#lib/streams/embedded-reader.ts';
import { openRedisLog } from '#lib/streams/redis-log.ts';
import { lineOf } from './log-lines.ts';

export type ChildOptions = {
  task: 'append' | 'group' | 'follow';
} & ({ kind: 'embedded'; directory: string } | { kind: 'redis'; url: string; prefix: string });

const options = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const say = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const sequenceOf = (line: string): number => (JSON.parse(line) as { n: number }).n;

const openReader = () =>
  options.kind === 'embedded' ? openEmbeddedLogReader(options) : openRedisLog({ ...options, consumer: 'reader' });
const openWriter = () =>
  options.kind === 'embedded'
    ? openEmbeddedLog({ directory: options.directory, now: Date.now })
    : openRedisLog({ ...options, consumer: 'writer' });

if (options.task === 'append') {
  const log = openWriter();
  for (let n = 1; ; n += 1) {
    await log.append([lineOf(n)]);
    say(n);
  }
} else if (options.task === 'group') {
  const group = await openReader().group('history');
  for (let first = true; ;) {
    const entries = await group.read(100, 1000);
    if (first && entries.length > 0) {
      await group.acknowledge(entries.slice(0, 1));
      first = false;
    }
    for (const entry of entries) for (const line of entry.lines) say(sequenceOf(line));
  }
} else {
  const tail = openReader().tail({});
  say('ready');
  for (;;) for (const { lines } of await tail.read(100, 1000)) for (const line of lines) say(sequenceOf(line));
}
