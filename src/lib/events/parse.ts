import Type, { type TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import {
  CONTRACT_VERSION,
  PRODUCER_PATTERN,
  type ContactCentreEvent,
  type EventIdentity,
  type UnknownEvent,
} from './envelope.ts';
import { FieldCheck } from './field-check.ts';
import { COMMON_FIELDS, VOCABULARY } from './vocabulary.ts';

/** Why a line was refused. Stable: it is part of the API. */
export type RejectionCode =
  | 'not_json'
  | 'not_an_object'
  | 'unsupported_version'
  | 'missing_field'
  | 'wrong_type'
  | 'unknown_value'
  | 'out_of_range';

export interface Rejection {
  code: RejectionCode | 'at_in_future' | 'not_permitted';
  /** Dotted path of the field at fault, e.g. `d.waitMs`; empty where the line as a whole is at fault. */
  field: string;
  message: string;
}

interface Parsed {
  ok: true;
  /** Known type: the event with the contract's fields only. */
  event: ContactCentreEvent | UnknownEvent;
  known: boolean;
  /** Fields outside the contract that were taken out. */
  dropped: number;
}

interface Refused {
  ok: false;
  rejection: Rejection;
  /** As far as it could be read from the line, so that the loss can be attributed. */
  identity: EventIdentity | null;
}

export type ParseResult = Parsed | Refused;

interface TypeReader {
  fields: ReadonlyMap<string, FieldCheck>;
  /** How many of them must be there. */
  required: number;
  schema: Validator;
}

function reader(schema: TSchema, fields: Readonly<Record<string, TSchema>>, required: readonly string[]): TypeReader {
  const checks = Object.entries(fields).map(
    ([name, field]) => [name, new FieldCheck(field, required.includes(name))] as const,
  );
  return { fields: new Map(checks), required: required.length, schema: Compile(schema) };
}

const READERS = new Map<string, TypeReader>(
  Object.entries(VOCABULARY).map(([type, schema]) => [
    type,
    reader(schema, schema.properties, (schema as { required?: readonly string[] }).required ?? []),
  ]),
);
const UNKNOWN_TYPE = reader(Type.Object(COMMON_FIELDS), COMMON_FIELDS, []);
const ENVELOPE_FIELDS: ReadonlySet<string> = new Set(['v', 't', 'p', 'e', 'n', 'at', 'd']);
/** Producers whose id was found to be one, as many as a large floor has. */
const KNOWN_PRODUCERS = new Set<string>();
const MOST_KNOWN_PRODUCERS = 1_000;

/**
 * Reads one line of the contract. Pure and total: any string gives a result, nothing is thrown.
 * Unknown fields are taken out and counted; an explicit null of an optional field is the same as its absence.
 */
export function parseLine(line: string): ParseResult {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return refuse(null, 'not_json', '', `The line is not JSON: ${(error as Error).message}`, identityInText(line));
  }
  return parseEnvelope(value);
}

/** As `parseLine`, for a value that is already parsed JSON. It may take fields out of the value in place. */
export function parseEnvelope(value: unknown): ParseResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(null, 'not_an_object', '', 'An event is a JSON object.');
  }
  const envelope = value as Record<string, unknown>;
  const fault = envelopeFault(envelope);
  if (fault) return refuse(envelope, ...fault);

  const payload = envelope.d as Record<string, unknown>;
  const known = READERS.get(envelope.t as string);
  const { fields, required, schema } = known ?? UNKNOWN_TYPE;
  let dropped = 0;
  let present = 0;
  let sure = true;
  for (const key in payload) {
    const value = payload[key];
    const field = fields.get(key);
    if (field === undefined) {
      delete payload[key];
      dropped += 1;
    } else if (value === null) {
      delete payload[key];
    } else {
      if (field.required) present += 1;
      if (!field.surely(value)) sure = false;
    }
  }
  dropped += dropUnknown(envelope);
  if ((!sure || present < required) && !schema.Check(payload))
    return refuse(envelope, ...payloadFault(schema, payload));
  return { ok: true, event: envelope as unknown as ContactCentreEvent, known: known !== undefined, dropped };
}

/** An envelope whose every field is there has other ones only where it has more. */
function dropUnknown(envelope: Record<string, unknown>): number {
  let count = 0;
  for (const _ in envelope) count += 1;
  if (count <= ENVELOPE_FIELDS.size) return 0;
  for (const key in envelope) if (!ENVELOPE_FIELDS.has(key)) delete envelope[key];
  return count - ENVELOPE_FIELDS.size;
}

