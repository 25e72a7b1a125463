import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessBench, ADMIN_PASSWORD, DAY_MS, problemOf, SOMEWHERE, startedAdmin } from './bench.ts';

const ADMIN = { name: 'admin', password: ADMIN_PASSWORD, address: SOMEWHERE };

test('[AC4] a log-in gives a session cookie that scripts and other sites cannot use, and that names its caller', async () => {
  await using bench = accessBench();
  const access = await bench.open({ origin: 'http://wall.example' });
  await startedAdmin(access);
  const { sessionCookie } = await access.signIn(ADMIN);
  expect(sessionCookie.header).toBe(
    `floorlight_session=${sessionCookie.value}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`,
  );
  expect(sessionCookie.options).toEqual({
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: false,
    maxAge: 2_592_000,
  });
  const cookie = `theme=dark; floorlight_session=${sessionCookie.value}; broken=%E0%A4%A`;
  expect(await access.authenticate({ cookie })).toMatchObject({ kind: 'person', id: 'admin', role: 'admin' });
  expect(await access.authenticate({ cookie: 'floorlight_session=; theme=dark' })).toBeNull();
  expect(await access.authenticate({ cookie: `floorlight_session=${sessionCookie.value}x` })).toBeNull();
  expect(await access.authenticate({})).toBeNull();

  const secure = await bench.open({ origin: 'https://wall.example' });
  expect((await secure.signIn(ADMIN)).sessionCookie.header).toMatch(/; Secure$/);
});

test('[AC4] a wrong password and an unknown name are answered alike', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  await startedAdmin(access);
  const wrong = await problemOf(access.signIn({ ...ADMIN, password: 'not this one' }));
  const unknown = await problemOf(access.signIn({ ...ADMIN, name: 'nobody' }));
  const nothing = await problemOf(access.signIn({ name: undefined, password: null, address: SOMEWHERE }));
  expect(wrong).toMatchObject({ status: 401, code: 'wrong_credentials' });
  expect([unknown.status, unknown.message]).toEqual([wrong.status, wrong.message]);
  expect([nothing.status, nothing.message]).toEqual([wrong.status, wrong.message]);
});

test('[AC5] a session lives 30 days, and use in the second half of them starts them anew', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  await startedAdmin(access);
  const { sessionCookie } = await access.signIn(ADMIN);
  const cookie = `${sessionCookie.name}=${sessionCookie.value}`;
  const MINUTE_MS = 60_000;
  bench.advance(15 * DAY_MS - MINUTE_MS);
  expect((await access.readSession(cookie))?.cookies).toEqual([]);
  bench.advance(2 * MINUTE_MS);
  expect((await access.readSession(cookie))?.cookies).toHaveLength(1);
  for (let month = 0; month < 6; month++) {
    bench.advance(20 * DAY_MS);
    const read = await access.readSession(cookie);
    expect(read?.identity.id).toBe('admin');
    expect(read?.cookies.map((refreshed) => refreshed.header)).toEqual([sessionCookie.header]);
  }
  const restarted = await bench.open();
  bench.advance(30 * DAY_MS - 60_000);
  expect((await restarted.readSession(cookie))?.identity.id).toBe('admin');
  bench.advance(30 * DAY_MS + 60_000);
  expect(await restarted.readSession(cookie)).toBeNull();
  expect(await restarted.authenticate({ cookie })).toBeNull();
});

test('[AC6] a log-out ends the session, on the server too', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  await startedAdmin(access);
  const [one, other] = [await access.signIn(ADMIN), await access.signIn(ADMIN)];
  const cookie = `floorlight_session=${one.sessionCookie.value}`;
  const blank = await access.signOut(cookie);
  expect(blank.header).toMatch(/^floorlight_session=; Path=\/; Max-Age=0/);
  expect(await access.authenticate({ cookie })).toBeNull();
  expect(await access.authenticate({ cookie: `floorlight_session=${other.sessionCookie.value}` })).not.toBeNull();
  await access.signOut(null);
});

test('[AC6] a change of the password ends the other sessions and goes on under a new one', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  await startedAdmin(access);
  const before = [await access.signIn(ADMIN), await access.signIn(ADMIN)];
  const change = { identity: before[0]!.identity, newPassword: 'the next password', address: SOMEWHERE };
  expect(await problemOf(access.changePassword({ ...change, currentPassword: 'a guess' }))).toMatchObject({
    status: 401,
  });
  const { sessionCookie } = await access.changePassword({ ...change, currentPassword: ADMIN_PASSWORD });
  for (const { sessionCookie: old } of before) {
    expect(await access.authenticate({ cookie: `${old.name}=${old.value}` })).toBeNull();
  }
  expect(await access.authenticate({ cookie: `${sessionCookie.name}=${sessionCookie.value}` })).not.toBeNull();
  expect(await problemOf(access.signIn(ADMIN))).toMatchObject({ status: 401 });
  await access.signIn({ ...ADMIN, password: 'the next password' });
});

