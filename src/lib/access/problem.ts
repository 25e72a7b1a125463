export type AccessProblemCode =
  'bad_input' | 'forbidden' | 'last_admin' | 'name_taken' | 'not_found' | 'too_many_attempts' | 'wrong_credentials';

const STATUS: Readonly<Record<AccessProblemCode, number>> = {
  bad_input: 400,
  wrong_credentials: 401,
  forbidden: 403,
  not_found: 404,
  last_admin: 409,
  name_taken: 409,
  too_many_attempts: 429,
};

/** What this room refuses, with the HTTP status that says it. `message` says what happened and what to do. */
export class AccessProblem extends Error {
  readonly code: AccessProblemCode;
  readonly status: number;
  /** The input that is wrong; null where it is none in particular. */
  readonly field: string | null;
  /** Seconds until another try makes sense; null where waiting does not help. */
  readonly retryAfterSeconds: number | null;

  constructor(code: AccessProblemCode, message: string, more: { field?: string; retryAfterSeconds?: number } = {}) {
    super(message);
    this.name = 'AccessProblem';
    this.code = code;
    this.status = STATUS[code];
    this.field = more.field ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}
