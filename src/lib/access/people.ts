import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import type { Audit } from './audit.ts';
import { PERSON_ROLES, WHOLE_SCOPE } from './identity.ts';
import type { Identity, PersonRole, Scope } from './identity.ts';
import { demandRight, readLocale, readName, readScope } from './input.ts';
import { checkNewPassword, hashPassword, verifyPassword } from './passwords.ts';
import { AccessProblem } from './problem.ts';
import { RIGHTS_OF_ROLE, SYSTEM } from './rights.ts';
import { newPassword } from './secrets.ts';

export const PEOPLE = 'people';
/** The account of the first start. */
const FIRST_ACCOUNT = 'admin';

/** An account as others may see it. */
export interface PersonView {
  /** The name in lower case. */
  id: string;
  name: string;
  role: PersonRole;
  scope: Scope;
  locale: string | null;
  createdAt: number;
}

/** An account as it is stored. */
export interface Person extends PersonView {
  /** argon2id. */
  passwordHash: string;
  /** argon2id of the start-up password that was applied last; null where none was. */
  startPasswordHash: string | null;
  /** Grows with every change of the password; a session of an earlier generation is over. */
  generation: number;
}

/** What a request to add or change an account brings; checked here. */
export interface PersonInput {
  role?: unknown;
  scope?: unknown;
  locale?: unknown;
}

export interface People {
  /**
   * At the first start creates the account `admin`, with the password given or a generated one, which is returned this
   * once and never again. Later a given password is applied when it is another than was given before (so a lost
   * password is set anew by a restart), and never undoes a change made in the product.
   */
  ensureAdmin(given: { password?: string }): Promise<{ generatedPassword: string | null }>;
  add(input: PersonInput & { name: unknown; password: unknown }, by: Identity): Promise<PersonView>;
  change(id: string, input: PersonInput, by: Identity): Promise<PersonView>;
  /** Sets the password of an account and ends all its sessions. */
  setPassword(id: string, password: unknown, by: Identity): Promise<void>;
  remove(id: string, by: Identity): Promise<void>;
  list(): Promise<PersonView[]>;
  find(id: string): Promise<Person | null>;
  /** The person with this name and password, or null; takes as long for a name that does not exist. */
  verify(name: string, password: string): Promise<Person | null>;
  /** Reads all accounts now; tells `onGone` of those that are gone or may now do something else. */
  refresh(): Promise<void>;
}

