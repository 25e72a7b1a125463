import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIngestCounters } from '#lib/sources/ingest/ingest-counters.ts';
import { WorkSlices } from '#lib/sources/ingest/work-slices.ts';
import { play, type Playing } from '#lib/sources/replay/player.ts';
import { readReplayArguments } from '#lib/sources/replay/replay-arguments.ts';
import { openReplayFile } from '#lib/sources/replay/replay-file.ts';
import { logTarget, serverTarget, type ReplayTarget } from '#lib/sources/replay/target.ts';
import { openEmbeddedLog, type EmbeddedLog } from '#lib/streams/embedded-log.ts';
import { root } from '../../scripts/lib/project.mjs';
import { typeScriptCommand } from '../../scripts/lib/run-child.mjs';
import { eventLine, linesInLog, NOW, startIngest } from '../ingest/ingest-server.ts';
import { startChild } from '../support/child-program.ts';
import { freePort } from '../support/free-port.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { waitUntil } from '../support/wait-until.ts';

const AS_IT_STANDS: Playing = { fromMs: null, shift: null, paceBy: null };
const never = new AbortController().signal;
const quiet = { signal: never, onProgress: () => {} };

let directory: string;
beforeAll(() => {
  directory = makeTempDir('replay');
});
afterAll(() => removeTempDir(directory));

let files = 0;
function write(content: string | Buffer): string {
  const path = join(directory, `events-${(files += 1)}`);
  writeFileSync(path, content);
  return path;
}

async function withLog<Result>(use: (log: EmbeddedLog, target: ReplayTarget) => Promise<Result>): Promise<Result> {
  const log = openEmbeddedLog({ directory: makeTempDirIn(), now: () => NOW });
  const clock = { now: () => NOW, speed: 1 };
  try {
    return await use(
      log,
      logTarget('a log', { log, clock, counters: createIngestCounters(), slices: new WorkSlices() }),
    );
  } finally {
    await log.close();
  }
}
const makeTempDirIn = (): string => join(directory, `log-${(files += 1)}`);

const LINES = Array.from({ length: 12_000 }, (_, at) => eventLine(at + 1));

describe('a file as fast as it goes', () => {
  test.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => gzipSync(text)],
    [
      'gzip in two members',
      (text: string) => Buffer.concat([gzipSync(text.slice(0, 100_001)), gzipSync(text.slice(100_001))]),
    ],
  ])('[RP1] %s: every line stands in the log to the byte; a second run is all duplicates', async (_what, pack) => {
    const path = write(pack(`${LINES.join('\n')}\n\n`));
    await withLog(async (log, target) => {
      const first = await play(await openReplayFile(path), target, AS_IT_STANDS, quiet);
      expect(first).toMatchObject({ lines: 12_000, accepted: 12_000, duplicates: 0, rejected: 0, share: 1 });
      expect(await linesInLog(log)).toEqual(LINES);
      const second = await play(await openReplayFile(path), target, AS_IT_STANDS, quiet);
      expect(second).toMatchObject({ accepted: 0, duplicates: 12_000, rejected: 0 });
    });
  });

  test('[RP2] into a server, rejections are named by the line of the file', async () => {
    const lines = [...LINES];
    lines[7_000] = '{"v":1';
    lines[11_000] = '';
    const broken = Buffer.from(lines.join('\n'));
    broken[broken.indexOf(LINES[2]!) + 10] = 0xff;
    const server = await startIngest();
    try {
      const played = await play(
        await openReplayFile(write(broken)),
        serverTarget(`http://127.0.0.1:${server.port}`, server.token),
        AS_IT_STANDS,
        quiet,
      );
      expect(played).toMatchObject({ lines: 11_999, accepted: 11_997, duplicates: 0, rejected: 2 });
      expect(played.samples.map(({ line, code }) => [line, code])).toEqual([
        [3, 'not_json'],
        [7_001, 'not_json'],
      ]);
      const refused = play(
        await openReplayFile(write(LINES[0]!)),
        serverTarget(server.url, 'wrong'),
        AS_IT_STANDS,
        quiet,
      );
      await expect(refused).rejects.toThrow(/401/);
    } finally {
      await server.stop();
    }
  });

  test('[RP3] stopped in the middle it says how far it came, and the next run goes on', async () => {
    const path = write(LINES.join('\n'));
    await withLog(async (log, target) => {
      const stop = new AbortController();
      const part = await play(await openReplayFile(path), target, AS_IT_STANDS, {
        signal: stop.signal,
        onProgress: () => stop.abort(),
      });
      expect(part.accepted).toBe(5_000);
      const rest = await play(await openReplayFile(path), target, AS_IT_STANDS, quiet);
      expect(rest).toMatchObject({ accepted: 7_000, duplicates: 5_000 });
      expect(await linesInLog(log)).toHaveLength(12_000);
    });
  });

  test('a broken gzip file is an error that says so, after what could be read', async () => {
    const packed = gzipSync(LINES.join('\n'));
    await withLog(async (_log, target) => {
      await expect(
        play(await openReplayFile(write(packed.subarray(0, packed.length - 50))), target, AS_IT_STANDS, quiet),
      ).rejects.toThrow(/cannot be read to its end/);
    });
  });
});

