import type { ResponseCookie } from './cookies.ts';
import type { Person } from './people.ts';

/** A session lives this long, ms; use in the second half of it starts it anew. */
export const SESSION_MS = 30 * 24 * 60 * 60_000;

/** A read session. */
export interface ReadSession {
  person: Person;
  /** To be sent along with the answer, where the session was prolonged; else null. */
  refreshed: ResponseCookie | null;
}

/** Browser sessions of people, whatever library keeps them. Header = the request's whole `Cookie` header. */
export interface Sessions {
  open(person: Person): Promise<ResponseCookie>;
  /** The person of the session, or null where there is none, it is over, or the account or its password changed. */
  read(cookieHeader: string): Promise<ReadSession | null>;
  /** Ends the session in the header, if any; the cookie that blanks the browser's. */
  end(cookieHeader: string): Promise<ResponseCookie>;
  /** Ends all sessions of the person. */
  endAll(personId: string): Promise<void>;
}