/** The id under which a name is looked up. */
export function personId(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

export function identityOfPerson(person: Person): Identity {
  const { id, name, role, scope, locale } = person;
  return { kind: 'person', id, name, role, scope, rights: new Set(RIGHTS_OF_ROLE[role]), locale, board: null };
}

/** The accounts over a document store. Methods throw AccessProblem for what they refuse. */
export function openPeople(options: {
  store: DocumentStore;
  clock: Clock;
  audit: Audit;
  onGone: (id: string) => void;
}): People {
  const { store, clock, audit, onGone } = options;
  let standing = new Map<string, string>();

  const all = async (): Promise<Person[]> => (await store.list<Person>(PEOPLE)).map((row) => row.document);
  const refresh = async (): Promise<void> => {
    const before = standing;
    standing = new Map((await all()).map((person) => [person.id, standingOf(person)]));
    for (const [id, was] of before) if (standing.get(id) !== was) onGone(id);
  };
  const mustFind = async (id: string): Promise<Person> => {
    const person = await store.get<Person>(PEOPLE, id);
    if (person === null) throw new AccessProblem('not_found', `There is no account ${id}.`);
    return person;
  };
  const keepAnAdmin = async (leaving: string): Promise<void> => {
    const others = (await all()).filter((person) => person.role === 'admin' && person.id !== leaving);
    if (others.length === 0) {
      throw new AccessProblem('last_admin', `${leaving} is the last administrator; make another account admin first.`);
    }
  };
  const write = async (person: Person): Promise<void> => {
    await store.put(PEOPLE, person.id, person);
    await refresh();
  };

  const people: People = {
    async ensureAdmin({ password }) {
      const admin = await store.get<Person>(PEOPLE, FIRST_ACCOUNT);
      if (admin !== null) {
        const applied = password === undefined || (await verifyPassword(admin.startPasswordHash, password));
        if (!applied) {
          const passwordHash = await hashPassword(password);
          await write({ ...admin, passwordHash, startPasswordHash: passwordHash, generation: admin.generation + 1 });
          await audit.write(SYSTEM, 'password_changed', `account ${FIRST_ACCOUNT}`, { after: 'set at start' });
        }
        return { generatedPassword: null };
      }
      if ((await all()).length > 0) return { generatedPassword: null };
      const chosen = password ?? newPassword();
      const passwordHash = await hashPassword(chosen);
      const created = await store.create<Person>(PEOPLE, FIRST_ACCOUNT, {
        id: FIRST_ACCOUNT,
        name: FIRST_ACCOUNT,
        role: 'admin',
        scope: WHOLE_SCOPE,
        locale: null,
        createdAt: clock.now(),
        passwordHash,
        startPasswordHash: password === undefined ? null : passwordHash,
        generation: 1,
      });
      await refresh();
      if (created) await audit.write(SYSTEM, 'person_added', `account ${FIRST_ACCOUNT}`, { after: 'admin' });
      return { generatedPassword: created && password === undefined ? chosen : null };
    },
    async add(input, by) {
      demandRight(by, 'manage_access');
      const name = readName(input.name);
      checkNewPassword(input.password, name);
      const person: Person = {
        id: personId(name),
        name,
        role: readRole(input.role),
        scope: readScope(input.scope, by),
        locale: readLocale(input.locale),
        createdAt: clock.now(),
        passwordHash: await hashPassword(input.password),
        startPasswordHash: null,
        generation: 1,
      };
      if (!(await store.create(PEOPLE, person.id, person))) {
        throw new AccessProblem('name_taken', `There is an account ${person.id} already; choose another name.`, {
          field: 'name',
        });
      }
      await refresh();
      await audit.write(by, 'person_added', `account ${person.id}`, { after: summaryOf(person) });
      return viewOf(person);
    },
    async change(id, input, by) {
      demandRight(by, 'manage_access');
      const person = await mustFind(id);
      const changed: Person = {
        ...person,
        role: input.role === undefined ? person.role : readRole(input.role),
        scope: input.scope === undefined ? person.scope : readScope(input.scope, by),
        locale: input.locale === undefined ? person.locale : readLocale(input.locale),
      };
      if (person.role === 'admin' && changed.role !== 'admin') await keepAnAdmin(id);
      await write(changed);
      await audit.write(by, 'person_changed', `account ${id}`, {
        before: summaryOf(person),
        after: summaryOf(changed),
      });
      return viewOf(changed);
    },
    async setPassword(id, password, by) {
      if (by.kind !== 'person' || by.id !== id) demandRight(by, 'manage_access');
      const person = await mustFind(id);
      checkNewPassword(password, person.name);
      await write({ ...person, passwordHash: await hashPassword(password), generation: person.generation + 1 });
      await audit.write(by, 'password_changed', `account ${id}`);
    },
    async remove(id, by) {
      demandRight(by, 'manage_access');
      const person = await mustFind(id);
      if (person.role === 'admin') await keepAnAdmin(id);
      await store.delete(PEOPLE, id);
      await refresh();
      await audit.write(by, 'person_removed', `account ${id}`, { before: summaryOf(person) });
    },
    async list() {
      return (await all()).map(viewOf);
    },
    find: (id) => store.get<Person>(PEOPLE, id),
    async verify(name, password) {
      const person = await store.get<Person>(PEOPLE, personId(name));
      return (await verifyPassword(person?.passwordHash ?? null, password)) ? person : null;
    },
    refresh,
  };
  return people;
}

function readRole(value: unknown): PersonRole {
  const role = PERSON_ROLES.find((known) => known === value);
  if (role === undefined) {
    throw new AccessProblem('bad_input', `A role is one of ${PERSON_ROLES.join(', ')}.`, { field: 'role' });
  }
  return role;
}

/** What open sockets of the person depend on. */
function standingOf(person: Person): string {
  return JSON.stringify([person.role, person.scope, person.generation]);
}

function summaryOf(person: Person): string {
  const list = (entries: readonly string[] | 'all'): string => (entries === 'all' ? 'all' : entries.join(','));
  return `${person.role}, sites ${list(person.scope.sites)}, teams ${list(person.scope.teams)}, language ${person.locale ?? '-'}`;
}

function viewOf(person: Person): PersonView {
  const { id, name, role, scope, locale, createdAt } = person;
  return { id, name, role, scope, locale, createdAt };
}
