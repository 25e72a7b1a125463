import { expect, test } from 'vitest';
import { SYSTEM } from '#lib/access/rights.ts';
import { NOW, startIngest } from '../ingest/ingest-server.ts';

test('[DQ22] a token that may not correct may not say rules either', async () => {
  const server = await startIngest();
  try {
    const { secret } = await server.access.tokens.make(
      { name: 'crm', kind: 'ingest', scope: { sites: 'all', teams: 'all' } },
      SYSTEM,
    );
    let n = 0;
    const said = (kind: string, validFrom = NOW): string =>
      JSON.stringify({
        ...{ v: 1, t: 'dim.upsert', p: 'crm', e: NOW, n: (n += 1), at: NOW },
        d: { kind, id: 'acd', attrs: { rules: { negative_wait: 'exclude' } }, validFrom },
      });
    const narrow = { authorization: `Bearer ${secret}` };
    expect((await server.post(`${said('producer')}\n${said('queue')}`, narrow)).body).toMatchObject({
      accepted: 1,
      rejected: [{ line: 1, code: 'not_permitted' }],
    });
    expect((await server.post(said('producer'))).body).toMatchObject({ accepted: 1, rejected: [] });
    // Nor does anybody say rules that would have acted before they were said.
    expect((await server.post(said('producer', NOW - 1))).body).toMatchObject({
      accepted: 0,
      rejected: [{ line: 1, code: 'not_permitted' }],
    });
  } finally {
    await server.stop();
  }
});
