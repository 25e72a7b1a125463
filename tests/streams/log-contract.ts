import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SequenceRanges } from '#lib/engine/sequence-ranges.ts';
import { LogError, type AppendOutcome, type Appended, type EventLog } from '#lib/streams/event-log.ts';
import { startChild } from '../support/child-program.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { ChildOptions } from './log-child.ts';
import { contentOf, lineOf, linesOf, readLines, refused } from './log-lines.ts';

/** An empty log under test. */
export interface LogSpace {
  /** Opens it, every time over the same data. */
  open(): EventLog;
  /** Makes it unusable until the answer is called. */
  breakDown(): Promise<() => Promise<void>>;
  /** Leaves no room in it until the answer is called. */
  fillUp(log: EventLog): Promise<() => Promise<void>>;
  /** How another process opens it. */
  child: ChildOptionsOfSpace;
  /** A second kill, of the server behind the log, where there is one; it is up again when this resolves. */
  killServer(): Promise<void>;
  remove(): void;
}
type ChildOptionsOfSpace = ChildOptions extends infer One ? (One extends unknown ? Omit<One, 'task'> : never) : never;

/** The rules that both logs keep. What it does not prove: power loss (no test can pull the plug), and a full real disk. */
export function registerLogContract(kind: string, newSpace: () => LogSpace): void {
  const inSpace = async (work: (log: EventLog, space: LogSpace) => Promise<void>): Promise<void> => {
    const space = newSpace();
    const log = space.open();
    try {
      await work(log, space);
    } finally {
      await log.close();
      space.remove();
    }
  };
  const startTask = (space: LogSpace, task: ChildOptions['task']) => {
    const program = new URL('./log-child.ts', import.meta.url).pathname;
    const child = startChild(process.execPath, [program, JSON.stringify({ ...space.child, task })], {
      cwd: process.cwd(),
      env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
    });
    const said = (): number[] =>
      child
        .output()
        .split('\n')
        .slice(0, -1)
        .filter((text) => /^\d+$/.test(text))
        .map(Number);
    return { child, said };
  };

  test(`[LOG1] ${kind}: the accepted lines of a shard are read in the order of their append, with the server's time`, () =>
    inSpace(async (log) => {
      const before = Date.now() - 1000;
      for (let from = 1; from <= 1201; from += 300) {
        expect(await log.append(linesOf(from, from + 299))).toEqual(Array(300).fill('accepted'));
      }
      const tail = log.tail({});
      const entries = await readLines(tail, 1500);
      expect(entries.flatMap((entry) => entry.lines)).toEqual(linesOf(1, 1500).map(({ line }) => line));
      for (const { shard, receivedAt } of entries) {
        expect(shard).toBe('cs');
        expect(receivedAt).toBeGreaterThan(before);
        expect(receivedAt).toBeLessThan(Date.now() + 1000);
      }
    }));

  test(`[LOG2] ${kind}: every acknowledged line is there after kill -9, and sent again it is a duplicate`, async () => {
    const space = newSpace();
    const { child, said } = startTask(space, 'append');
    await waitUntil(() => said().length >= 200, { what: 'acknowledged lines', timeoutMs: 20_000 });
    const killed = child.kill();
    await space.killServer();
    await killed;
    const acknowledged = said();
    const log = space.open();
    try {
      expect(acknowledged.length).toBeGreaterThanOrEqual(200);
      const content = await contentOf(log);
      expect(content.slice(0, acknowledged.length)).toEqual(acknowledged.map((n) => lineOf(n).line));
      // The line under way at the kill may stand without its acknowledgement: then it is a duplicate too.
      expect(content.length).toBeLessThanOrEqual(acknowledged.length + 1);
      const outcomes = await log.append(acknowledged.map((n) => lineOf(n)));
      expect(new Set(outcomes)).toEqual(new Set(['duplicate']));
      expect((await log.ledger())[0]?.received).toEqual([[1, content.length]]);
    } finally {
      await log.close();
      space.remove();
    }
  });

  test(`[LOG3] ${kind}: a repeat is a duplicate, in the same call, later, after a restart and after a trim`, () =>
    inSpace(async (log, space) => {
      expect(await log.append([lineOf(1), lineOf(1), lineOf(2)])).toEqual(['accepted', 'duplicate', 'accepted']);
      expect(await log.append(linesOf(1, 3))).toEqual(['duplicate', 'duplicate', 'accepted']);
      await log.close();
      const again = space.open();
      expect(await again.append(linesOf(2, 4))).toEqual(['duplicate', 'duplicate', 'accepted']);
      expect(await contentOf(again)).toHaveLength(4);
      expect(await again.trim(Date.now() + 60_000)).toBe(3);
      expect(await contentOf(again)).toEqual([]);
      expect(await again.append(linesOf(1, 5))).toEqual([...Array(4).fill('duplicate'), 'accepted']);
      expect(await contentOf(again)).toEqual([lineOf(5).line]);
      await again.close();
    }));

  test(`[LOG4] ${kind}: the same identity with other content is a conflict, and the first stays, after a trim too`, () =>
    inSpace(async (log) => {
      await log.append(linesOf(1, 5000));
      const other = lineOf(3, { say: 'other' });
      expect(await log.append([other, lineOf(3), lineOf(4097, { say: 'x' })])).toEqual([
        'conflict',
        'duplicate',
        'conflict',
      ]);
      expect(await contentOf(log)).toEqual(linesOf(1, 5000).map(({ line }) => line));
      await log.trim(Date.now() + 60_000);
      expect(await log.append([other, lineOf(5001), lineOf(5001, { say: 'y' })])).toEqual([
        'conflict',
        'accepted',
        'conflict',
      ]);
      expect((await log.ledger())[0]?.received).toEqual([[1, 5001]]);
    }));

  test(`[LOG5] ${kind}: of concurrent appends of the same lines each line is accepted exactly once`, () =>
    inSpace(async (log) => {
      const calls = Array.from({ length: 40 }, (_, call) => linesOf(1 + 25 * (call % 20), 50 + 25 * (call % 20)));
      const outcomes = (await Promise.all(calls.map((lines) => log.append(lines)))).flat();
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(525);
      expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(2000 - 525);
      expect((await contentOf(log)).sort()).toEqual(
        linesOf(1, 525)
          .map(({ line }) => line)
          .sort(),
      );
    }));

  test(`[LOG6] ${kind}: a tail goes on after a position, its own or the end of the log, and waits for what comes`, () =>
    inSpace(async (log) => {
      await log.append(linesOf(1, 3));
      await log.append([...linesOf(4, 5), ...linesOf(1, 2, { p: 'other', shard: 'bj' })]);
      const first = log.tail({});
      await readLines(first, 7);
      expect(first.position()).toEqual(await log.end());
      const later = log.tail(first.position());
      expect(await later.read(100, 0)).toEqual([]);
      const waiting = later.read(100, 10_000);
      await log.append(linesOf(6, 7));
      expect((await waiting).flatMap((entry) => entry.lines)).toEqual(linesOf(6, 7).map(({ line }) => line));
      const { cs } = first.position();
      const half = log.tail({ cs: cs! });
      const lines = (await readLines(half, 4)).flatMap((entry) => entry.lines);
      expect(lines.sort()).toEqual(
        [...linesOf(6, 7), ...linesOf(1, 2, { p: 'other', shard: 'bj' })].map(({ line }) => line).sort(),
      );
      const closing = half.read(100, 60_000);
      await half.close();
      expect(await closing).toEqual([]);
    }));

  test(`[LOG7] ${kind}: a waiting tail is given the lines of shards that did not exist when it began`, () =>
    inSpace(async (log) => {
      const tail = log.tail(await log.end());
      for (const shard of ['cs', 'bj', '_']) {
        const reading = tail.read(100, 10_000);
        await log.append([lineOf(1, { p: shard, shard })]);
        expect((await reading).map((entry) => entry.shard)).toEqual([shard]);
      }
      expect(Object.keys(tail.position()).sort()).toEqual(['_', 'bj', 'cs']);
    }));

  test(`[LOG8] ${kind}: what a killed reader of a group did not acknowledge is delivered again, before the new`, () =>
    inSpace(async (log, space) => {
      for (const n of [1, 2, 3]) await log.append([lineOf(n)]);
      const { child, said } = startTask(space, 'group');
      await waitUntil(() => said().length === 3, { what: 'the three lines', timeoutMs: 20_000 });
      await child.kill();
      await log.append([lineOf(4)]);
      const group = await log.group('history');
      const lines = (await readLines(group, 3)).flatMap((entry) => entry.lines);
      expect(lines).toEqual([lineOf(2), lineOf(3), lineOf(4)].map(({ line }) => line));
    }));

  test(`[LOG9] ${kind}: an acknowledged entry does not come again; the lag counts what is not acknowledged`, () =>
    inSpace(async (log) => {
      for (const n of [1, 2, 3, 4]) await log.append([lineOf(n)]);
      const group = await log.group('history');
      expect(await group.lag()).toBe(4);
      const entries = await readLines(group, 4);
      expect(await group.lag()).toBe(4);
      expect(await group.read(10, 0)).toEqual([]);
      await group.acknowledge([entries[1]!, entries[3]!]);
      expect(await group.lag()).toBe(2);
      await group.close();
      const next = await log.group('history');
      const rest = await readLines(next, 2);
      expect(rest.flatMap((entry) => entry.lines)).toEqual([lineOf(1).line, lineOf(3).line]);
      await next.acknowledge(rest);
      expect(await next.lag()).toBe(0);
      await next.close();
      const last = await log.group('history');
      expect(await last.read(10, 0)).toEqual([]);
      const other = await log.group('another');
      expect(await readLines(other, 4)).toHaveLength(4);
    }));

  test(`[LOG10] ${kind}: a trim keeps what a group has not acknowledged and what is younger than its instant`, () =>
    inSpace(async (log) => {
      for (const n of [1, 2, 3]) await log.append([lineOf(n)]);
      const group = await log.group('history');
      expect(await log.trim(Date.now() + 60_000)).toBe(0);
      const entries = await readLines(group, 3);
      await group.acknowledge([entries[0]!, entries[2]!]);
      expect(await log.trim(Date.now() - 60_000)).toBe(0);
      expect(await log.trim(Date.now() + 60_000)).toBe(1);
      expect(await contentOf(log)).toEqual([lineOf(2).line, lineOf(3).line]);
      await group.acknowledge([entries[1]!]);
      expect(await log.trim(Date.now() + 60_000)).toBe(2);
      await log.append([lineOf(4)]);
      expect(await contentOf(log)).toEqual([lineOf(4).line]);
      const late = await log.group('late');
      expect(await late.lag()).toBe(1);
    }));

  test(`[LOG11] ${kind}: refused lines are kept newest first, with runs of 7 and more digits masked`, () =>
    inSpace(async (log) => {
      await log.bury([
        { ...refused({ p: 'crm', e: 5, n: 9 }, '{"tel":"13812345678","q":123456}'), receivedAt: 1000 },
        { ...refused(null, 'call 1234567 ９８７６５４３２'), message: 'd.ix is "13812345678"', receivedAt: 2000 },
      ]);
      const letters = await log.deadLetters(10);
      expect(letters).toEqual([
        {
          shard: 'cs',
          receivedAt: 2000,
          code: 'not_json',
          message: 'd.ix is "***********"',
          line: 'call ******* ********',
          identity: null,
        },
        {
          shard: 'cs',
          receivedAt: 1000,
          code: 'not_json',
          message: 'The line is not JSON.',
          line: '{"tel":"***********","q":123456}',
          identity: { p: 'crm', e: 5, n: 9 },
        },
      ]);
      expect(await log.deadLetters(1)).toEqual([letters[0]]);
      expect(await contentOf(log)).toEqual([]);
    }));

  test(`[LOG12] ${kind}: a refused n is rejected until a valid line takes its place; a received n is never rejected`, () =>
    inSpace(async (log, space) => {
      const identity = (n: number) => ({ p: 'sip-cs-01', e: 1_753_142_000_000, n });
      await log.append([lineOf(1)]);
      await log.bury([
        refused(identity(1)),
        refused(identity(2)),
        refused(identity(3)),
        refused(identity(4)),
        refused(identity(7)),
      ]);
      expect(await log.ledger()).toEqual([
        {
          p: 'sip-cs-01',
          e: 1_753_142_000_000,
          received: [[1, 1]],
          rejected: [
            [2, 4],
            [7, 7],
          ],
        },
      ]);
      expect(await log.append([lineOf(3)])).toEqual(['accepted']);
      await log.close();
      const again = space.open();
      expect((await again.ledger())[0]).toMatchObject({
        received: [
          [1, 1],
          [3, 3],
        ],
        rejected: [
          [2, 2],
          [4, 4],
          [7, 7],
        ],
      });
      expect(await again.append(linesOf(1, 7))).toEqual([
        'duplicate',
        'accepted',
        'duplicate',
        ...Array(4).fill('accepted'),
      ]);
      expect((await again.ledger())[0]).toMatchObject({ received: [[1, 7]], rejected: [] });
      await again.close();
    }));

  test(`[LOG13] ${kind}: while the log is down append rejects with log_down within seconds, and afterwards it works again`, () =>
    inSpace(async (log, space) => {
      await log.append([lineOf(1)]);
      const mend = await space.breakDown();
      const began = performance.now();
      const calls = Array.from({ length: 40 }, (_, call) => linesOf(2 + call * 1000, 1001 + call * 1000));
      const failed = await Promise.all(calls.map((lines) => log.append(lines).catch((error: unknown) => error)));
      expect(performance.now() - began).toBeLessThan(5000);
      for (const error of failed) expect(error).toMatchObject({ name: 'LogError', code: 'log_down' });
      await mend();
      await waitUntil(() => log.append([lineOf(2)]), { what: 'the log to recover' });
      await log.append([lineOf(3)]);
      expect(await contentOf(log)).toEqual(linesOf(1, 3).map(({ line }) => line));
      expect((await log.ledger())[0]?.received).toEqual([[1, 3]]);
    }));

  test(`[LOG14] ${kind}: a full log rejects with disk_full, counts nothing of that call, and takes it once there is room`, () =>
    inSpace(async (log, space) => {
      await log.append(linesOf(1, 10));
      const makeRoom = await space.fillUp(log);
      const ledger = await log.ledger();
      await expect(log.append(linesOf(11, 2000))).rejects.toMatchObject({ name: 'LogError', code: 'disk_full' });
      expect(await log.ledger()).toEqual(ledger);
      await makeRoom();
      expect(new Set(await log.append(linesOf(11, 20)))).toEqual(new Set(['accepted']));
      const ours = (await log.ledger()).find(({ p }) => p === 'sip-cs-01');
      expect(ours?.received).toEqual([[1, 20]]);
    }));

  test(`[LOG15] ${kind}: any interleaving of batches with repeats gives every line once, and a right ledger`, async () => {
    const event = fc.record({
      p: fc.constantFrom('a', 'b'),
      e: fc.constantFrom(1, 2),
      n: fc.integer({ min: 1, max: 30 }),
      say: fc.constantFrom('', '', '', 'other'),
    });
    const run = fc
      .tuple(event, fc.integer({ min: 1, max: 15 }))
      .map(([{ p, e, n, say }, length]) => linesOf(n, n + length, { p, e, say, shard: p }));
    const batch = fc.array(
      fc.oneof(
        run,
        event.map(({ n, ...options }) => [lineOf(n, { ...options, shard: options.p })]),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const concurrent = fc.array(
      batch.map((runs) => runs.flat()),
      { minLength: 1, maxLength: 4 },
    );
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ append: concurrent }) },
      { weight: 1, arbitrary: fc.record({ bury: event }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) =>
        inSpace(async (log) => {
          const model = new Model();
          for (const one of steps) {
            if ('append' in one) {
              const outcomes = await Promise.all(one.append.map((lines) => log.append(lines)));
              expect(outcomes.flat()).toEqual(one.append.flat().map((line) => model.append(line)));
            } else {
              const { p, e, n } = one.bury;
              await log.bury([refused({ p, e, n })]);
              model.reject(p, e, n);
            }
          }
          expect((await contentOf(log)).sort()).toEqual(model.content().sort());
          expect(await log.ledger()).toEqual(model.ledger());
        }),
      ),
      { numRuns: 40 },
    );
  });

  test(`[LOG16] ${kind}: it says that an acknowledged line is durable`, () =>
    inSpace(async (log) => {
      expect(await log.durability()).toEqual({ durable: true, reason: null });
      await log.ping();
    }));

  test(`[LOG19] ${kind}: requests to send again are kept for the producer they are meant for`, () =>
    inSpace(async (log) => {
      await log.requestResend('crm', 5, 3, 9);
      await log.requestResend('crm', 6, 1, 1);
      await log.requestResend('sip', 7, 2, 2);
      expect(await log.resendRequests('crm')).toEqual([
        { p: 'crm', e: 5, from: 3, to: 9 },
        { p: 'crm', e: 6, from: 1, to: 1 },
      ]);
      expect(await log.resendRequests('nobody')).toEqual([]);
    }));

  test(`[LOG21] ${kind}: the greatest numbers are told apart, and an epoch of many thousand ranges stays right`, () =>
    inSpace(async (log) => {
      const top = Number.MAX_SAFE_INTEGER;
      expect(await log.append([lineOf(top - 2), lineOf(top), lineOf(top - 2), lineOf(top - 1)])).toEqual([
        'accepted',
        'accepted',
        'duplicate',
        'accepted',
      ]);
      const odd = Array.from({ length: 4000 }, (_, place) => lineOf(2 * place + 1, { p: 'odd' }));
      expect(new Set(await log.append(odd))).toEqual(new Set(['accepted']));
      const ledger = await log.ledger();
      expect(ledger.find(({ p }) => p === 'odd')?.received).toHaveLength(4000);
      expect(ledger.find(({ p }) => p === 'sip-cs-01')?.received).toEqual([[top - 2, top]]);
      const all = await log.append(linesOf(1, 7999, { p: 'odd' }));
      expect(all).toEqual(all.map((_, place): AppendOutcome => (place % 2 === 0 ? 'duplicate' : 'accepted')));
      expect((await log.ledger()).find(({ p }) => p === 'odd')?.received).toEqual([[1, 7999]]);
    }));

  test(`[LOG24] ${kind}: a line that holds a line break is refused before anything is stored`, () =>
    inSpace(async (log) => {
      await expect(log.append([lineOf(1), { ...lineOf(2), line: '{"a":\n1}' }])).rejects.toThrow(TypeError);
      expect(await contentOf(log)).toEqual([]);
      expect(await log.append([])).toEqual([]);
    }));

  test(`[LOG13] ${kind}: a closed log rejects with log_down`, () =>
    inSpace(async (log) => {
      await log.close();
      await expect(log.append([lineOf(1)])).rejects.toThrow(LogError);
      await expect(log.ping()).rejects.toMatchObject({ code: 'log_down' });
    }));
}