test('[AC6] an account that is removed or set another password has no session left, in any process', async () => {
  await using bench = accessBench();
  const [here, there] = [await bench.open(), await bench.open()];
  const admin = await startedAdmin(here);
  const anna = { name: 'anna', password: 'a password of anna', address: SOMEWHERE };
  await here.people.add({ ...anna, role: 'viewer', scope: { sites: 'all', teams: 'all' } }, admin);
  const first = (await there.signIn(anna)).sessionCookie.value;
  expect((await there.authenticate({ cookie: `floorlight_session=${first}` }))?.id).toBe('anna');
  await here.people.setPassword('anna', 'another one of anna', admin);
  expect(await there.authenticate({ cookie: `floorlight_session=${first}` })).toBeNull();
  const second = (await there.signIn({ ...anna, password: 'another one of anna' })).sessionCookie.value;
  await here.people.change('anna', { role: 'manager' }, admin);
  expect((await there.authenticate({ cookie: `floorlight_session=${second}` }))?.role).toBe('manager');
  await here.people.remove('anna', admin);
  expect(await there.authenticate({ cookie: `floorlight_session=${second}` })).toBeNull();
});

test(
  '[AC7] after five failures each further one doubles the wait, whatever the password, and time lifts it',
  { timeout: 30_000 },
  async () => {
    await using bench = accessBench();
    const access = await bench.open();
    await startedAdmin(access);
    const guess = () => problemOf(access.signIn({ ...ADMIN, password: 'a wrong guess' }));
    for (let failure = 0; failure < 5; failure++) expect((await guess()).status).toBe(401);
    for (const waitSeconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      expect((await guess()).status).toBe(401);
      expect(await guess()).toMatchObject({ status: 429, code: 'too_many_attempts', retryAfterSeconds: waitSeconds });
      const right = await problemOf(access.signIn(ADMIN));
      expect(right).toMatchObject({ status: 429, retryAfterSeconds: waitSeconds });
      expect(right.message).toContain(`Try again in ${waitSeconds} s`);
      bench.advance(waitSeconds * 1_000);
    }
    await access.signIn(ADMIN);
    for (let failure = 0; failure < 5; failure++) expect((await guess()).status).toBe(401);
    await access.signIn(ADMIN);
  },
);

test(
  '[AC7] failures at one address do not lock the account out elsewhere, nor other accounts there',
  { timeout: 30_000 },
  async () => {
    await using bench = accessBench();
    const access = await bench.open();
    const admin = await startedAdmin(access);
    const anna = { name: 'anna', password: 'a password of anna', address: SOMEWHERE };
    await access.people.add({ ...anna, role: 'viewer', scope: { sites: 'all', teams: 'all' } }, admin);
    const guesses = Array.from({ length: 12 }, () => problemOf(access.signIn({ ...ADMIN, password: 'a wrong guess' })));
    const statuses = (await Promise.all(guesses)).map((problem) => problem.status);
    // All at once is no way around it: only the free failures and the one that starts the wait were tried.
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    await access.signIn({ ...ADMIN, address: '192.0.2.8' });
    await access.signIn(anna);
  },
);

test('[AC7] many names from one address are held back too', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  await startedAdmin(access);
  const statuses: number[] = [];
  for (let number = 0; number < 52; number++) {
    statuses.push(
      (await problemOf(access.signIn({ name: `n${number}`, password: 'spring2026', address: SOMEWHERE }))).status,
    );
  }
  expect(statuses.slice(0, 51).every((status) => status === 401)).toBe(true);
  expect(statuses[51]).toBe(429);
  await access.signIn({ ...ADMIN, address: '192.0.2.8' });
});

test('[AC20] a cookie counts only for requests from pages of the product', async () => {
  await using bench = accessBench();
  const access = await bench.open({ origin: 'https://wall.example' });
  await startedAdmin(access);
  const { sessionCookie } = await access.signIn(ADMIN);
  const cookie = `${sessionCookie.name}=${sessionCookie.value}`;
  const who = async (origin: string | null, host: string) => (await access.authenticate({ cookie, origin, host }))?.id;
  expect(await who(null, 'wall.example')).toBe('admin');
  expect(await who('https://wall.example', 'inner:3000')).toBe('admin');
  expect(await who('http://10.0.0.5:3000', '10.0.0.5:3000')).toBe('admin');
  expect(await who('https://evil.example', 'wall.example')).toBeUndefined();
  expect(await who('http://10.0.0.5:4000', '10.0.0.5:3000')).toBeUndefined();
  expect(await who('null', 'wall.example')).toBeUndefined();
});

test('[AC21] one file of the product knows the session library', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|svelte)$/.test(file));
  const knowing = files.filter((file) => /from 'lucia'/.test(readFileSync(`src/${file}`, 'utf8')));
  expect(knowing).toEqual(['lib/access/lucia-adapter.ts']);
});
