import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import { openAudit } from './audit.ts';
import type { Audit } from './audit.ts';
import type { ResponseCookie } from './cookies.ts';
import { openDisplayLinks } from './display-links.ts';
import type { DisplayLinks } from './display-links.ts';
import type { Identity } from './identity.ts';
import { openSessions } from './lucia-adapter.ts';
import { identityOfPerson, openPeople } from './people.ts';
import type { People } from './people.ts';
import { openSignIn } from './sign-in.ts';
import type { SignIn } from './sign-in.ts';
import { openTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** The longest time for which something revoked in another process still works in this one, ms. */
export const REVOKED_WITHIN_MS = 2_000;

/** The headers by which a caller is known; those of a node request, or picked from a fetch request. */
export interface CallerHeaders {
  authorization?: string | null;
  cookie?: string | null;
  /** With these two a cookie counts only for requests from the product's own pages. */
  origin?: string | null;
  host?: string | null;
}

/** A caller, with the cookies to set on the answer (a prolonged session, a display's). */
export interface Caller {
  identity: Identity;
  cookies: ResponseCookie[];
}

/** Something that open sockets stand on is no more, or may now do something else: close them, they come back if they may. */
export interface Revocation {
  kind: 'person' | 'token' | 'display';
  id: string;
}

/** Who may do what: the one door of this room. Everything rejects with DocumentStoreError where the store does. */
export interface Access extends SignIn {
  /** At every start: the first account and the tokens of the environment. The generated password is returned once, ever. */
  start(given: {
    adminPassword?: string;
    ingestToken?: string;
    apiToken?: string;
  }): Promise<{ generatedPassword: string | null }>;
  /** The caller, or null. A bearer token that is not valid is null whatever the cookies say. */
  authenticate(headers: CallerHeaders): Promise<Identity | null>;
  /** The same for page requests, which set the cookies of the answer. */
  identify(headers: CallerHeaders): Promise<Caller | null>;
  /** The person of a session cookie only. */
  readSession(cookieHeader: string | null): Promise<Caller | null>;
  people: People;
  tokens: Tokens;
  displays: DisplayLinks;
  audit: Audit;
  /** Tells of revocations, here at once and in other processes within REVOKED_WITHIN_MS. Returns how to stop it. */
  onRevoked(listener: (revoked: Revocation) => void): () => void;
  /** Reads accounts, tokens and display links now. */
  refresh(): Promise<void>;
  /** Stops watching and waits for writes under way; the store stays open. */
  close(): Promise<void>;
}

/**
 * Opens access over a store. `clock` is the wall clock, also where the floor replays another day: sessions and audit are
 * about people of today. `origin` is where browsers find the product (`https://...` makes cookies secure); null: unknown.
 */
export async function openAccess(options: {
  store: DocumentStore;
  clock: Clock;
  origin: string | null;
  onProblem: (error: Error) => void;
  watchEveryMs?: number;
}): Promise<Access> {
  const { store, clock, origin, onProblem, watchEveryMs = REVOKED_WITHIN_MS } = options;
  const secure = origin?.startsWith('https:') ?? false;
  const listeners = new Set<(revoked: Revocation) => void>();
  const tell = (kind: Revocation['kind']) => (id: string) => {
    for (const listener of listeners) listener({ kind, id });
  };

  const audit = openAudit({ store, clock });
  const people = openPeople({ store, clock, audit, onGone: tell('person') });
  const sessions = openSessions({ store, clock, secure });
  const credentials = { store, clock, audit, staleMs: REVOKED_WITHIN_MS, onProblem };
  const tokens = openTokens({ ...credentials, onGone: tell('token') });
  const displays = openDisplayLinks({ ...credentials, secure, onGone: tell('display') });
  const signIn = openSignIn({ people, sessions, audit, clock });

  const refresh = async (): Promise<void> => {
    await Promise.all([people.refresh(), tokens.refresh(), displays.refresh()]);
  };
  await refresh();
  let watching: Promise<void> | null = null;
  const watch = setInterval(() => {
    watching ??= refresh()
      .catch(onProblem)
      .finally(() => {
        watching = null;
      });
  }, watchEveryMs);
  watch.unref();

  const readSession = async (cookieHeader: string | null): Promise<Caller | null> => {
    const session = await sessions.read(cookieHeader ?? '');
    if (session === null) return null;
    return {
      identity: identityOfPerson(session.person),
      cookies: session.refreshed === null ? [] : [session.refreshed],
    };
  };
  const identify = async (headers: CallerHeaders): Promise<Caller | null> => {
    if (typeof headers.authorization === 'string') {
      const secret = /^Bearer +(\S+) *$/i.exec(headers.authorization)?.[1];
      const identity = secret === undefined ? null : await tokens.verify(secret);
      return identity === null ? null : { identity, cookies: [] };
    }
    if (typeof headers.cookie !== 'string' || isForeign(headers, origin)) return null;
    const caller = await readSession(headers.cookie);
    if (caller !== null) return caller;
    const display = await displays.read(headers.cookie);
    return display === null ? null : { identity: display.identity, cookies: [display.cookie] };
  };

  return {
    ...signIn,
    async start({ adminPassword, ingestToken, apiToken }) {
      await tokens.registerEnvironment({ ingest: ingestToken, read: apiToken });
      return people.ensureAdmin({ password: adminPassword });
    },
    authenticate: async (headers) => (await identify(headers))?.identity ?? null,
    identify,
    readSession,
    people,
    tokens,
    displays,
    audit,
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    async close() {
      clearInterval(watch);
      await watching;
      await Promise.all([tokens.settle(), displays.settle()]);
    },
  };
}

/** Whether a browser sent the request from a page of another origin, where cookies must not speak for its user. */
function isForeign(headers: CallerHeaders, ownOrigin: string | null): boolean {
  const from = headers.origin;
  if (typeof from !== 'string') return false;
  if (ownOrigin !== null && from === ownOrigin) return false;
  return !URL.canParse(from) || new URL(from).host !== headers.host;
}