/** What the log ought to say, in the plainest way. */
class Model {
  readonly #lines = new Map<string, string>();
  readonly #received = new Map<string, SequenceRanges>();
  readonly #rejected = new Map<string, SequenceRanges>();

  append({ p, e, n, line }: Appended): AppendOutcome {
    const known = this.#lines.get(`${p} ${e} ${n}`);
    if (known !== undefined) return known === line ? 'duplicate' : 'conflict';
    this.#lines.set(`${p} ${e} ${n}`, line);
    this.#of(this.#received, p, e).add(n);
    this.#of(this.#rejected, p, e).removeRange(n, n);
    return 'accepted';
  }

  reject(p: string, e: number, n: number): void {
    if (!this.#of(this.#received, p, e).has(n)) this.#of(this.#rejected, p, e).add(n);
  }

  content(): string[] {
    return [...this.#lines.values()];
  }

  ledger(): unknown[] {
    return [...this.#received.keys()].sort().map((key) => {
      const [p, e] = key.split(' ');
      const ranges = (of: Map<string, SequenceRanges>) => of.get(key)?.ranges() ?? [];
      return { p, e: Number(e), received: ranges(this.#received), rejected: ranges(this.#rejected) };
    });
  }

  #of(map: Map<string, SequenceRanges>, p: string, e: number): SequenceRanges {
    const key = `${p} ${e}`;
    let ranges = map.get(key);
    if (ranges === undefined) map.set(key, (ranges = new SequenceRanges()));
    if (map === this.#rejected && !this.#received.has(key)) this.#received.set(key, new SequenceRanges());
    return ranges;
  }
}
