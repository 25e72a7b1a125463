import { expect, test } from 'vitest';
import { accessBench, ADMIN_PASSWORD, DAY_MS, problemOf, SOMEWHERE, startedAdmin } from './bench.ts';

const ALL = { sites: 'all', teams: 'all' };

test('[AC18] what was done to access is written down: who, when, what, to what, from what to what', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const startedAt = bench.clock.now();
  const admin = await startedAdmin(access);
  bench.advance(1_000);
  await problemOf(access.signIn({ name: 'Admin', password: 'a wrong guess', address: SOMEWHERE }));
  await problemOf(access.signIn({ name: 'my secret password', password: 'admin', address: SOMEWHERE }));
  const { token } = await access.tokens.make({ name: 'CRM', kind: 'ingest', scope: ALL, correct: true }, admin);
  await access.tokens.revoke(token.id, admin);
  const { display } = await access.displays.make({ name: 'Hall', board: 'inbound', scope: ALL }, admin);
  await access.displays.rename(display.id, 'Entrance', admin);
  await access.displays.revoke(display.id, admin);
  const anna = { name: 'Anna', password: 'a password of anna', role: 'viewer', scope: { sites: ['cs'], teams: 'all' } };
  await access.people.add(anna, admin);
  await access.people.change('anna', { role: 'manager' }, admin);
  await access.people.setPassword('anna', 'another one of anna', admin);
  await access.people.remove('anna', admin);
  const { sessionCookie } = await access.signIn({ name: 'admin', password: ADMIN_PASSWORD, address: SOMEWHERE });
  await access.signOut(`${sessionCookie.name}=${sessionCookie.value}`);
  await access.audit.write(admin, 'setting_changed', 'queue cs/svc', { before: 'T 20 s', after: 'T 30 s' });
  await access.audit.write(admin, 'correction_sent', 'event crm-wh/1/2', { after: 'void: sent twice' });

  const entries = (await access.audit.newest(100)).reverse();
  const rows = entries.map(({ who, action, target, before, after }) => [who.id, action, target, before, after]);
  expect(rows).toEqual([
    ['system', 'person_added', 'account admin', null, 'admin'],
    ['admin', 'signed_in', 'account admin', null, null],
    ['system', 'sign_in_failed', 'account admin', null, null],
    ['system', 'sign_in_failed', 'an unknown account', null, null],
    ['admin', 'token_made', `token CRM (${token.id})`, null, 'ingest and correct, sites all'],
    ['admin', 'token_revoked', `token CRM (${token.id})`, null, null],
    ['admin', 'display_link_made', `display link Hall (${display.id})`, null, 'board inbound'],
    ['admin', 'display_link_renamed', `display link Entrance (${display.id})`, 'Hall', 'Entrance'],
    ['admin', 'display_link_revoked', `display link Entrance (${display.id})`, null, null],
    ['admin', 'person_added', 'account anna', null, 'viewer, sites cs, teams all, language -'],
    [
      'admin',
      'person_changed',
      'account anna',
      'viewer, sites cs, teams all, language -',
      'manager, sites cs, teams all, language -',
    ],
    ['admin', 'password_changed', 'account anna', null, null],
    ['admin', 'person_removed', 'account anna', 'manager, sites cs, teams all, language -', null],
    ['admin', 'signed_in', 'account admin', null, null],
    ['admin', 'signed_out', 'account admin', null, null],
    ['admin', 'setting_changed', 'queue cs/svc', 'T 20 s', 'T 30 s'],
    ['admin', 'correction_sent', 'event crm-wh/1/2', null, 'void: sent twice'],
  ]);
  expect(entries[0]?.at).toBe(startedAt);
  expect(entries.at(-1)?.at).toBe(startedAt + 1_000);
  expect(entries[2]).toMatchObject({ address: SOMEWHERE, who: { kind: 'system' } });
  expect(JSON.stringify(entries)).not.toContain('my secret password');
});

test('[AC18] the newest entries come first, as many as asked, over months and restarts', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  for (let day = 0; day < 90; day++) {
    bench.advance(DAY_MS);
    await access.audit.write(admin, 'setting_changed', `day ${day}`);
  }
  const elsewhere = await bench.open();
  const newest = await elsewhere.audit.newest(70);
  expect(newest.map((entry) => entry.target)).toEqual(Array.from({ length: 70 }, (_, back) => `day ${89 - back}`));
  expect(await elsewhere.audit.newest(1)).toEqual(newest.slice(0, 1));
  expect(await elsewhere.audit.newest(1_000)).toHaveLength(92);
});

test('[AC18] entries can be asked for by action, by who did it, and before another one', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const anna = { kind: 'person', id: 'anna', name: 'Anna' } as const;
  for (let day = 0; day < 40; day++) {
    bench.advance(DAY_MS);
    await access.audit.write(
      day % 2 === 0 ? admin : anna,
      day % 4 < 2 ? 'setting_changed' : 'gap_accepted',
      `day ${day}`,
    );
  }
  const targets = async (limit: number, question: Parameters<typeof access.audit.newest>[1]) =>
    (await access.audit.newest(limit, question)).map((entry) => entry.target);
  expect(await targets(3, { who: anna })).toEqual(['day 39', 'day 37', 'day 35']);
  expect(await targets(2, { who: anna, action: 'setting_changed' })).toEqual(['day 37', 'day 33']);
  expect(await targets(100, { who: { kind: 'token', id: 'anna' } })).toEqual([]);
  const page = await access.audit.newest(10, { action: 'gap_accepted' });
  expect(await targets(1, { action: 'gap_accepted', before: page.at(-1)?.id ?? null })).toEqual(['day 19']);
});
