import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access } from '#lib/access/access.ts';
import type { Identity } from '#lib/access/identity.ts';
import { may } from '#lib/access/rights.ts';
import { LogError } from '#lib/streams/event-log.ts';
import { PROBLEM_MEDIA_TYPE, problem, type Problem } from '#lib/wire/problem.ts';
import { commitLines, judgeLines, type Acceptance, type AcceptanceOptions } from './accept-lines.ts';
import { ArraySplitter, NotAnArray } from './array-splitter.ts';
import { NotCheckable } from './closed-periods.ts';
import { LineSplitter } from './line-splitter.ts';
import { nestedTooDeeply } from './nesting.ts';
import type { NumberedLine } from './numbered-line.ts';
import { BodyError, MAX_UNPACKED_BYTES, discard, readSent, unpack } from './request-body.ts';
import { WorkSlices } from './work-slices.ts';

export const INGEST_PATH = '/api/v1/events';

export interface IngestOptions extends Omit<AcceptanceOptions, 'slices'> {
  authenticate: Access['authenticate'];
  slices?: WorkSlices;
  /** Told of failures that are no fault of the sender. */
  onFailure?: (error: unknown) => void;
}

export interface Ingest {
  /** Whether this request is for ingest. */
  matches(request: IncomingMessage): boolean;
  /** Answers the request; never throws. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Lines that go to the log in one append. */
const LINES_PER_APPEND = 2_000;
/** Appends of one request that may be under way: while one is written to disk the next is read. */
const APPENDS_UNDER_WAY = 3;
/** Bytes of all bodies under way; beyond it senders are asked to wait. */
const MAX_BYTES_UNDER_WAY = 256 * 1024 * 1024;
/** More lines than 64 MiB of the shortest possible events hold. */
const MAX_LINES = 1_500_000;
/** Rejections of one request that are told with their own message. */
const MAX_MESSAGES = 10_000;
const FURTHER_MESSAGE = 'The dead letters name the reason.';
/** Rejections that are written to the socket in one piece. */
const REJECTIONS_PER_WRITE = 500;
const RETRY_BEHIND_S = 2;
const RETRY_DOWN_S = 5;

type Format = 'lines' | 'array';

/** A refusal that ends the whole request. */
class Refusal extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  constructor(body: Problem, headers: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(body.detail, options);
    this.name = 'Refusal';
    this.problem = body;
    this.headers = headers;
  }
}

/**
 * `POST /api/v1/events` (contract 8) as a plain handler of Node's http server: it stands in front of the pages. 200 is
 * answered when every accepted line is durable. A refusal of the whole request (4xx) has taken nothing; after 429, 503 and
 * 507 the same body may be sent again as it is.
 */
export function createIngest(options: IngestOptions): Ingest {
  const acceptance: AcceptanceOptions = { ...options, slices: options.slices ?? new WorkSlices() };
  let bytesUnderWay = 0;

  async function take(request: IncomingMessage): Promise<Acceptance> {
    const sender = await permitted(request, options.authenticate);
    const { format, packed } = described(request);
    if (bytesUnderWay > MAX_BYTES_UNDER_WAY) throw behind('Too many bodies are under way.');
    let reserved = 0;
    const reserve = (chunks: readonly Buffer[]): void => {
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      bytesUnderWay += bytes - reserved;
      reserved = bytes;
    };
    try {
      const sent = await readSent(request);
      reserve(sent);
      options.counters.bytes += reserved;
      const body = packed ? await unpack(sent) : sent;
      reserve(body);
      const blocks =
        format === 'lines'
          ? await countedLines(body, acceptance.slices)
          : await checkedElements(body, acceptance.slices);
      return await acceptBlocks(blocks, sender, acceptance);
    } finally {
      reserve([]);
    }
  }

  return {
    matches: (request) => pathOf(request) === INGEST_PATH,
    async handle(request, response) {
      response.on('error', () => {});
      try {
        await answerAccepted(response, await take(request), acceptance.slices);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.problem.status === 500 || refusal.problem.status === 503) options.onFailure?.(error);
        const whole = await discard(request);
        for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
        if (!whole) response.setHeader('connection', 'close');
        answer(response, refusal.problem.status, PROBLEM_MEDIA_TYPE, refusal.problem);
      }
    },
  };
}

