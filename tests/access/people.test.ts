import { expect, test } from 'vitest';
import { MIN_PASSWORD } from '#lib/access/passwords.ts';
import { accessBench, ADMIN_PASSWORD, problemOf, SOMEWHERE, startedAdmin } from './bench.ts';

const ALL = { sites: 'all', teams: 'all' };

test('[AC1] the first start makes the account admin and gives its generated password once', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const { generatedPassword } = await access.start({});
  expect(generatedPassword).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  expect(await access.start({})).toEqual({ generatedPassword: null });
  const again = await bench.open();
  expect(await again.start({})).toEqual({ generatedPassword: null });
  const { identity } = await again.signIn({ name: 'admin', password: generatedPassword, address: SOMEWHERE });
  expect(identity).toMatchObject({ kind: 'person', id: 'admin', role: 'admin', scope: ALL });
});

test('[AC1] of two processes that start first at once only one gives a password, and that one works', async () => {
  await using bench = accessBench();
  const [first, second] = [await bench.open(), await bench.open()];
  const given = (await Promise.all([first.start({}), second.start({})])).map((start) => start.generatedPassword);
  const passwords = given.filter((password) => password !== null);
  expect(passwords).toHaveLength(1);
  await second.signIn({ name: 'admin', password: passwords[0], address: SOMEWHERE });
});

test('[AC1] two first starts of different products never give the same password', async () => {
  await using left = accessBench();
  await using right = accessBench();
  const given = [await (await left.open()).start({}), await (await right.open()).start({})];
  expect(given[0]!.generatedPassword).not.toBe(given[1]!.generatedPassword);
});

test('[AC2] a password is stored as argon2id with the parameters of OWASP, and nowhere in clear', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const secrets = [ADMIN_PASSWORD, 'a password of anna', 'another one of anna', 'wrong password 1'];
  await access.people.add({ name: 'Anna', password: secrets[1], role: 'viewer', scope: ALL }, admin);
  await access.people.setPassword('anna', secrets[2], admin);
  // Typed into the wrong field: the name is not written down.
  await problemOf(access.signIn({ name: secrets[3], password: secrets[3], address: SOMEWHERE }));
  await problemOf(access.signIn({ name: 'anna', password: secrets[3], address: SOMEWHERE }));
  expect((await access.people.find('anna'))?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const stolen = bench.stolen() + JSON.stringify(await access.audit.newest(100));
  expect(stolen).toContain('$argon2id$');
  for (const secret of secrets) expect(stolen).not.toContain(secret);
  expect(JSON.stringify(await access.people.list())).not.toContain('argon2id');
});

test('[AC3] a start-up password is applied when it is a new one, and undoes no change made in the product', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const works = (password: string): Promise<boolean> =>
    access.signIn({ name: 'admin', password, address: SOMEWHERE }).then(
      () => true,
      () => false,
    );
  await access.start({});
  await access.start({ adminPassword: 'first at start' });
  expect(await works('first at start')).toBe(true);
  const { identity } = await access.signIn({ name: 'admin', password: 'first at start', address: SOMEWHERE });
  await access.changePassword({
    identity,
    currentPassword: 'first at start',
    newPassword: 'chosen in the product',
    address: SOMEWHERE,
  });
  await access.start({ adminPassword: 'first at start' });
  expect(await works('chosen in the product')).toBe(true);
  expect(await works('first at start')).toBe(false);
  await access.start({ adminPassword: 'second at start' });
  expect(await works('second at start')).toBe(true);
  expect(await works('chosen in the product')).toBe(false);
});

test('[AC19] accounts are managed by who may, within what he sees, and the last administrator stays', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const password = 'a long enough password';
  const local = { sites: ['cs'], teams: 'all' };
  await access.people.add({ name: 'Boris', password, role: 'admin', scope: local, locale: 'ru' }, admin);
  const { identity: boris } = await access.signIn({ name: 'BORIS', password, address: SOMEWHERE });
  expect(boris).toMatchObject({ id: 'boris', name: 'Boris', role: 'admin', scope: local, locale: 'ru' });

  const viewer = { name: 'Vera', password, role: 'viewer', scope: local };
  expect(await problemOf(access.people.add({ ...viewer, scope: ALL }, boris))).toMatchObject({ status: 403 });
  expect(await problemOf(access.people.add({ ...viewer, scope: { sites: ['wh'], teams: [] } }, boris))).toMatchObject({
    status: 403,
  });
  await access.people.add(viewer, boris);
  const { identity: vera } = await access.signIn({ name: 'vera', password, address: SOMEWHERE });
  expect(await problemOf(access.people.add({ ...viewer, name: 'x' }, vera))).toMatchObject({ status: 403 });
  expect(await problemOf(access.people.change('vera', { role: 'admin' }, vera))).toMatchObject({ status: 403 });
  expect(await problemOf(access.people.setPassword('admin', password, vera))).toMatchObject({ status: 403 });
  expect(await problemOf(access.people.remove('admin', vera))).toMatchObject({ status: 403 });

  expect(await access.people.change('vera', { role: 'supervisor', locale: 'zh-CN' }, boris)).toMatchObject({
    role: 'supervisor',
    locale: 'zh-CN',
    scope: local,
  });
  await access.people.remove('boris', admin);
  expect(await problemOf(access.people.remove('admin', admin))).toMatchObject({ status: 409, code: 'last_admin' });
  expect(await problemOf(access.people.change('admin', { role: 'viewer' }, admin))).toMatchObject({ status: 409 });
  expect((await access.people.list()).map((person) => person.id)).toEqual(['admin', 'vera']);
});

test('[AC19] input that makes no sense is refused with the field that is wrong', async () => {
  await using bench = accessBench();
  const access = await bench.open();
  const admin = await startedAdmin(access);
  const good = { name: 'Anna', password: 'long enough to do', role: 'viewer', scope: ALL };
  const bad: [object, string][] = [
    [{ name: ' ' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ name: 'n'.repeat(81) }, 'name'],
    [{ name: 7 }, 'name'],
    [{ password: 'x'.repeat(MIN_PASSWORD - 1) }, 'password'],
    [{ password: 'x'.repeat(1000) }, 'password'],
    [{ password: undefined }, 'password'],
    [{ name: 'the same thing', password: 'The Same Thing' }, 'password'],
    [{ role: 'emperor' }, 'role'],
    [{ role: 'system' }, 'role'],
    [{ scope: { sites: 'cs', teams: 'all' } }, 'sites'],
    [{ scope: { sites: 'all' } }, 'teams'],
    [{ scope: { sites: [1], teams: 'all' } }, 'sites'],
    [{ scope: null }, 'sites'],
    [{ locale: '<b>' }, 'locale'],
  ];
  for (const [change, field] of bad) {
    expect(await problemOf(access.people.add({ ...good, ...change }, admin))).toMatchObject({ status: 400, field });
  }
  await access.people.add(good, admin);
  expect(await problemOf(access.people.add({ ...good, name: 'ANNA' }, admin))).toMatchObject({
    status: 409,
    field: 'name',
  });
});
