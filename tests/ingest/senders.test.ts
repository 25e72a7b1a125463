import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '#lib/access/rights.ts';
import { codes, eventLine, startIngest, type IngestServer } from './ingest-server.ts';

describe('who may send what', () => {
  let server: IngestServer;
  let next = 1;
  beforeAll(async () => {
    server = await startIngest();
  });
  afterAll(() => server.stop());

  const line = (rest: Record<string, unknown> = {}, payload: Record<string, unknown> = {}): string =>
    eventLine(next++, rest, payload);

  test('[IN6] the sites of a token and its right to correct hold line by line', async () => {
    const make = (sites: string[], correct: boolean) =>
      server.access.tokens.make({ name: 'narrow', kind: 'ingest', scope: { sites, teams: 'all' }, correct }, SYSTEM);
    const { secret } = await make(['cs'], false);
    const correction = {
      t: 'correction',
      d: { site: 'cs', target: { p: 'pbx-1', e: 1, n: 1 }, op: 'void', reason: 'test', by: 'me' },
    };
    const body = [
      line(),
      line({}, { site: 'bj' }),
      line(correction),
      line({}, { site: undefined }),
      line({ t: 'producer.heartbeat', d: { lastSeq: 1 } }),
    ].join('\n');
    const answer = await server.post(body, { authorization: `Bearer ${secret}` });
    expect(answer.body.accepted).toBe(2);
    expect(codes(answer.body)).toEqual([
      [2, 'not_permitted'],
      [3, 'not_permitted'],
      [4, 'not_permitted'],
    ]);
    expect((await server.post(line(correction))).body.accepted).toBe(1);
    expect(server.batches.at(-1)!.corrections).toMatchObject([{ d: { reason: 'test', by: 'me' } }]);
    expect(server.batches.at(-1)!.sender.name).toBe('pbx');
  });

  test('[IN19] only a token that may correct sends under the names of the product itself', async () => {
    const scope = { sites: 'all' as const, teams: 'all' as const };
    const { secret } = await server.access.tokens.make({ name: 'plain', kind: 'ingest', scope }, SYSTEM);
    const body = ['floorlight-engine.cs', 'floorlight-settings', 'floorlight-engineer']
      .map((p) => line({ p }))
      .join('\n');
    const answer = await server.post(body, { authorization: `Bearer ${secret}` });
    expect(codes(answer.body)).toEqual([
      [1, 'not_permitted'],
      [2, 'not_permitted'],
    ]);
    expect((await server.post(body)).body).toMatchObject({ accepted: 2, duplicates: 1, rejected: [] });
  });

  test('[IN7] 401 without a valid token, 403 for a token of another kind, 405 for another method', async () => {
    const problem = 'application/problem+json';
    const nobody = await server.post(line(), { authorization: 'Bearer wrong' });
    expect([nobody.status, nobody.headers.get('content-type'), nobody.headers.get('www-authenticate')]).toEqual([
      401,
      problem,
      'Bearer',
    ]);
    expect(nobody.body).toMatchObject({ status: 401, type: 'urn:floorlight:problem:unauthenticated' });
    const { secret } = await server.access.tokens.make(
      { name: 'r', kind: 'read', scope: { sites: 'all', teams: 'all' } },
      SYSTEM,
    );
    expect((await server.post(line(), { authorization: `Bearer ${secret}` })).status).toBe(403);
    const got = await fetch(server.url);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
