import Type, { type TSchema } from 'typebox';
import type { ContactCentreEvent, EventIdentity, UnknownEvent } from './envelope.ts';
import { COMMON_FIELDS, VOCABULARY } from './vocabulary.ts';

/** How a recorded floor is played as if it were now: moved in time, under producers, epochs and ids of its own. */
export interface Shift {
  /** Added to every instant, ms. */
  byMs: number;
  /** Put behind producers and ids, so that two runs of one file are two floors; 1 to 16 of A-Z a-z 0-9. */
  run: string;
  /**
   * The sequence number of a producer epoch that becomes 1, because the ones before it are not played. Null where none of
   * that epoch is played.
   */
  firstOf(p: string, e: number): number | null;
}

/** Fields that name one thing of the recorded day. Agents, queues, sites and the like are the same on every day. */
const OWN_IDS: ReadonlySet<string> = new Set([
  'ix',
  'leg',
  'visit',
  'cust',
  'corr',
  'survey',
  'item',
  'attempt',
  'record',
  'evaluation',
  'sessionId',
]);
/** Instants whose names do not end in `At`. `from` and `to` are instants where they stand together. */
const OTHER_INSTANTS: ReadonlySet<string> = new Set(['validFrom', 'clockMs', 'prevEpoch']);
/** Facts whose key is one id. A correction of another fact keeps the key that it names. */
const FACTS_BY_ID: ReadonlySet<string> = new Set(['visit', 'leg', 'handle']);
const MAX_ID = 64;
const DAY_MS = 86_400_000;

/** What there is to change in a payload, read off its schema once. */
interface Plan {
  instants: string[];
  ids: string[];
  nested: [field: string, plan: Plan][];
}

interface SchemaShape {
  type?: string;
  properties?: Record<string, TSchema>;
  items?: TSchema;
  anyOf?: TSchema[];
}

function planOf(schema: TSchema): Plan {
  const properties = (schema as SchemaShape).properties ?? {};
  const plan: Plan = { instants: [], ids: [], nested: [] };
  const isPeriod = 'from' in properties && 'to' in properties;
  for (const [field, value] of Object.entries(properties)) {
    const whole = (value as SchemaShape).type === 'integer';
    const bound = isPeriod && (field === 'from' || field === 'to');
    if (whole && (field.endsWith('At') || OTHER_INSTANTS.has(field) || bound)) plan.instants.push(field);
    else if (OWN_IDS.has(field)) plan.ids.push(field);
    const inner = objectIn(value);
    if (inner) {
      const innerPlan = planOf(inner);
      if (innerPlan.instants.length + innerPlan.ids.length + innerPlan.nested.length > 0)
        plan.nested.push([field, innerPlan]);
    }
  }
  return plan;
}

/** The object schema in a field: itself, or what its list holds. */
function objectIn(schema: TSchema): TSchema | null {
  const { type, items, properties } = schema as SchemaShape;
  if (type === 'array' && items) return objectIn(items);
  return type === 'object' && properties ? schema : null;
}

const PLANS = new Map<string, Plan>(Object.entries(VOCABULARY).map(([type, schema]) => [type, planOf(schema)]));
/** Of a type that this version does not know only the common fields are. */
const COMMON_PLAN = planOf(Type.Object(COMMON_FIELDS));

/**
 * The event as if it had happened `byMs` later on a floor of its own: every instant moved, producer and ids with the run
 * behind them, the sequence counted from the first that is played. Null where it lies before that first one.
 */
export function shiftEvent(
  event: ContactCentreEvent | UnknownEvent,
  shift: Shift,
): ContactCentreEvent | UnknownEvent | null {
  const identity = shiftIdentity(event, shift);
  if (identity === null) return null;
  const d = event.d as Record<string, unknown>;
  const moved = shiftFields(d, PLANS.get(event.t) ?? COMMON_PLAN, shift);
  shiftWhatTheNamesDoNotSay(event.t, moved, event, shift);
  return { ...event, ...identity, at: event.at + shift.byMs, d: moved } as unknown as UnknownEvent;
}

function shiftIdentity({ p, e, n }: EventIdentity, shift: Shift): EventIdentity | null {
  const first = shift.firstOf(p, e);
  if (first === null || n < first) return null;
  return { p: ownId(p, shift.run), e: Math.max(0, e + shift.byMs), n: n - first + 1 };
}

function shiftFields(fields: Record<string, unknown>, plan: Plan, shift: Shift): Record<string, unknown> {
  const moved = { ...fields };
  for (const field of plan.instants) {
    const value = moved[field];
    if (typeof value === 'number') moved[field] = value + shift.byMs;
  }
  for (const field of plan.ids) {
    const value = moved[field];
    if (typeof value === 'string') moved[field] = ownId(value, shift.run);
  }
  for (const [field, inner] of plan.nested) {
    const value = moved[field];
    if (Array.isArray(value))
      moved[field] = value.map((item) => shiftFields(item as Record<string, unknown>, inner, shift));
    else if (typeof value === 'object' && value !== null)
      moved[field] = shiftFields(value as Record<string, unknown>, inner, shift);
  }
  return moved;
}

/** Sequence numbers, a calendar day, and what a correction points at. */
function shiftWhatTheNamesDoNotSay(
  type: string,
  d: Record<string, unknown>,
  { p, e }: EventIdentity,
  shift: Shift,
): void {
  if (type === 'producer.heartbeat' && typeof d.lastSeq === 'number') {
    d.lastSeq = Math.max(0, d.lastSeq - (shift.firstOf(p, e) ?? 1) + 1);
  } else if (type === 'producer.hello' && typeof d.prevEpoch === 'number') {
    const first = shift.firstOf(p, d.prevEpoch - shift.byMs);
    // The epoch before was not played: nothing of it is missing.
    if (first === null) {
      delete d.prevEpoch;
      delete d.prevSeq;
    } else if (typeof d.prevSeq === 'number') d.prevSeq = Math.max(0, d.prevSeq - first + 1);
  } else if (type === 'schedule.set' && typeof d.day === 'string') d.day = shiftDay(d.day, shift.byMs);
  else if (type === 'correction') shiftCorrection(d, shift);
}

function shiftCorrection(d: Record<string, unknown>, shift: Shift): void {
  const target = d.target as { p: string; e: number; n: number } | { fact: string; key: string };
  if ('p' in target) d.target = shiftIdentity(target, shift) ?? target;
  else if (FACTS_BY_ID.has(target.fact)) d.target = { ...target, key: ownId(target.key, shift.run) };
  // The payload of a replacement is that of an event type which the correction does not name: every field by its name.
  if (typeof d.data === 'object' && d.data !== null)
    d.data = shiftFields(d.data as Record<string, unknown>, ANY_TYPE, shift);
}

const ANY_TYPE: Plan = {
  instants: [...new Set([...PLANS.values()].flatMap(({ instants }) => instants))],
  ids: [...OWN_IDS],
  nested: [...new Map([...PLANS.values()].flatMap(({ nested }) => nested)).entries()],
};

/** A day moves by whole days, to the nearest. */
function shiftDay(day: string, byMs: number): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) return day;
  return new Date(midnight + Math.round(byMs / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}

/** The id with the run behind it. Of one that is too long for both, the end gives way to a digest of the whole. */
function ownId(id: string, run: string): string {
  const whole = `${id}.${run}`;
  if (whole.length <= MAX_ID) return whole;
  return `${id.slice(0, MAX_ID - run.length - 10)}.${digest(id)}.${run}`;
}

/** 32 bits of FNV-1a as 8 hexadecimal digits. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