describe('moved and paced', () => {
  const at = (ms: number, n: number) => eventLine(n, { at: ms });

  test('[RP4] shifted to now every run is new input, contiguous from 1, and the chosen start is now', async () => {
    const path = write([at(1_000, 11), at(2_000, 12), at(3_000, 13), at(4_500, 14)].join('\n'));
    await withLog(async (log, target) => {
      for (const run of ['r1', 'r2']) {
        const shifted = { ...AS_IT_STANDS, fromMs: 2_000, shift: { startMs: NOW, run } };
        expect(await play(await openReplayFile(path), target, shifted, quiet)).toMatchObject({
          accepted: 3,
          duplicates: 0,
          passedOver: 1,
        });
      }
      const events = (await linesInLog(log)).map((line) => JSON.parse(line) as { p: string; n: number; at: number });
      expect(events.map(({ p, n, at: when }) => [p, n, when - NOW])).toEqual([
        ['pbx-1.r1', 1, 0],
        ['pbx-1.r1', 2, 1_000],
        ['pbx-1.r1', 3, 2_500],
        ['pbx-1.r2', 1, 0],
        ['pbx-1.r2', 2, 1_000],
        ['pbx-1.r2', 3, 2_500],
      ]);
      expect((await log.ledger()).map(({ received }) => received)).toEqual([[[1, 3]], [[1, 3]]]);
    });
  });

  test('[RP8] at a pace no line goes out before its time, and all go out in order', async () => {
    const path = write([at(1_000, 1), at(1_000, 2), at(61_000, 3), at(121_000, 4)].join('\n'));
    let now = 1_000;
    const taken: { number: number; at: number }[] = [];
    const target: ReplayTarget = {
      name: 'a list',
      take: (lines) => {
        taken.push(...lines.map(({ number }) => ({ number, at: now })));
        return Promise.resolve({ accepted: lines.length, duplicates: 0, rejected: [] });
      },
    };
    const paced = { ...AS_IT_STANDS, paceBy: () => Promise.resolve({ now: () => now, speed: 60 }) };
    const playing = play(await openReplayFile(path), target, paced, quiet);
    await waitUntil(() => taken.length === 2);
    now = 61_000;
    await waitUntil(() => taken.length === 3);
    now = 130_000;
    await playing;
    expect(taken).toEqual([
      { number: 1, at: 1_000 },
      { number: 2, at: 1_000 },
      { number: 3, at: 61_000 },
      { number: 4, at: 130_000 },
    ]);
  });
});

describe('the command', () => {
  const replay = (args: string[], env: Record<string, string>) => {
    const { program, args: flags } = typeScriptCommand('src/cli/replay.ts', args);
    return startChild(program, flags, { cwd: root, env: { PATH: process.env.PATH, ...env } });
  };

  test('[RP9] without a server it plays into the log of DATA_DIR; killed in the middle and run again, nothing is missing or double', async () => {
    const data = join(directory, 'data');
    const env = { DATA_DIR: data, PORT: String(await freePort()) };
    const many = Array.from({ length: 60_000 }, (_, n) => eventLine(n + 1, { at: 1_000_000 + n }));
    const path = write(gzipSync(many.join('\n'), { level: 1 }));
    const first = replay([path, '--speed', 'max'], env);
    const reader = await waitUntil(
      async () => {
        const log = openEmbeddedLog({ directory: join(data, 'log'), now: () => NOW });
        const lines = (await log.ledger())[0]?.received[0]?.[1] ?? 0;
        await log.close();
        return lines > 0;
      },
      { timeoutMs: 20_000, what: 'the first lines in the log' },
    );
    expect(reader).toBe(true);
    await first.kill();
    const second = replay([path, '--speed', 'max'], env);
    expect((await second.ended).code, second.output()).toBe(0);
    const log = openEmbeddedLog({ directory: join(data, 'log'), now: () => NOW });
    expect(await linesInLog(log)).toEqual(many);
    await log.close();
    const third = replay([path, '--speed', 'max'], env);
    await third.ended;
    expect(third.output()).toMatch(/Done .*60,000 lines {2}accepted 0 {2}duplicates 60,000 {2}rejected 0/);
  }, 60_000);

  test('[RP10] a command line that makes no sense is explained', () => {
    const wrong: [string[], RegExp][] = [
      [[], /which file/],
      [['a', 'b'], /second/],
      [['a', '--speed', 'fast'], /--speed/],
      [['a', '--speed', '0'], /--speed/],
      [['a', '--shift', 'then'], /--shift/],
      [['a', '--from', 'monday'], /--from/],
      [['a', '--url', 'localhost'], /--url/],
      [['a', '--speed', '60', '--url', 'http://x'], /floor of its own/],
      [['a', '--port', '0'], /--port/],
      [['a', '--what'], /--what/],
    ];
    for (const [args, message] of wrong) expect(() => readReplayArguments(args), args.join(' ')).toThrow(message);
    expect(
      readReplayArguments(['f.gz', '--speed', '60', '--shift', 'now', '--from', '1999-01-04T08:00:00+02:00']),
    ).toEqual({
      file: 'f.gz',
      speed: 60,
      shiftToNow: true,
      fromMs: Date.UTC(1999, 0, 4, 6),
      url: null,
      token: null,
      port: null,
    });
  });
});
