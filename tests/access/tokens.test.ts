import { expect, test } from 'vitest';
import { REVOKED_WITHIN_MS } from '#lib/access/access.ts';
import type { Revocation } from '#lib/access/access.ts';
import { seesSite, seesTeam } from '#lib/access/identity.ts';
import { may } from '#lib/access/rights.ts';
import { MARK_EVERY_MS } from '#lib/access/use-marks.ts';
import { DocumentStoreError } from '#lib/store/document-store.ts';
import type { DocumentStore } from '#lib/store/document-store.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';
import { accessBench, ADMIN_PASSWORD, bearer, problemOf, SOMEWHERE, startedAdmin } from './bench.ts';

const ALL = { sites: 'all', teams: 'all' };

test('[AC10] the store of a product in use holds no usable password, token, session or display link', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  await access.start({
    adminPassword: ADMIN_PASSWORD,
    ingestToken: 'ingest-of-the-environment',
    apiToken: 'api-of-it',
  });
  const { secret } = await access.tokens.make({ name: 'CRM', kind: 'ingest', scope: ALL }, admin);
  const { path } = await access.displays.make({ name: 'Hall', board: 'inbound', scope: ALL }, admin);
  const { sessionCookie } = await access.signIn({ name: 'admin', password: ADMIN_PASSWORD, address: SOMEWHERE });
  expect(await access.authenticate(bearer(secret))).not.toBeNull();
  expect(await access.displays.open(path.slice('/d/'.length))).not.toBeNull();

  const stolen = bench.stolen();
  const secrets = [secret, path.slice('/d/'.length), sessionCookie.value, 'ingest-of-the-environment', 'api-of-it'];
  for (const known of secrets) expect(stolen).not.toContain(known);
  expect(JSON.stringify([await access.tokens.list(), await access.displays.list()])).not.toMatch(/[0-9a-f]{64}/);
  // Nothing that a thief can read there opens the door: not an id, not a digest, not any other word of it.
  const words = new Set(stolen.match(/[A-Za-z0-9_-]{12,}/g));
  expect(words.size).toBeGreaterThan(10);
  for (const word of words) {
    expect(await access.authenticate(bearer(word))).toBeNull();
    expect(await access.authenticate({ cookie: `floorlight_session=${word}; floorlight_display=${word}` })).toBeNull();
  }
});

test('[AC11] a token has the rights of its kind, corrections only where marked, and its scope', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const make = async (input: { kind: string; scope?: unknown; correct?: boolean }) => {
    const { secret } = await access.tokens.make({ name: 'a token', scope: ALL, ...input }, admin);
    const identity = await access.authenticate(bearer(secret));
    if (identity === null) throw new Error('the new token is not known');
    return identity;
  };
  expect([...(await make({ kind: 'ingest' })).rights]).toEqual(['ingest']);
  expect([...(await make({ kind: 'ingest', correct: true })).rights]).toEqual(['ingest', 'correct']);
  // The mark of one token is not a mark of all.
  expect(may(await make({ kind: 'ingest' }), 'correct')).toBe(false);
  const reader = await make({ kind: 'read', scope: { sites: ['wh', 'cs', 'cs'], teams: ['t42'] } });
  expect(reader).toMatchObject({ kind: 'token', role: 'read', name: 'a token', board: null });
  expect([...reader.rights]).toEqual(['view_boards', 'view_reports', 'view_events']);
  expect(reader.scope).toEqual({ sites: ['cs', 'wh'], teams: ['t42'] });
  expect(['cs', 'wh', 'xx', null].map((site) => seesSite(reader.scope, site))).toEqual([true, true, false, false]);
  expect(['t42', 't43', null].map((team) => seesTeam(reader.scope, team))).toEqual([true, false, false]);
  expect(seesSite((await make({ kind: 'read' })).scope, null)).toBe(true);

  const refused = (input: object) =>
    problemOf(access.tokens.make({ name: 'x', kind: 'read', scope: ALL, ...input }, admin));
  expect(await refused({ kind: 'admin' })).toMatchObject({ status: 400, field: 'kind' });
  expect(await refused({ correct: true })).toMatchObject({ status: 400, field: 'correct' });
  expect(await refused({ scope: { sites: 'cs' } })).toMatchObject({ status: 400, field: 'sites' });
  expect(await problemOf(access.tokens.make({ name: 'x', kind: 'read', scope: ALL }, reader))).toMatchObject({
    status: 403,
  });
});

test('[AC20] a bearer token that is not valid is nobody, whatever the cookies say', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  await startedAdmin(access);
  const { sessionCookie } = await access.signIn({ name: 'admin', password: ADMIN_PASSWORD, address: SOMEWHERE });
  const cookie = `${sessionCookie.name}=${sessionCookie.value}`;
  expect(await access.authenticate({ cookie })).not.toBeNull();
  for (const authorization of [
    'Bearer nonsense',
    'Bearer',
    'Basic YWRtaW46YWRtaW4=',
    '',
    `Bearer ${'x'.repeat(100_000)}`,
  ]) {
    expect(await access.authenticate({ authorization, cookie })).toBeNull();
  }
});