/** The answer in pieces: a body of nothing but bad lines has a long one. */
async function answerAccepted(
  response: ServerResponse,
  { accepted, duplicates, rejected }: Acceptance,
  slices: WorkSlices,
): Promise<void> {
  if (rejected.length <= REJECTIONS_PER_WRITE)
    return answer(response, 200, 'application/json', { accepted, duplicates, rejected });
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.write(`{"accepted":${accepted},"duplicates":${duplicates},"rejected":[`);
  const turn = slices.begin();
  for (let from = 0; from < rejected.length && !response.destroyed; from += REJECTIONS_PER_WRITE) {
    const piece = JSON.stringify(rejected.slice(from, from + REJECTIONS_PER_WRITE)).slice(1, -1);
    const room = response.write(from === 0 ? piece : `,${piece}`);
    if (!room) await drained(response);
    await turn.next();
  }
  response.end(']}');
}

/** Resolves when there is room to write again, or nobody who reads. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed) return resolve();
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });

function answer(response: ServerResponse, status: number, type: string, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0]!;

/** The sender by its bearer token. Cookies do not count: a browser would send them for any page. */
async function permitted(request: IncomingMessage, authenticate: IngestOptions['authenticate']): Promise<Identity> {
  if (request.method !== 'POST') {
    throw new Refusal(problem('method_not_allowed', `Events are sent by POST, not by ${request.method}.`), {
      allow: 'POST',
    });
  }
  const { authorization } = request.headers;
  const sender = authorization === undefined ? null : await authenticate({ authorization }).catch(identitiesDown);
  if (sender === null) {
    const detail =
      authorization === undefined
        ? 'Send an ingest token: Authorization: Bearer <token>.'
        : 'This token is unknown or revoked. Make one in the settings and send it as Authorization: Bearer <token>.';
    throw new Refusal(problem('unauthenticated', detail), { 'www-authenticate': 'Bearer' });
  }
  if (!may(sender, 'ingest')) throw new Refusal(problem('forbidden', 'This token has no right to send events.'));
  return sender;
}

function identitiesDown(cause: unknown): never {
  const detail = 'The token cannot be checked at present. Nothing was taken; send the same body again.';
  throw new Refusal(problem('unavailable', detail), { 'retry-after': String(RETRY_DOWN_S) }, { cause });
}

/** What the headers say of the body. */
function described(request: IncomingMessage): { format: Format; packed: boolean } {
  const query = request.url?.split('?', 2)[1];
  if (query) {
    const names = [...new Set(new URLSearchParams(query).keys())];
    const errors = names.map((field) => ({ field, reason: 'Ingest takes no parameters.' }));
    throw new Refusal(problem('bad_request', 'Ingest takes no parameters.', errors));
  }
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const format: Format | null =
    type === 'application/x-ndjson' ? 'lines' : type === 'application/json' ? 'array' : null;
  if (!format) {
    const given = type === '' ? 'none was named' : `not ${type}`;
    throw unsupported(`The body is application/x-ndjson (a line an event) or application/json (an array); ${given}.`);
  }
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw unsupported(`The body is UTF-8, not ${charset}.`);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw unsupported(`Content-Encoding is gzip or absent, not ${encoding}.`);
  }
  return { format, packed: encoding !== 'identity' };
}

type Blocks = () => Iterable<NumberedLine[]>;

/** Lines are cut when they are taken; that there are not too many of them is known before the first is. */
async function countedLines(body: readonly Buffer[], slices: WorkSlices): Promise<Blocks> {
  const turn = slices.begin();
  let lines = 1;
  for (const chunk of body) {
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) lines += 1;
    if (turn.expired()) await turn.next();
  }
  if (lines > MAX_LINES) {
    throw new Refusal(
      problem(
        'too_large',
        `The body has ${lines} lines; ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB of events have fewer.`,
      ),
    );
  }
  return function* () {
    const splitter = new LineSplitter();
    for (const chunk of body) yield splitter.push(chunk);
    yield splitter.end();
  };
}

