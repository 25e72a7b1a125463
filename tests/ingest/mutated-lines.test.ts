import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseLine } from '#lib/events/parse.ts';
import { linesInLog, NOW, startIngest } from './ingest-server.ts';
import { mutate, random } from './mutation.ts';

const MUTATED = 100_000;
const MUTATED_PER_BODY = 5_000;
/** Seeds that every run takes, and one of its own. */
const SEEDS = [20_261_122, Math.floor(Math.random() * 2 ** 32)];

const TYPES: ((n: number) => { t: string; d: Record<string, unknown> })[] = [
  (n) => ({ t: 'queue.entered', d: { site: 'cs', queue: 'svc', visit: `v${n}`, enqueuedAt: NOW - 60_000 } }),
  (n) => ({
    t: 'wrap.ended',
    d: { site: 'cs', leg: `l${n}`, endedAt: NOW - 9_000, talkMs: 90_000, holdMs: 0, acwMs: 5_000, topic: '还款' },
  }),
  (n) => ({
    t: 'agent.state',
    d: { site: 'cs', agent: `a${n}`, state: 'READY', enteredAt: NOW - 5_000, queues: ['svc', 'rep'] },
  }),
  (n) => ({
    t: 'dim.upsert',
    d: {
      site: 'cs',
      kind: 'queue',
      id: `q${n}`,
      attrs: { name: { en: 'Service: "A"', 'zh-CN': '客服\\' } },
      validFrom: 0,
    },
  }),
  (n) => ({
    t: 'metric.set',
    d: { metric: 'staff.required', period: { from: 0, to: 900_000 }, value: n + 0.5, scope: { site: 'cs' } },
  }),
];

const valid = (n: number): string =>
  JSON.stringify({
    v: 1,
    p: 'fuzz-1',
    e: NOW - 3_600_000,
    n,
    at: NOW - 30_000 + (n % 1_000),
    ...TYPES[n % TYPES.length]!(n),
  });

const isBlank = (line: Buffer): boolean => line.toString('utf8').trim() === '';

test(
  '[IN16] 100,000 mutated lines: every answer adds up, and no whole line between them is held back',
  { timeout: 180_000 },
  async () => {
    console.log(`seeds ${SEEDS.join(', ')}`);
    const server = await startIngest();
    try {
      const whole: string[] = [];
      // The identities of whole lines are beyond those that the mutated ones are made from.
      let n = 10_000_000;
      let m = 0;
      for (const seed of SEEDS) {
        const next = random(seed);
        for (let sent = 0; sent < MUTATED / SEEDS.length; sent += MUTATED_PER_BODY) {
          const lines: Buffer[] = [];
          for (let at = 0; at < MUTATED_PER_BODY; at += 1) {
            lines.push(mutate(valid((m += 1)), next));
            if (next() < 0.2) {
              const line = valid((n += 1));
              whole.push(line);
              lines.push(Buffer.from(line));
            }
          }
          const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
          const answer = await server.post(gzipSync(body, { level: 1 }), { 'content-encoding': 'gzip' });
          expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(200);
          const { accepted, duplicates, rejected } = answer.body;
          expect(accepted + duplicates + rejected.length).toBe(lines.filter((line) => !isBlank(line)).length);
          expect(new Set(rejected.map(({ line }) => line)).size).toBe(rejected.length);
          expect(rejected.every(({ line }) => !isBlank(lines[line - 1]!))).toBe(true);
        }
      }
      const stored = await linesInLog(server.log);
      const inLog = new Set(stored);
      expect(whole.filter((line) => !inLog.has(line))).toEqual([]);
      expect(stored).toHaveLength(server.counters.accepted);
      const unreadable = stored.filter((line) => !parseLine(line).ok || line.includes('phone'));
      expect(unreadable).toEqual([]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect([...server.counters.rejected.keys()].sort()).toEqual(
        expect.arrayContaining([
          'missing_field',
          'nested_too_deeply',
          'not_an_object',
          'not_json',
          'out_of_range',
          'unknown_value',
          'unsupported_version',
          'wrong_type',
        ]),
      );
    } finally {
      await server.stop();
    }
  },
);
