import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogError, type LogErrorCode } from '#lib/streams/event-log.ts';
import { codes, eventLine, linesInLog, NOW, startIngest, type IngestServer } from './ingest-server.ts';

const MIB = 1024 * 1024;
const HOUR = 3_600_000;

describe('ingest', () => {
  let server: IngestServer;
  let next = 1;
  beforeAll(async () => {
    server = await startIngest();
  });
  afterAll(() => server.stop());

  const line = (rest: Record<string, unknown> = {}, payload: Record<string, unknown> = {}): string =>
    eventLine(next++, rest, payload);

  test('[IN1] lines and arrays, plain and gzip, are accepted and stand in the log to the byte', async () => {
    const lines = [line(), line(), line(), line()];
    const json = { 'content-type': 'application/json; charset=utf-8' };
    const gzip = { 'content-encoding': 'gzip' };
    const answers = [
      await server.post(`${lines[0]}\n`),
      await server.post(`[${lines[1]}]`, json),
      await server.post(gzipSync(lines[2]!), gzip),
      await server.post(gzipSync(`[ ${lines[3]} ]`), { ...gzip, ...json }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0, rejected: [] } });
    expect(await linesInLog(server.log)).toEqual(expect.arrayContaining(lines));
  });

  test('[IN2] a repeated line is a duplicate, with the same content or with other', async () => {
    const first = line();
    const other = first.replace('"waitMs":4000', '"waitMs":4001');
    expect((await server.post(first)).body).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    const before = { ...server.counters };
    expect((await server.post(`${first}\n${other}`)).body).toEqual({ accepted: 0, duplicates: 2, rejected: [] });
    expect(server.counters.duplicates - before.duplicates).toBe(1);
    expect(server.counters.conflicts - before.conflicts).toBe(1);
    expect(await linesInLog(server.log)).not.toContain(other);
  });

  test('[IN3] a bad line is named by its number, holds back no other, and lies with the dead letters', async () => {
    const good = [line(), line()];
    const lost = eventLine(next++).replace('"waitMs":4000', '"waitMs":"139999888877"');
    const body = [good[0], '', '  \t\r', 'no json 13800138000', good[1], lost, '{"v":2}', '[]'].join('\n');
    const answer = await server.post(body);
    expect(answer.body).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(codes(answer.body)).toEqual([
      [4, 'not_json'],
      [6, 'wrong_type'],
      [7, 'unsupported_version'],
      [8, 'not_an_object'],
    ]);
    for (const { message } of answer.body.rejected) expect(message).toMatch(/\w+ \w+ \w+/);
    const letters = await server.log.deadLetters(4);
    expect(letters.map((letter) => letter.code)).toEqual([
      'not_an_object',
      'unsupported_version',
      'wrong_type',
      'not_json',
    ]);
    expect(letters[3]!.line).toBe('no json ***********');
    expect(letters[2]!.identity).toEqual({ p: 'pbx-1', e: NOW - HOUR, n: next - 1 });
    expect(JSON.stringify(letters)).not.toContain('139999888877');
  });

  test('[IN3] an element of an array is named by its place', async () => {
    const answer = await server.post(`[${line()},\n 7, "a,]b", {"v":1}, ${line()}]`, {
      'content-type': 'application/json',
    });
    expect(answer.body.accepted).toBe(2);
    expect(codes(answer.body)).toEqual([
      [2, 'not_an_object'],
      [3, 'not_an_object'],
      [4, 'missing_field'],
    ]);
  });

  test('[IN3] a refused sequence number is accepted when it comes again, whole', async () => {
    const good = line();
    const bad = good.replace('"answered"', '"vanished"');
    const answer = await server.post(`${bad}\n${good}`);
    expect(answer.body).toMatchObject({ accepted: 1, duplicates: 0, rejected: [{ line: 1, code: 'unknown_value' }] });
    const ledger = (await server.log.ledger()).find(({ p }) => p === 'pbx-1')!;
    const { n } = JSON.parse(good) as { n: number };
    expect(ledger.received.some(([from, to]) => from <= n && n <= to)).toBe(true);
    expect(ledger.rejected.some(([from, to]) => from <= n && n <= to)).toBe(false);
  });

  test('[IN4] an event more than 24 h ahead of the clock is refused, one at 24 h is not', async () => {
    const answer = await server.post([line({ at: NOW + 24 * HOUR }), line({ at: NOW + 24 * HOUR + 1 })].join('\n'));
    expect(answer.body.accepted).toBe(1);
    expect(codes(answer.body)).toEqual([[2, 'at_in_future']]);
    expect((await server.post(line({ at: Number.MAX_SAFE_INTEGER }))).body.rejected[0]!.code).toBe('at_in_future');
  });

  test('[IN5] what the contract does not know is taken out of the line and counted; unknown types are kept', async () => {
    const before = { ...server.counters };
    const known = line();
    const withPhone = known.replace('"d":{', '"x":1,"d":{"phone":"13800138000",');
    const unknownType = line({ t: 'robot.greeted', d: { site: 'cs', robot: 'r2' } });
    expect((await server.post(`${withPhone}\n${unknownType}`)).body.accepted).toBe(2);
    const lines = await linesInLog(server.log);
    expect(lines).toContain(known);
    expect(lines.some((stored) => stored.includes('13800138000') || stored.includes('r2'))).toBe(false);
    expect(lines.some((stored) => stored.includes('robot.greeted') && stored.includes('"site":"cs"'))).toBe(true);
    expect(server.counters.unknownFields - before.unknownFields).toBe(3);
    expect(server.counters.unknownTypes - before.unknownTypes).toBe(1);
  });

  test('[IN5] a key that is named twice cannot carry anything past the contract', async () => {
    const clean = line({ corr: undefined });
    const sly = clean.replace('"d":{', '"d":{"name":"Li: 13900139000"},"d":{');
    expect((await server.post(sly)).body.accepted).toBe(1);
    const lines = await linesInLog(server.log);
    expect(lines).toContain(clean);
    expect(lines.some((stored) => stored.includes('13900139000'))).toBe(false);
  });

  test('[IN8] 415 for another type, charset or encoding; 400 for parameters', async () => {
    expect((await server.post(line(), { 'content-type': 'text/csv' })).status).toBe(415);
    expect((await server.post(line(), { 'content-type': 'application/x-ndjson; charset=gb18030' })).status).toBe(415);
    expect((await server.post(line(), { 'content-encoding': 'br' })).status).toBe(415);
    const response = await fetch(`${server.url}?fast=1`, {
      method: 'POST',
      body: line(),
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${server.token}` },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: 'fast' }] });
  });

  test('[IN9] 413 for a body over 8 MiB as sent, and the sender sees it', async () => {
    const huge = Buffer.alloc(9 * MIB, 0x20);
    expect((await server.post(huge)).status).toBe(413);
    const streamed = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 9; part += 1) controller.enqueue(huge.subarray(0, MIB));
        controller.close();
      },
    });
    const response = await fetch(server.url, {
      method: 'POST',
      body: streamed,
      duplex: 'half',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${server.token}` },
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  test('[IN9] a gzip bomb is stopped at 64 MiB and nothing of the body is taken', async () => {
    const before = (await linesInLog(server.log)).length;
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${line()}\n`), Buffer.alloc(65 * MIB, 0x20)]));
    expect(bomb.length).toBeLessThan(MIB);
    expect((await server.post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect((await linesInLog(server.log)).length).toBe(before);
  });

  test.each([
    ['401', () => ({ authorization: 'Bearer wrong' }), 20 * MIB],
    ['413', () => ({ authorization: `Bearer ${server.token}` }), 20 * MIB],
  ])(
    '[IN10] after %s the rest of the body is read, so that a sender that only writes sees the answer',
    async (status, headers, bytes) => {
      const body = Buffer.alloc(bytes, 0x61);
      const answer = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
        const socket = connect(server.port, '127.0.0.1');
        let text = '';
        socket.on('error', reject);
        socket.on('data', (chunk) => {
          text += chunk.toString();
          if (text.includes('\r\n\r\n')) {
            resolve({ status: Number(text.split(' ')[1]), sent: socket.bytesWritten });
            socket.destroy();
          }
        });
        const head = Object.entries({
          host: 'x',
          'content-type': 'application/x-ndjson',
          ...headers(),
          'content-length': String(bytes),
        });
        socket.write(
          `POST /api/v1/events HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
        );
        socket.write(body);
      });
      expect(answer.status).toBe(Number(status));
      expect(answer.sent).toBeGreaterThanOrEqual(bytes);
    },
  );

  test('[IN11] broken gzip, a cut array and an array with a broken element are 400, and nothing is taken', async () => {
    const before = (await linesInLog(server.log)).length;
    const gzip = { 'content-encoding': 'gzip' };
    const json = { 'content-type': 'application/json' };
    const packed = gzipSync(Array.from({ length: 5_000 }, () => line()).join('\n'));
    const bodies: [BodyInit, Record<string, string>][] = [
      [packed.subarray(0, packed.length - 20), gzip],
      [Buffer.from('not gzip at all'), gzip],
      [`[${line()}, ${line()}`, json],
      [`[${line()}, {"v":1,}]`, json],
      [`[${line()},]`, json],
      [`[${line()} ${line()}]`, json],
      [line(), json],
      ['', json],
      [`[${line()}] []`, json],
      [Buffer.concat([Buffer.from(`[${line()},"`), Buffer.from([0xff]), Buffer.from('"]')]), json],
    ];
    for (const [body, headers] of bodies)
      expect((await server.post(body, headers)).status, String(body).slice(0, 80)).toBe(400);
    expect((await linesInLog(server.log)).length).toBe(before);
  });

  test('[IN12] a line over 1 MiB, one that is not UTF-8 and one nested too deeply are refused by themselves', async () => {
    const good = [line(), line(), line(), line()];
    const long = eventLine(next++, {}, { visit: 'x'.repeat(MIB) });
    const deep = eventLine(next++).replace('"waitMs":4000', `"waitMs":${'['.repeat(300_000)}${']'.repeat(300_000)}`);
    const foreign = Buffer.from(line()).map((byte) => (byte === 0x76 ? 0xfe : byte));
    const body = Buffer.concat(
      [`${good[0]}\n${long}\n${good[1]}\n`, foreign, `\n${good[2]}\n${deep}\n${good[3]}`].map((part) =>
        Buffer.from(part as Buffer),
      ),
    );
    const answer = await server.post(body);
    expect(answer.body.accepted).toBe(4);
    expect(codes(answer.body)).toEqual([
      [2, 'line_too_long'],
      [4, 'not_json'],
      [6, 'nested_too_deeply'],
    ]);
    expect((await server.log.deadLetters(3)).every((letter) => letter.line.length <= 600_500)).toBe(true);
  });

  test('[IN13] a body of nothing but bad lines is answered in full, and the loop stays free meanwhile', async () => {
    const count = 20_000;
    const body = gzipSync(Array.from({ length: count }, (_, at) => `{"v":1,"t":"x${at}"`).join('\n'));
    // CPU of this thread between two ticks: what other programs do on the machine does not count.
    const spentMs = (): number => (process.threadCpuUsage().user + process.threadCpuUsage().system) / 1000;
    let worstMs = 0;
    let last = spentMs();
    const watch = setInterval(() => {
      worstMs = Math.max(worstMs, spentMs() - last);
      last = spentMs();
    }, 1);
    const response = await fetch(server.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
        authorization: `Bearer ${server.token}`,
      },
    });
    const text = await response.text();
    clearInterval(watch);
    const answer = JSON.parse(text) as { accepted: number; rejected: { line: number; code: string }[] };
    expect(answer.accepted).toBe(0);
    expect(answer.rejected).toHaveLength(count);
    expect(answer.rejected.at(-1)).toMatchObject({ line: count, code: 'not_json' });
    // One turn is 8 ms; the rest is room for the flush of the log and the garbage collector.
    expect(worstMs).toBeLessThan(40);
  });

  test('[IN14] a sender that goes away in the middle takes nothing with it', async () => {
    const before = (await linesInLog(server.log)).length;
    await new Promise<void>((resolve) => {
      const request = httpRequest(server.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-ndjson',
          authorization: `Bearer ${server.token}`,
          'content-length': '100000',
        },
      });
      request.on('error', () => resolve());
      request.write(`${line()}\n`, () => setImmediate(() => request.destroy(new Error('gone'))));
    });
    expect((await server.post(line())).body.accepted).toBe(1);
    expect((await linesInLog(server.log)).length).toBe(before + 1);
  });
});

