import { Redis } from 'ioredis';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import type { Appended, EventLog } from '#lib/streams/event-log.ts';
import { openRedisLog } from '#lib/streams/redis-log.ts';

/** Lines per second of one way to append or read. */
export interface LogFigure {
  what: string;
  perSecond: number;
}

const EPOCH = 1_753_142_000_000;

/** Lines of the size of an ordinary wrap.ended (about 370 characters). */
function batchesOf(producer: string, lines: number, size: number): Appended[][] {
  const line = (n: number): Appended => {
    const at = 1_753_146_231_000 + n;
    const d = {
      site: 'cs',
      ix: `ix${n}`,
      leg: `ix${n}#l1`,
      agent: `a${n % 9000}`,
      team: 't42',
      queue: `q${n % 500}`,
      direction: 'in',
      fn: 'service',
      connectedAt: at - 220_750,
      endedAt: at - 24_800,
      talkMs: 185_950,
      holdMs: 10_000,
      acwMs: 24_800,
      handledMs: 220_750,
      disposition: 'resolved',
      topic: 'repayment',
      subtopic: 'next_due_date',
      resolvedFlag: true,
    };
    return {
      p: producer,
      e: EPOCH,
      n,
      at,
      shard: 'cs',
      line: JSON.stringify({ v: 1, t: 'wrap.ended', p: producer, e: EPOCH, n, at, d }),
    };
  };
  return Array.from({ length: lines / size }, (_, batch) =>
    Array.from({ length: size }, (_, place) => line(batch * size + place + 1)),
  );
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((count / (performance.now() - began)) * 1000);
}

/** Appends per second: one caller with one line at a time, and callers with groups. */
async function appendFigures(log: EventLog): Promise<LogFigure[]> {
  const figures: LogFigure[] = [];
  const ways = [
    { size: 1, callers: 1, lines: 4_000 },
    { size: 1, callers: 64, lines: 40_000 },
    { size: 100, callers: 8, lines: 200_000 },
    { size: 1000, callers: 4, lines: 400_000 },
  ];
  for (const [way, { size, callers, lines }] of ways.entries()) {
    const batches = batchesOf(`bench-${way}`, lines, size).values();
    const rate = await perSecond(lines, async () => {
      const call = async (): Promise<void> => {
        for (const batch of batches) await log.append(batch);
      };
      await Promise.all(Array.from({ length: callers }, call));
    });
    figures.push({ what: `${log.kind} append, ${callers} callers of ${size}`, perSecond: rate });
  }
  return figures;
}

async function readAll(log: EventLog): Promise<{ events: number; rate: number }> {
  const tail = log.tail({});
  let events = 0;
  const began = performance.now();
  for (let entries = await tail.read(200, 0); entries.length > 0; entries = await tail.read(200, 0)) {
    for (const { lines } of entries) {
      for (const line of lines) JSON.parse(line);
      events += lines.length;
    }
  }
  const rate = Math.round((events / (performance.now() - began)) * 1000);
  await tail.close();
  return { events, rate };
}

/** Figures of the embedded log in an empty directory. */
export async function benchEmbeddedLog(directory: string): Promise<LogFigure[]> {
  const log = openEmbeddedLog({ directory, now: Date.now });
  const figures = await appendFigures(log);
  figures.push({ what: 'embedded tail read + JSON.parse', perSecond: (await readAll(log)).rate });
  await log.close();
  return figures;
}

/** Figures of the log in an empty Redis, and how near the tail comes to a bare XREAD + JSON.parse of the same stream. */
export async function benchRedisLog(url: string): Promise<{ figures: LogFigure[]; tailToBareRatio: number }> {
  const log = openRedisLog({ url, consumer: 'bench' });
  const figures = await appendFigures(log);
  const rates: { tail: number; bare: number }[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { events, rate } = await readAll(log);
    rates.push({ tail: rate, bare: await perSecond(events, () => readBare(url)) });
  }
  const best = (of: 'tail' | 'bare'): number => Math.max(...rates.map((round) => round[of]));
  figures.push({ what: 'redis tail read + JSON.parse', perSecond: best('tail') });
  figures.push({ what: 'redis bare XREAD + JSON.parse', perSecond: best('bare') });
  await log.close();
  return { figures, tailToBareRatio: best('tail') / best('bare') };
}

async function readBare(url: string): Promise<void> {
  const redis = new Redis(url);
  for (let from = '0-0'; ;) {
    const reply = await redis.xread('COUNT', 200, 'STREAMS', 'cc:events:cs', from);
    if (reply === null) break;
    for (const [id, fields] of reply[0]![1]) {
      for (const line of fields[1]!.split('\n')) JSON.parse(line);
      from = id;
    }
  }
  redis.disconnect();
}