/** The same few producers send everything: each id is looked through once. */
function isProducer(p: string): boolean {
  if (KNOWN_PRODUCERS.has(p)) return true;
  if (!PRODUCER_PATTERN.test(p)) return false;
  if (KNOWN_PRODUCERS.size < MOST_KNOWN_PRODUCERS) KNOWN_PRODUCERS.add(p);
  return true;
}

type Fault = [code: RejectionCode, field: string, message: string];

function envelopeFault(envelope: Record<string, unknown>): Fault | null {
  const { v, t, p, e, n, at, d } = envelope;
  if (v === undefined) return missing('v');
  if (v !== CONTRACT_VERSION) {
    return ['unsupported_version', 'v', `This server reads contract version ${CONTRACT_VERSION}, not ${shown(v)}.`];
  }
  if (t === undefined) return missing('t');
  if (typeof t !== 'string' || t.length === 0 || t.length > 64) return wrong('t', 'a text of 1 to 64 characters', t);
  if (p === undefined) return missing('p');
  if (typeof p !== 'string' || !isProducer(p)) {
    return wrong('p', '1 to 64 of A-Z a-z 0-9 . _ -', p);
  }
  if (e === undefined) return missing('e');
  if (!Number.isSafeInteger(e)) return wrong('e', 'a whole number', e);
  if ((e as number) < 0) return ['out_of_range', 'e', 'e is the start of the producer in ms UTC, 0 or more.'];
  if (n === undefined) return missing('n');
  if (!Number.isSafeInteger(n)) return wrong('n', 'a whole number', n);
  if ((n as number) < 1) return ['out_of_range', 'n', 'n counts from 1.'];
  if (at === undefined) return missing('at');
  if (!Number.isSafeInteger(at)) return wrong('at', 'a whole number of ms UTC', at);
  if ((at as number) < 0) return ['out_of_range', 'at', 'at is in ms UTC, 0 or more.'];
  if (d === undefined) return missing('d');
  if (typeof d !== 'object' || d === null || Array.isArray(d)) return wrong('d', 'an object', d);
  return null;
}

function payloadFault(schema: Validator, payload: unknown): Fault {
  const errors = schema.Errors(payload);
  const first = errors[0];
  if (!first) return ['wrong_type', 'd', 'The payload does not have the shape of its type.'];
  const path = (tail = ''): string => `d${first.instancePath}${tail}`.replaceAll('/', '.');
  const seen = valueAt(payload, first.instancePath);
  switch (first.keyword) {
    case 'required': {
      const names = (first.params as { requiredProperties?: string[] }).requiredProperties ?? [];
      return missing(path(`/${names[0] ?? '?'}`));
    }
    case 'const':
    case 'enum': {
      const allowed = errors
        .filter((error) => error.instancePath === first.instancePath && error.keyword === 'const')
        .map((error) => String((error.params as { allowedValue: unknown }).allowedValue));
      if (typeof seen !== 'string') return wrong(path(), 'a text', seen);
      return ['unknown_value', path(), `${path()} is ${shown(seen)}; allowed: ${allowed.join(', ')}.`];
    }
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'maxItems':
      return ['out_of_range', path(), `${path()} is out of range: ${first.message}.`];
    default:
      return wrong(path(), first.message.replace(/^must be /, ''), seen);
  }
}

const missing = (field: string): Fault => ['missing_field', field, `${field} is required and absent.`];

const wrong = (field: string, expected: string, seen: unknown): Fault => [
  'wrong_type',
  field,
  `${field} must be ${expected}, not ${shown(seen)}.`,
];

function refuse(
  envelope: Record<string, unknown> | null,
  code: RejectionCode,
  field: string,
  message: string,
  identity: EventIdentity | null = null,
): Refused {
  return {
    ok: false,
    rejection: { code, field, message },
    identity: identity ?? (envelope ? readableIdentity(envelope) : null),
  };
}

function readableIdentity({ p, e, n }: Record<string, unknown>): EventIdentity | null {
  const readable =
    typeof p === 'string' &&
    PRODUCER_PATTERN.test(p) &&
    Number.isSafeInteger(e) &&
    Number.isSafeInteger(n) &&
    (n as number) >= 1;
  return readable ? { p, e: e as number, n: n as number } : null;
}

/** A line that is not JSON is still searched for its identity: the loss has an owner. */
function identityInText(line: string): EventIdentity | null {
  const p = /"p"\s*:\s*"([A-Za-z0-9._-]{1,64})"/.exec(line)?.[1];
  const e = /"e"\s*:\s*(\d{1,16})\b/.exec(line)?.[1];
  const n = /"n"\s*:\s*(\d{1,16})\b/.exec(line)?.[1];
  return p !== undefined && e !== undefined && n !== undefined
    ? readableIdentity({ p, e: Number(e), n: Number(n) })
    : null;
}

/** A value of any depth in a few characters: what nests is named, not shown. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}
