import { expect, test } from 'vitest';
import type { Revocation } from '#lib/access/access.ts';
import { REVOKED_WITHIN_MS } from '#lib/access/access.ts';
import { admission } from '#lib/access/route-rights.ts';
import { accessBench, DAY_MS, problemOf, startedAdmin } from './bench.ts';

const HALL = { name: 'Hall, north wall', board: 'inbound', scope: { sites: ['cs'], teams: 'all' }, locale: 'zh-CN' };

test('[AC15] a display link opens its board without a log-in, for a month of days and over restarts', async () => {
  await using bench = accessBench();
  const access = await bench.open({ origin: 'https://wall.example' });
  const admin = await startedAdmin(access);
  const { display, path } = await access.displays.make(HALL, admin);
  expect(path).toMatch(/^\/d\/fl_tv_[A-Za-z0-9_-]{43}$/);
  const opened = await access.displays.open(path.slice('/d/'.length));
  expect(opened?.identity).toMatchObject({
    kind: 'display',
    id: display.id,
    name: 'Hall, north wall',
    role: 'display',
    board: 'inbound',
    scope: { sites: ['cs'], teams: 'all' },
    locale: 'zh-CN',
  });
  expect([...opened!.identity.rights]).toEqual(['view_boards']);
  expect(opened!.cookie.header).toMatch(/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure$/);
  const cookie = `${opened!.cookie.name}=${opened!.cookie.value}`;
  for (let day = 0; day < 31; day++) {
    bench.advance(DAY_MS);
    const running = day % 10 === 0 ? await bench.open({ origin: 'https://wall.example' }) : access;
    const caller = await running.identify({ cookie });
    expect(caller?.identity.id).toBe(display.id);
    // Every page starts the browser's 400 days anew.
    expect(caller?.cookies.map((set) => set.header)).toEqual([opened!.cookie.header]);
  }
  bench.advance(1_000 * DAY_MS);
  expect((await access.displays.open(path.slice('/d/'.length)))?.identity.id).toBe(display.id);
  expect(await access.displays.open('fl_tv_guess')).toBeNull();
});

test('[AC15] a display sees the page of its own board and no other page, and changes nothing', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const { path } = await access.displays.make(HALL, await startedAdmin(access));
  const tv = (await access.displays.open(path.slice('/d/'.length)))!.identity;
  expect(admission(tv, 'GET', '/tv/inbound')).toBe('granted');
  expect(admission(tv, 'GET', '/tv/inbound/')).toBe('granted');
  expect(admission(tv, 'WS', '/api/v1/stream')).toBe('granted');
  for (const page of ['/', '/tv', '/tv/outbound', '/tv/inbound/edit', '/reports', '/dictionary', '/settings']) {
    expect([page, admission(tv, 'GET', page)]).toEqual([page, 'forbidden']);
  }
  expect(admission(tv, 'GET', '/api/v1/reports/query')).toBe('forbidden');
  expect(admission(tv, 'POST', '/api/v1/events')).toBe('forbidden');
  expect(await problemOf(access.displays.make(HALL, tv))).toMatchObject({ status: 403 });
});

test('[AC16] a revoked display is refused, and open sockets are told at once here and soon elsewhere', async () => {
  await using bench = accessBench();
  const here = await bench.open();
  const there = await bench.open({ watchEveryMs: 10 });
  const admin = await startedAdmin(here);
  const { display, path } = await here.displays.make(HALL, admin);
  const other = await here.displays.make({ ...HALL, name: 'Hall, south wall' }, admin);
  await there.refresh();
  const toldHere: Revocation[] = [];
  const silent: Revocation[] = [];
  here.onRevoked((revoked) => toldHere.push(revoked));
  here.onRevoked((revoked) => silent.push(revoked))();
  const toldThere = new Promise<Revocation>((resolve) => there.onRevoked(resolve));
  await here.displays.revoke(display.id, admin);
  expect(toldHere).toEqual([{ kind: 'display', id: display.id }]);
  expect(silent).toEqual([]);
  expect(await toldThere).toEqual({ kind: 'display', id: display.id });
  const secret = path.slice('/d/'.length);
  bench.advance(REVOKED_WITHIN_MS);
  for (const access of [here, there]) {
    expect(await access.displays.open(secret)).toBeNull();
    expect(await access.authenticate({ cookie: `floorlight_display=${secret}` })).toBeNull();
    expect(await access.displays.open(other.path.slice('/d/'.length))).not.toBeNull();
  }
  await here.displays.revoke(display.id, admin);
  expect(toldHere).toHaveLength(1);
});

test('[AC16] sockets of a person are told when role, scope, password or account change, and not of the language', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const told: Revocation[] = [];
  access.onRevoked((revoked) => told.push(revoked));
  const anna = { name: 'anna', password: 'a password of anna', role: 'viewer', scope: { sites: 'all', teams: 'all' } };
  await access.people.add(anna, admin);
  await access.people.change('anna', { locale: 'ru' }, admin);
  expect(told).toEqual([]);
  await access.people.change('anna', { role: 'manager' }, admin);
  await access.people.change('anna', { scope: { sites: ['cs'], teams: 'all' } }, admin);
  await access.people.setPassword('anna', 'another one of anna', admin);
  await access.people.remove('anna', admin);
  expect(told).toEqual(Array.from({ length: 4 }, () => ({ kind: 'person', id: 'anna' })));
});

test('[AC17] display links are listed with their last sight and can be renamed; the link goes on working', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const { display, path } = await access.displays.make(HALL, admin);
  bench.advance(1_000);
  const second = await access.displays.make({ ...HALL, name: 'Entrance' }, admin);
  expect((await access.displays.list()).map(({ name, lastSeenAt }) => [name, lastSeenAt])).toEqual([
    ['Entrance', null],
    ['Hall, north wall', null],
  ]);
  await access.displays.open(path.slice('/d/'.length));
  const openedAt = bench.clock.now();
  expect(await access.displays.rename(display.id, ' 大厅 ', admin)).toMatchObject({
    name: '大厅',
    lastSeenAt: openedAt,
  });
  expect((await access.displays.open(path.slice('/d/'.length)))?.identity.name).toBe('大厅');
  bench.advance(DAY_MS);
  access.displays.seen(second.display.id);
  await access.displays.settle();
  const elsewhere = await bench.open();
  expect((await elsewhere.displays.list()).map(({ name, lastSeenAt }) => [name, lastSeenAt])).toEqual([
    ['Entrance', bench.clock.now()],
    ['大厅', openedAt],
  ]);
  expect(await problemOf(access.displays.rename(display.id, '', admin))).toMatchObject({ status: 400, field: 'name' });
  expect(await problemOf(access.displays.rename('no-such', 'x', admin))).toMatchObject({ status: 404 });
  for (const board of ['', '../x', undefined, 'A B']) {
    expect(await problemOf(access.displays.make({ ...HALL, board }, admin))).toMatchObject({
      status: 400,
      field: 'board',
    });
  }
});
