import type { Clock } from '../time/clock.ts';
import type { Audit } from './audit.ts';
import type { ResponseCookie } from './cookies.ts';
import type { Identity } from './identity.ts';
import { identityOfPerson, personId } from './people.ts';
import type { People } from './people.ts';
import { AccessProblem } from './problem.ts';
import { SYSTEM } from './rights.ts';
import type { Sessions } from './sessions.ts';
import { openThrottle } from './throttle.ts';

const FORGET_MS = 60 * 60_000;
const MAX_WAIT_MS = 15 * 60_000;
const MAX_KEYS = 10_000;

/** Log-in, log-out and change of password: the ways in which a person proves a password. */
export interface SignIn {
  /** Throws AccessProblem 401 (name or password wrong) or 429 (too many attempts; says how long to wait). */
  signIn(input: {
    name: unknown;
    password: unknown;
    address: string;
  }): Promise<{ identity: Identity; sessionCookie: ResponseCookie }>;
  /** Ends the session of the request; the cookie that blanks the browser's. */
  signOut(cookieHeader: string | null): Promise<ResponseCookie>;
  /** Ends every other session of the person; the cookie is the session that goes on. */
  changePassword(input: {
    identity: Identity;
    currentPassword: unknown;
    newPassword: unknown;
    address: string;
  }): Promise<{ sessionCookie: ResponseCookie }>;
}

export function openSignIn(options: { people: People; sessions: Sessions; audit: Audit; clock: Clock }): SignIn {
  const { people, sessions, audit, clock } = options;
  const waits = { clock, firstWaitMs: 1_000, maxWaitMs: MAX_WAIT_MS, forgetMs: FORGET_MS, maxKeys: MAX_KEYS };
  const ofAccount = openThrottle({ ...waits, free: 5 });
  // One address may be a whole floor behind one router, so it gets more; it stops trying many names from one place.
  const ofAddress = openThrottle({ ...waits, free: 50 });

  /** The person with the password; holds back who guesses. */
  const prove = async (name: string, password: string, address: string) => {
    const key = `${personId(name).slice(0, 80)} ${address}`;
    const waitSeconds = Math.max(ofAccount.waitSeconds(key), ofAddress.waitSeconds(address));
    if (waitSeconds > 0) {
      throw new AccessProblem('too_many_attempts', `Too many failed log-ins. Try again in ${waitSeconds} s.`, {
        retryAfterSeconds: waitSeconds,
      });
    }
    ofAccount.begin(key);
    ofAddress.begin(address);
    const person = await people.verify(name, password);
    if (person !== null) {
      ofAccount.succeed(key);
      ofAddress.succeed(address);
      return person;
    }
    // A password is sometimes typed into the field of the name: only names that exist are written down.
    const known = await people.find(personId(name));
    await audit.write(SYSTEM, 'sign_in_failed', known === null ? 'an unknown account' : `account ${known.id}`, {
      address,
    });
    throw new AccessProblem('wrong_credentials', 'The name or the password is wrong.');
  };

  return {
    async signIn({ name, password, address }) {
      const person = await prove(textOf(name), textOf(password), address);
      const identity = identityOfPerson(person);
      const sessionCookie = await sessions.open(person);
      await audit.write(identity, 'signed_in', `account ${person.id}`, { address });
      return { identity, sessionCookie };
    },
    async signOut(cookieHeader) {
      const session = await sessions.read(cookieHeader ?? '');
      const blank = await sessions.end(cookieHeader ?? '');
      if (session !== null) {
        await audit.write(identityOfPerson(session.person), 'signed_out', `account ${session.person.id}`);
      }
      return blank;
    },
    async changePassword({ identity, currentPassword, newPassword, address }) {
      if (identity.kind !== 'person') throw new AccessProblem('forbidden', 'Only an account has a password.');
      const proven = await prove(identity.id, textOf(currentPassword), address);
      await people.setPassword(proven.id, newPassword, identity);
      await sessions.endAll(proven.id);
      const person = await people.find(proven.id);
      if (person === null) throw new AccessProblem('not_found', `The account ${proven.id} is gone.`);
      return { sessionCookie: await sessions.open(person) };
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