describe('a log in trouble', () => {
  test.each<[LogErrorCode, number, boolean]>([
    ['log_behind', 429, true],
    ['log_down', 503, true],
    ['disk_full', 507, false],
  ])('[IN15] %s is answered %i, and the same body may be sent again', async (code, status, retryAfter) => {
    let broken = true;
    const server = await startIngest({
      between: (log) => ({
        append: async (lines) => {
          if (broken) throw new LogError(code, 'trouble');
          return log.append(lines);
        },
        bury: (letters) => log.bury(letters),
      }),
    });
    try {
      const lines = Array.from({ length: 5_000 }, (_, at) => eventLine(at + 1)).join('\n');
      const refused = await server.post(lines);
      expect(refused.status).toBe(status);
      expect(refused.headers.has('retry-after')).toBe(retryAfter);
      expect(refused.body.detail).toMatch(/again/);
      broken = false;
      expect((await server.post(lines)).body).toEqual({ accepted: 5_000, duplicates: 0, rejected: [] });
    } finally {
      await server.stop();
    }
  });

  test('[IN15] a full disk is 507; what was answered before stays', async () => {
    const server = await startIngest({ maxBytes: 1.5 * MIB });
    try {
      let n = 1;
      let taken = 0;
      for (;;) {
        const lines = Array.from({ length: 500 }, () => eventLine(n++)).join('\n');
        const answer = await server.post(lines);
        if (answer.status !== 200) {
          expect(answer.status).toBe(507);
          break;
        }
        taken += answer.body.accepted;
      }
      expect(taken).toBeGreaterThan(0);
      expect(await linesInLog(server.log)).toHaveLength(taken);
    } finally {
      await server.stop();
    }
  });
});
