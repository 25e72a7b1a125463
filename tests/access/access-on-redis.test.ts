import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccess } from '#lib/access/access.ts';
import type { Access, Revocation } from '#lib/access/access.ts';
import { DocumentStoreError } from '#lib/store/document-store.ts';
import type { DocumentStore } from '#lib/store/document-store.ts';
import { openRedisStore } from '#lib/store/redis-store.ts';
import { startRedisServer } from '../support/redis-server.ts';
import type { RedisServer } from '../support/redis-server.ts';
import { ADMIN_PASSWORD, bearer, SOMEWHERE, startedAdmin } from './bench.ts';

// Two web processes over one Redis, on the wall clock, since Redis judges expiry by its own.
const opened: { access: Access; store: DocumentStore }[] = [];
let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(async () => {
  for (const { access, store } of opened) {
    await access.close();
    await store.close();
  }
  await server.stop();
});

async function openProcess(onProblem: (error: Error) => void): Promise<Access> {
  const store = openRedisStore({ url: server.url });
  const clock = { now: () => Date.now(), speed: 1 };
  const access = await openAccess({ store, clock, origin: null, watchEveryMs: 20, onProblem });
  opened.push({ access, store });
  return access;
}

test('[AC6] [AC12] [AC16] on Redis: sessions, tokens and display links of one process hold and end in the other', async () => {
  const problems: Error[] = [];
  const here = await openProcess((error) => problems.push(error));
  const there = await openProcess((error) => problems.push(error));
  const admin = await startedAdmin(here);
  const scope = { sites: 'all', teams: 'all' };
  const { token, secret } = await here.tokens.make({ name: 'CRM', kind: 'read', scope }, admin);
  const { display, path } = await here.displays.make({ name: 'Hall', board: 'inbound', scope }, admin);
  const { sessionCookie } = await here.signIn({ name: 'admin', password: ADMIN_PASSWORD, address: SOMEWHERE });
  const session = { cookie: `${sessionCookie.name}=${sessionCookie.value}` };
  const tv = { cookie: `floorlight_display=${path.slice('/d/'.length)}` };

  await there.refresh();
  expect((await there.authenticate(session))?.id).toBe('admin');
  expect((await there.authenticate(bearer(secret)))?.id).toBe(token.id);
  expect((await there.authenticate(tv))?.id).toBe(display.id);

  const told: Revocation[] = [];
  there.onRevoked((revoked) => told.push(revoked));
  await here.tokens.revoke(token.id, admin);
  await here.displays.revoke(display.id, admin);
  await here.people.setPassword('admin', 'the next password', admin);
  await expect.poll(() => told.length, { timeout: 5_000, interval: 10 }).toBe(3);
  expect(new Set(told.map((revoked) => revoked.kind))).toEqual(new Set(['token', 'display', 'person']));
  expect(await there.authenticate(session)).toBeNull();
  expect(await there.authenticate(bearer(secret))).toBeNull();
  expect(await there.authenticate(tv)).toBeNull();
  expect((await there.audit.newest(2)).map((entry) => entry.action)).toEqual([
    'password_changed',
    'display_link_revoked',
  ]);
  expect(problems).toEqual([]);

  await server.kill();
  await expect(there.authenticate(session)).rejects.toThrow(DocumentStoreError);
  // The watch says what it cannot read; it does not end the process.
  await expect.poll(() => problems.length, { timeout: 10_000, interval: 10 }).toBeGreaterThan(0);
});
