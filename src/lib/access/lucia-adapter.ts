import { Lucia, TimeSpan } from 'lucia';
import type { Adapter, Cookie, DatabaseSession } from 'lucia';
import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import { readCookie, responseCookie } from './cookies.ts';
import type { ResponseCookie } from './cookies.ts';
import { PEOPLE } from './people.ts';
import type { Person } from './people.ts';
import { digestOf } from './secrets.ts';
import { SESSION_MS } from './sessions.ts';
import type { Sessions } from './sessions.ts';

/** Everything that knows Lucia is in this file; whatever replaces it has to give a Sessions. */
const COOKIE = 'floorlight_session';
const SESSIONS = 'sessions';

interface SessionMarks {
  generation: number;
}
interface UserMarks {
  person: Person;
}
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionMarks, UserMarks>;
    DatabaseSessionAttributes: SessionMarks;
    DatabaseUserAttributes: UserMarks;
  }
}

interface StoredSession extends SessionMarks {
  personId: string;
  /** ms UTC. */
  expiresAt: number;
}

/** Sessions kept by Lucia over a document store. `secure`: whether browsers come by https. */
export function openSessions(options: { store: DocumentStore; clock: Clock; secure: boolean }): Sessions {
  const { secure } = options;
  const lucia = new Lucia<SessionMarks, UserMarks>(storeAdapter(options.store, options.clock), {
    sessionExpiresIn: new TimeSpan(SESSION_MS, 'ms'),
    sessionCookie: { name: COOKIE, attributes: { secure, sameSite: 'lax' } },
    getSessionAttributes: ({ generation }) => ({ generation }),
    getUserAttributes: ({ person }) => ({ person }),
  });
  const answer = (cookie: Cookie): ResponseCookie =>
    responseCookie(cookie.name, cookie.value, cookie.attributes.maxAge ?? 0, secure);

  return {
    async open(person) {
      const session = await lucia.createSession(person.id, { generation: person.generation });
      return answer(lucia.createSessionCookie(session.id));
    },
    async read(cookieHeader) {
      const id = readCookie(cookieHeader, COOKIE);
      if (id === null || id === '') return null;
      const { session, user } = await lucia.validateSession(id);
      if (session === null) return null;
      return { person: user.person, refreshed: session.fresh ? answer(lucia.createSessionCookie(session.id)) : null };
    },
    async end(cookieHeader) {
      const id = readCookie(cookieHeader, COOKIE);
      if (id !== null) await lucia.invalidateSession(id);
      return answer(lucia.createBlankSessionCookie());
    },
    endAll: (personId) => lucia.invalidateUserSessions(personId),
  };
}

/**
 * Lucia's storage. A session is stored under the digest of its id, so that the store holds no usable cookie. Lucia reads
 * the machine's time by itself; instants are moved between that and the product's clock here, in both directions.
 */
function storeAdapter(store: DocumentStore, clock: Clock): Adapter {
  const toLucia = (at: number): Date => new Date(at - clock.now() + Date.now());
  const fromLucia = (date: Date): number => date.getTime() - Date.now() + clock.now();
  const asLucia = (id: string, stored: StoredSession): DatabaseSession => ({
    id,
    userId: stored.personId,
    expiresAt: toLucia(stored.expiresAt),
    attributes: { generation: stored.generation },
  });
  const sessionsOf = async (personId: string): Promise<{ id: string; document: StoredSession }[]> =>
    (await store.list<StoredSession>(SESSIONS)).filter((row) => row.document.personId === personId);

  return {
    async getSessionAndUser(sessionId) {
      const stored = await store.get<StoredSession>(SESSIONS, digestOf(sessionId));
      if (stored === null) return [null, null];
      const person = await store.get<Person>(PEOPLE, stored.personId);
      const session = asLucia(sessionId, stored);
      // Without a user Lucia removes the session: its account is gone, or has another password since.
      if (person === null || person.generation !== stored.generation) return [session, null];
      return [session, { id: person.id, attributes: { person } }];
    },
    async getUserSessions(personId) {
      return (await sessionsOf(personId)).map((row) => asLucia(row.id, row.document));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const stored: StoredSession = { personId: userId, expiresAt: fromLucia(expiresAt), ...attributes };
      await store.put(SESSIONS, digestOf(id), stored, { expiresAt: stored.expiresAt });
    },
    async updateSessionExpiration(sessionId, date) {
      const stored = await store.get<StoredSession>(SESSIONS, digestOf(sessionId));
      if (stored === null) return;
      const expiresAt = fromLucia(date);
      await store.put(SESSIONS, digestOf(sessionId), { ...stored, expiresAt }, { expiresAt });
    },
    async deleteSession(sessionId) {
      await store.delete(SESSIONS, digestOf(sessionId));
    },
    async deleteUserSessions(personId) {
      for (const row of await sessionsOf(personId)) await store.delete(SESSIONS, row.id);
    },
    // The store forgets expired documents by itself.
    async deleteExpiredSessions() {},
  };
}
