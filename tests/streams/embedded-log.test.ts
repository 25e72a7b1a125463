import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openEmbeddedLog, type EmbeddedLogOptions } from '#lib/streams/embedded-log.ts';
import { openEmbeddedLogReader } from '#lib/streams/embedded-reader.ts';
import { LogError } from '#lib/streams/event-log.ts';
import { startChild } from '../support/child-program.ts';
import { makeTempDir, removeTempDir, withTempDir } from '../support/temp-dir.ts';
import { waitUntil } from '../support/wait-until.ts';
import { registerLogContract } from './log-contract.ts';
import { contentOf, lineOf, linesOf, readLines, refused } from './log-lines.ts';

const open = (directory: string, options: Partial<EmbeddedLogOptions> = {}) =>
  openEmbeddedLog({ directory, now: Date.now, busyTimeoutMs: 50, ...options });

describe('the embedded log', () => {
  registerLogContract('embedded', () => {
    const directory = makeTempDir('log');
    return {
      open: () => open(directory, { maxBytes: 8_000_000 }),
      child: { kind: 'embedded', directory },
      killServer: async () => undefined,
      remove: () => removeTempDir(directory),
      breakDown: async () => {
        const other = new DatabaseSync(join(directory, 'log.sqlite'));
        other.exec('BEGIN IMMEDIATE');
        return async () => other.close();
      },
      fillUp: async (log) => {
        const big = (n: number) => ({ ...lineOf(n, { p: 'big' }), line: 'x'.repeat(10_000) });
        for (let n = 1, room = true; room; n += 1) {
          room = await log.append([big(n)]).then(
            () => true,
            (error: LogError) => error.code !== 'disk_full',
          );
        }
        return async () => void (await log.trim(Date.now() + 60_000));
      },
    };
  });

  test('[LOG20] a reader in another process is given what the writer commits', () =>
    withTempDir(async (directory) => {
      const log = open(directory);
      const program = new URL('./log-child.ts', import.meta.url).pathname;
      const task = JSON.stringify({ kind: 'embedded', directory, task: 'follow' });
      const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' };
      const child = startChild(process.execPath, [program, task], { cwd: process.cwd(), env });
      await waitUntil(() => child.output().includes('ready'), { what: 'the reader', timeoutMs: 20_000 });
      await log.append(linesOf(1, 3));
      await waitUntil(() => child.output().includes('1\n2\n3\n'), { what: 'the lines' });
      expect(child.end()).toBeNull();
      await child.kill();
      await log.close();
    }));

  test('[LOG20] a reader that polls once in an hour is given the lines at once when it is woken', () =>
    withTempDir(async (directory) => {
      let wake = (): void => undefined;
      const log = open(directory, { onCommit: () => wake() });
      const reader = openEmbeddedLogReader({ directory, pollMs: 3_600_000 });
      wake = () => reader.wake();
      const reading = reader.tail({}).read(10, 3_600_000);
      await log.append([lineOf(1)]);
      expect((await reading)[0]?.lines).toEqual([lineOf(1).line]);
      expect(await reader.end()).toEqual(await log.end());
      expect(await reader.ledger()).toEqual(await log.ledger());
      await reader.close();
      await log.close();
    }));

  test('[LOG20] where there is no log a reader cannot be opened, and says so', () =>
    withTempDir((directory) => {
      expect(() => openEmbeddedLogReader({ directory })).toThrow(LogError);
    }));

  test('[LOG23] lines beyond the waiting limit are refused with log_behind, and the waiting ones are stored', () =>
    withTempDir(async (directory) => {
      const log = open(directory, { maxWaitingLines: 100 });
      const first = log.append(linesOf(1, 80));
      await expect(log.append(linesOf(81, 120))).rejects.toMatchObject({ code: 'log_behind' });
      expect(await first).toHaveLength(80);
      expect(await log.append(linesOf(81, 300))).toHaveLength(220);
      expect(await contentOf(log)).toHaveLength(300);
      await log.close();
    }));

  test('[LOG4] after 48 h the content of a line is forgotten, after 7 days [LOG11] a dead letter', () =>
    withTempDir(async (directory) => {
      const hour = 3_600_000;
      let now = 1_753_146_000_000;
      const log = open(directory, { now: () => now });
      await log.append([lineOf(1)]);
      await log.bury([refused(null)]);
      now += 47 * hour;
      await log.trim(0);
      expect(await log.append([lineOf(1, { say: 'other' })])).toEqual(['conflict']);
      now += 2 * hour;
      await log.trim(0);
      expect(await log.append([lineOf(1, { say: 'other' })])).toEqual(['duplicate']);
      now += 118 * hour;
      await log.trim(0);
      expect(await log.deadLetters(10)).toHaveLength(1);
      now += 2 * hour;
      await log.trim(0);
      expect(await log.deadLetters(10)).toEqual([]);
      expect(await contentOf(log)).toEqual([lineOf(1).line]);
      await log.close();
    }));

  test('[LOG8] a group goes on where it stood when the whole product was stopped', () =>
    withTempDir(async (directory) => {
      const log = open(directory);
      await log.append([lineOf(1)]);
      await log.append([lineOf(2)]);
      const group = await log.group('history');
      const entries = await readLines(group, 2);
      await group.acknowledge(entries.slice(1));
      await log.close();
      const again = open(directory);
      const rest = await readLines(await again.group('history'), 1);
      expect(rest.flatMap(({ lines }) => lines)).toEqual([lineOf(1).line]);
      await again.close();
    }));
});
