/** One thing that is wrong with a request: which parameter, header or field, and why. */
export interface ProblemCause {
  field: string;
  reason: string;
}

/** An error answer (RFC 9457). `title` is the same for every problem of a `type`; `detail` is about this one. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: readonly ProblemCause[];
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** What an answer can fail with. `type` of a problem is `urn:floorlight:problem:<kind>`. */
const KINDS = {
  bad_request: [400, 'The request makes no sense'],
  unauthenticated: [401, 'No valid identity'],
  forbidden: [403, 'Outside the rights of this identity'],
  not_found: [404, 'No such thing'],
  method_not_allowed: [405, 'Method not allowed'],
  conflict: [409, 'Changed by someone else'],
  too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'Unsupported media type'],
  too_many_requests: [429, 'Too much at once'],
  internal: [500, 'The server failed'],
  unavailable: [503, 'Not available at present'],
  storage_full: [507, 'The disk is full'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemKind = keyof typeof KINDS;

/** Builds a problem of a kind. `detail` says what happened, what it means and what to do. */
export function problem(kind: ProblemKind, detail: string, errors?: readonly ProblemCause[]): Problem {
  const [status, title] = KINDS[kind];
  return { type: `urn:floorlight:problem:${kind}`, title, status, detail, ...(errors ? { errors } : {}) };
}

/** 400 that names every parameter at fault. */
export const badParameters = (errors: readonly ProblemCause[]): Problem =>
  problem('bad_request', errors.map(({ field, reason }) => `${field}: ${reason}`).join(' '), errors);

/** The problem as an HTTP answer. */
export const problemResponse = (body: Problem, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store', ...headers },
  });

/** A failure that is told to the caller as it is: thrown anywhere below the API. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(body: Problem, options?: ErrorOptions) {
    super(body.detail, options);
    this.name = 'ProblemError';
    this.problem = body;
  }
}

/** The problem that an error carries, or null. By name: the pages are built with a copy of the class of their own. */
export const problemOf = (error: unknown): Problem | null =>
  error instanceof Error && error.name === 'ProblemError' ? (error as ProblemError).problem : null;
