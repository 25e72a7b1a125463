import { expect, test } from 'vitest';
import { NotCheckable, type DefinitionGuard } from '#lib/sources/ingest/closed-periods.ts';
import { eventLine, linesInLog, NOW, startIngest } from './ingest-server.ts';

const definition = (n: number, id: string): string =>
  JSON.stringify({
    v: 1,
    t: 'dim.upsert',
    p: 'crm',
    e: 1,
    n,
    at: NOW,
    d: { site: 'cs', kind: 'queue', id, attrs: { slThresholdMs: 30_000 }, validFrom: 0 },
  });

test('[IN18] where the guard cannot know, the body is 503 and nothing is taken; without a definition nothing waits for it', async () => {
  let away = true;
  const seen: string[] = [];
  const guard: DefinitionGuard = (statements) => {
    if (away) return Promise.reject(new NotCheckable('The engine reads the log.'));
    seen.push(...statements.map(({ d }) => d.id!));
    return Promise.resolve(statements.map(({ d }) => (d.id === 'old' ? { refusal: 'It is closed.' } : null)));
  };
  const server = await startIngest({ guard });
  try {
    const body = [eventLine(1), definition(1, 'old'), definition(2, 'new'), 'no json'].join('\n');
    const answer = await server.post(body);
    expect(answer.status).toBe(503);
    expect(answer.headers.has('retry-after')).toBe(true);
    expect(answer.body.detail).toContain('The engine reads the log. Send the same body again');
    expect(await linesInLog(server.log)).toEqual([]);
    expect((await server.post(eventLine(2))).body).toMatchObject({ accepted: 1 });

    away = false;
    expect((await server.post(body)).body).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [
        { line: 2, code: 'closed_period', message: 'It is closed.' },
        expect.objectContaining({ line: 4, code: 'not_json' }) as unknown,
      ],
    });
    expect(seen).toEqual(['old', 'new']);
    const letters = await server.log.deadLetters(10);
    expect(letters.find(({ code }) => code === 'closed_period')).toMatchObject({
      shard: 'cs',
      message: 'It is closed.',
      identity: { p: 'crm', e: 1, n: 1 },
    });
    expect(server.counters.rejected.get('closed_period')).toBe(1);
  } finally {
    await server.stop();
  }
});