/** An array is JSON as a whole or nothing of it is taken: every element is read once before the first is taken. */
async function checkedElements(body: readonly Buffer[], slices: WorkSlices): Promise<Blocks> {
  const turn = slices.begin();
  const splitter = new ArraySplitter();
  const blocks: NumberedLine[][] = [];
  let count = 0;
  for (const chunk of body) {
    const elements = splitter.push(chunk);
    count += elements.length;
    if (count > MAX_LINES) {
      throw new Refusal(problem('too_large', `The array has more than ${MAX_LINES} elements.`));
    }
    for (const [at, element] of elements.entries()) {
      checkElement(element);
      if (at % 32 === 31 && turn.expired()) await turn.next();
    }
    blocks.push(elements);
    if (turn.expired()) await turn.next();
  }
  splitter.end();
  return () => blocks;
}

function checkElement({ number, text, fault }: NumberedLine): void {
  if (fault === 'too_long' || nestedTooDeeply(text)) return;
  try {
    JSON.parse(text);
  } catch (error) {
    throw new NotAnArray(`Element ${number} of the array is not JSON: ${(error as Error).message}.`);
  }
}

/** Reads block after block in order, with a few appends under way meanwhile, and adds up what became of the lines. */
async function acceptBlocks(blocks: Blocks, sender: Identity, acceptance: AcceptanceOptions): Promise<Acceptance> {
  const total: Acceptance = { accepted: 0, duplicates: 0, rejected: [] };
  const underWay: Promise<Acceptance>[] = [];
  const settleOldest = async (): Promise<void> => {
    const part = await underWay.shift()!;
    total.accepted += part.accepted;
    total.duplicates += part.duplicates;
    for (const rejection of part.rejected) {
      const told = total.rejected.length < MAX_MESSAGES;
      total.rejected.push(told ? rejection : { ...rejection, message: FURTHER_MESSAGE });
    }
  };
  let batch: NumberedLine[] = [];
  const send = async (): Promise<void> => {
    const judged = await judgeLines(batch, sender, acceptance);
    batch = [];
    if (underWay.length === APPENDS_UNDER_WAY) await settleOldest();
    const commit = commitLines(judged, sender, acceptance);
    // Its failure is met when its turn comes; until then it is no unhandled one.
    commit.catch(() => {});
    underWay.push(commit);
  };
  for (const lines of blocks()) {
    for (const line of lines) {
      batch.push(line);
      if (batch.length === LINES_PER_APPEND) await send();
    }
  }
  if (batch.length > 0) await send();
  while (underWay.length > 0) await settleOldest();
  return total;
}

const unsupported = (detail: string): Refusal => new Refusal(problem('unsupported_media_type', detail));

const behind = (why: string): Refusal =>
  new Refusal(
    problem(
      'too_many_requests',
      `${why} Send the same body again after the time in Retry-After; repeated lines count once.`,
    ),
    {
      'retry-after': String(RETRY_BEHIND_S),
    },
  );

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof NotAnArray) return new Refusal(problem('bad_request', `${error.message} Nothing was taken.`));
  if (error instanceof BodyError) {
    const kind = error.fault === 'sent_too_large' || error.fault === 'unpacked_too_large' ? 'too_large' : 'bad_request';
    return new Refusal(problem(kind, `${error.message} Nothing was taken.`));
  }
  if (error instanceof NotCheckable) {
    const detail = `Whether a definition changes closed quarter hours cannot be known at present: ${error.message} Send the same body again; lines that were taken count once.`;
    return new Refusal(problem('unavailable', detail), { 'retry-after': String(RETRY_DOWN_S) });
  }
  if (error instanceof LogError) {
    if (error.code === 'log_behind') return behind('The log is behind.');
    const again = 'Send the same body again; lines that were taken count once.';
    if (error.code === 'disk_full')
      return new Refusal(problem('storage_full', `The disk of the log is full. Free space. ${again}`));
    return new Refusal(problem('unavailable', `The log cannot take events at present. ${again}`), {
      'retry-after': String(RETRY_DOWN_S),
    });
  }
  return new Refusal(
    problem('internal', 'The server failed on this body. Send it again; lines that were taken count once.'),
  );
}