test('[AC12] a revoked token is refused at once where it was revoked, and elsewhere within the stated time', async () => {
  await using bench = accessBench();
  const [here, there] = [await bench.open(), await bench.open()];
  const admin = await startedAdmin(here);
  const { token, secret } = await here.tokens.make({ name: 'CRM', kind: 'ingest', scope: ALL }, admin);
  bench.advance(REVOKED_WITHIN_MS);
  expect((await there.authenticate(bearer(secret)))?.id).toBe(token.id);
  await here.tokens.revoke(token.id, admin);
  expect(await here.authenticate(bearer(secret))).toBeNull();
  bench.advance(REVOKED_WITHIN_MS);
  expect(await there.authenticate(bearer(secret))).toBeNull();
  expect((await there.tokens.list())[0]).toMatchObject({
    id: token.id,
    revokedAt: bench.clock.now() - REVOKED_WITHIN_MS,
  });
  await here.tokens.revoke(token.id, admin);
  expect(await problemOf(here.tokens.revoke('no-such', admin))).toMatchObject({ status: 404 });
});

test('[AC12] a revocation elsewhere is told to open sockets without any request', async () => {
  await using bench = accessBench();
  const here = await bench.open();
  const there = await bench.open({ watchEveryMs: 10 });
  const admin = await startedAdmin(here);
  const { token } = await here.tokens.make({ name: 'CRM', kind: 'read', scope: ALL }, admin);
  await there.refresh();
  const told = new Promise<Revocation>((resolve) => there.onRevoked(resolve));
  await here.tokens.revoke(token.id, admin);
  expect(await told).toEqual({ kind: 'token', id: token.id });
});

test('[AC12] a store that does not answer lets nobody in on old knowledge', async () => {
  await using bench = accessBench();
  const store = openEmbeddedStore({ directory: bench.directory, clock: bench.clock });
  const access = await bench.open({ store });
  await access.start({ apiToken: 'api-of-the-environment' });
  expect(await access.authenticate(bearer('api-of-the-environment'))).not.toBeNull();
  await access.tokens.settle();
  await store.close();
  expect(await access.authenticate(bearer('api-of-the-environment'))).not.toBeNull();
  bench.advance(REVOKED_WITHIN_MS);
  await expect(access.authenticate(bearer('api-of-the-environment'))).rejects.toThrow(DocumentStoreError);
});

test('[AC13] the tokens of the environment work from the start, and starting again changes nothing', async () => {
  await using bench = accessBench();
  const given = { ingestToken: 'ingest-of-the-environment', apiToken: 'api-of-the-environment' };
  const access = await bench.open();
  await access.start(given);
  const ingest = await access.authenticate(bearer(given.ingestToken));
  expect(ingest).toMatchObject({ kind: 'token', role: 'ingest', name: 'INGEST_TOKEN', scope: ALL });
  expect([...ingest!.rights]).toEqual(['ingest', 'correct']);
  const read = await access.authenticate(bearer(given.apiToken));
  expect(read).toMatchObject({ role: 'read', name: 'API_TOKEN', scope: ALL });
  const before = [await access.tokens.list(), await access.audit.newest(100)];
  const again = await bench.open();
  await again.start(given);
  expect([await again.tokens.list(), await again.audit.newest(100)]).toEqual(before);
});

test('[AC13] a token that the environment no longer gives is refused; one that a person revoked stays so', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const works = async (secret: string) => (await access.authenticate(bearer(secret))) !== null;
  await access.start({ adminPassword: ADMIN_PASSWORD, ingestToken: 'the-first-value', apiToken: 'the-api-token' });
  await access.start({ adminPassword: ADMIN_PASSWORD, ingestToken: 'the-second-value', apiToken: 'the-api-token' });
  expect([await works('the-first-value'), await works('the-second-value'), await works('the-api-token')]).toEqual([
    false,
    true,
    true,
  ]);
  await access.start({ adminPassword: ADMIN_PASSWORD, ingestToken: 'the-first-value' });
  expect([await works('the-first-value'), await works('the-second-value'), await works('the-api-token')]).toEqual([
    true,
    false,
    false,
  ]);
  const inForce = (await access.tokens.list()).filter((token) => token.revokedAt === null);
  await access.tokens.revoke(inForce[0]!.id, admin);
  await access.start({ adminPassword: ADMIN_PASSWORD, ingestToken: 'the-first-value' });
  expect(await works('the-first-value')).toBe(false);
  expect(await problemOf(access.start({ ingestToken: 'one-for-both', apiToken: 'one-for-both' }))).toMatchObject({
    status: 400,
    message: expect.stringMatching(/INGEST_TOKEN and API_TOKEN/),
  });
});

test('[AC14] the last use is known to the minute and costs a write a minute, and judging a request costs no reading', async () => {
  await using bench = accessBench();
  const file = openEmbeddedStore({ directory: bench.directory, clock: bench.clock });
  const calls = { get: 0, list: 0, put: 0 };
  const counted: DocumentStore = {
    ...file,
    get: (collection, id) => (calls.get++, file.get(collection, id)),
    list: (collection) => (calls.list++, file.list(collection)),
    put: (collection, id, document, options) => (calls.put++, file.put(collection, id, document, options)),
  };
  const access = await bench.open({ store: counted });
  await access.start({ apiToken: 'api-of-the-environment' });
  expect((await access.tokens.list())[0]?.lastUsedAt).toBeNull();
  const firstUse = bench.clock.now();
  Object.assign(calls, { get: 0, list: 0, put: 0 });
  for (let request = 0; request < 1_000; request++) await access.authenticate(bearer('api-of-the-environment'));
  expect(calls).toEqual({ get: 0, list: 0, put: 1 });
  bench.advance(MARK_EVERY_MS);
  for (let request = 0; request < 1_000; request++) await access.authenticate(bearer('api-of-the-environment'));
  expect(calls).toEqual({ get: 0, list: 1, put: 2 });
  await access.tokens.settle();
  const elsewhere = await bench.open();
  expect((await elsewhere.tokens.list())[0]?.lastUsedAt).toBe(firstUse + MARK_EVERY_MS);
});
