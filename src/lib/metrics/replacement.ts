import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '../events/envelope.ts';
import { parseEnvelope } from '../events/parse.ts';
import type { EventType } from '../events/vocabulary.ts';
import type { FactKind } from './fact-kinds.ts';
import { RANK, type Fact } from './fact.ts';
import { factsOf } from './facts.ts';
import { SEPARATOR } from './separator.ts';

/** The event type that ends a fact of the kind, or is the whole of it. */
const CLOSING_TYPES: Readonly<Record<FactKind, EventType>> = {
  visit: 'queue.left',
  offer: 'offer.ended',
  leg: 'leg.ended',
  handle: 'wrap.ended',
  span: 'agent.state',
  arrival: 'ix.started',
  contact: 'ix.ended',
  ivr: 'ix.ivr',
  response: 'leg.updated',
  message: 'leg.updated',
  dial: 'dial.attempt',
  campaign: 'campaign.snapshot',
  calling_list: 'campaign.snapshot',
  line: 'line.status',
  work: 'work.changed',
  outcome: 'outcome.recorded',
  survey: 'survey.answered',
  qa: 'qa.scored',
  metric: 'metric.set',
  schedule: 'schedule.set',
};

/** The event type that begins a fact which another type ends. */
const OPENING_TYPES: Readonly<Partial<Record<FactKind, EventType>>> = {
  visit: 'queue.entered',
  leg: 'leg.connected',
  contact: 'ix.started',
};

/** The type of the event that a fact was made of. */
export const typeOfSource = ({ kind, rank }: Pick<Fact, 'kind' | 'rank'>): EventType =>
  (rank === RANK.open ? OPENING_TYPES[kind] : undefined) ?? CLOSING_TYPES[kind];

/**
 * An event with another payload: type, p, e, n and at are kept. Null where the payload is not valid for the type. What
 * the contract does not know is taken out, as at ingest; `data` stays as it is.
 */
export function withPayload(
  { t, p, e, n, at }: Pick<UnknownEvent, 't' | 'at' | keyof EventIdentity>,
  data: unknown,
): ContactCentreEvent | UnknownEvent | null {
  if (data === undefined) return null;
  const parsed = parseEnvelope({ v: 1, t, p, e, n, at, d: structuredClone(data) });
  return parsed.ok ? parsed.event : null;
}

/** A fact that a correction speaks of: those of one (site, kind, key) replace one another. */
export interface FactTarget {
  kind: FactKind;
  /** Null: events without a site. */
  site: string | null;
  key: string;
}

/** Identity of a fact as one text. */
export const factTargetId = (kind: string, site: string | null, key: string): string =>
  `${kind}\0${site ?? ''}\0${key}`.toWellFormed();

/** The fact that an identity of `factTargetId` stands for. */
export function factTargetOf(id: string): FactTarget {
  const [kind, site, ...key] = id.split('\0');
  return { kind: kind as FactKind, site: site === '' ? null : site!, key: key.join('\0') };
}

/**
 * The fact that the payload `data` gives for a target: as the event that ends facts of its kind would, at the rank of
 * corrections, with the stamp of the correction. Null where the payload is not valid, or speaks of another fact.
 */
export function correctedFact(correction: EventOf<'correction'>, target: FactTarget, data: unknown): Fact | null {
  const { p, e, n, at } = correction;
  const t = CLOSING_TYPES[target.kind];
  // Where the key is the identity of an event, the payload has no id of its own to make it of.
  for (const identity of [{ p, e, n }, identityIn(target.key)]) {
    const event = identity && withPayload({ t, at, ...identity }, data);
    if (!event) continue;
    const told = factsOf(event).filter(
      ({ kind, key, dims }) => kind === target.kind && key === target.key && (dims.site ?? null) === target.site,
    );
    const fact = told.find(({ end }) => end !== null) ?? told[0];
    if (!fact) continue;
    const stamp = { rank: RANK.correction, rev: 0, at, p, e, n };
    return { ...fact, ...stamp, end: fact.end ? stamp : null };
  }
  return null;
}

/** The identity that a key begins with, if it does. */
function identityIn(key: string): EventIdentity | null {
  const [p, e, n] = key.split(SEPARATOR);
  const known = p !== undefined && Number.isSafeInteger(Number(e)) && Number.isSafeInteger(Number(n));
  return known ? { p, e: Number(e), n: Number(n) } : null;
}
