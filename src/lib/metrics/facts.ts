import type { CommonPayload, ContactCentreEvent, EventOf, UnknownEvent } from '../events/envelope.ts';
import { isInferringProducer } from '../events/inferred.ts';
import type { DimensionValues } from './dimensions.ts';
import { OPENING_REV, RANK, type Fact, type FactOfKind, type FactStamp, type Rank } from './fact.ts';

/** Joins the parts of a key; it cannot stand in an id that a source would send by hand. */
const SEPARATOR = '\u001f';

/**
 * What an event says that counts (contract 3). Pure: no clock, no I/O, no other event, no settings.
 * Zero, one or two facts; see FACT_KINDS for their columns and instants.
 */
export function factsOf(event: ContactCentreEvent | UnknownEvent): Fact[] {
  const known = event as ContactCentreEvent;
  switch (known.t) {
    case 'queue.entered':
      return [visitOpened(known)];
    case 'queue.left':
      return [visitEnded(known)];
    case 'offer.ended':
      return [offer(known)];
    case 'leg.connected':
      return [legOpened(known)];
    case 'leg.ended':
      return [legEnded(known)];
    case 'wrap.ended':
      return [handle(known)];
    case 'agent.state':
      return spans(known);
    default:
      return [];
  }
}

function visitOpened(event: EventOf<'queue.entered'>): FactOfKind<'visit'> {
  const { d } = event;
  return {
    kind: 'visit',
    key: d.visit,
    ...header(event, RANK.open),
    from: d.enqueuedAt,
    to: null,
    measures: { outcome: null, wait: null, ring: null },
  };
}

function visitEnded(event: EventOf<'queue.left'>): FactOfKind<'visit'> {
  const { d } = event;
  return {
    kind: 'visit',
    key: d.visit,
    ...header(event, closedRank(event)),
    from: d.enqueuedAt,
    to: d.enqueuedAt + d.waitMs,
    measures: { outcome: d.outcome, wait: d.waitMs, ring: d.ringMs ?? null },
  };
}

function offer(event: EventOf<'offer.ended'>): FactOfKind<'offer'> {
  const { d } = event;
  return {
    kind: 'offer',
    key: d.leg + SEPARATOR + d.agent + SEPARATOR + d.offeredAt,
    ...header(event, closedRank(event)),
    from: d.offeredAt,
    to: d.offeredAt + d.ringMs,
    measures: { result: d.result, ring: d.ringMs },
  };
}

function legOpened(event: EventOf<'leg.connected'>): FactOfKind<'leg'> {
  const { d } = event;
  return {
    kind: 'leg',
    key: d.leg,
    ...header(event, RANK.open),
    from: d.connectedAt,
    to: null,
    measures: {
      role: d.role ?? 'primary',
      talk: null,
      hold: null,
      holds: null,
      longest_hold: null,
      ended_by: null,
      transfer: null,
    },
  };
}

function legEnded(event: EventOf<'leg.ended'>): FactOfKind<'leg'> {
  const { d } = event;
  return {
    kind: 'leg',
    key: d.leg,
    ...header(event, closedRank(event)),
    from: d.connectedAt,
    to: d.connectedAt + d.talkMs + (d.holdMs ?? 0),
    measures: {
      role: d.role ?? 'primary',
      talk: d.talkMs,
      hold: d.holdMs ?? null,
      holds: d.holdCount ?? null,
      longest_hold: d.maxHoldMs ?? null,
      ended_by: d.endedBy ?? null,
      transfer: d.transfer?.kind ?? null,
    },
  };
}

function handle(event: EventOf<'wrap.ended'>): FactOfKind<'handle'> {
  const { d } = event;
  return {
    kind: 'handle',
    key: d.leg,
    ...header(event, closedRank(event)),
    from: d.connectedAt ?? d.endedAt - d.talkMs - d.holdMs,
    to: d.endedAt + d.acwMs,
    measures: {
      role: d.role ?? 'primary',
      talk: d.talkMs,
      hold: d.holdMs,
      acw: d.acwMs,
      dial: d.dialMs ?? null,
      preview: d.previewMs ?? null,
    },
  };
}

/** Key of an agent's span that begins at an instant. */
export const spanKey = (agent: string, enteredAt: number): string => agent + SEPARATOR + enteredAt;

/**
 * The span that the event opens, and the end of the one before it. LOGGED_OUT makes no span, but ends one.
 * An inferred opening also says that the span has not ended: it takes back an earlier inferred end, never a told one.
 */
function spans(event: EventOf<'agent.state'>): FactOfKind<'span'>[] {
  const { d } = event;
  const inferred = isInferringProducer(event.p);
  const facts: FactOfKind<'span'>[] = [];
  if (d.prev && d.prev.state !== 'LOGGED_OUT') {
    const { agent, site, team, country } = d;
    facts.push({
      ...header(event, RANK.open),
      kind: 'span',
      key: spanKey(agent, d.prev.enteredAt),
      rev: inferred ? OPENING_REV.inferredAtEnd : OPENING_REV.toldAtEnd,
      end: stampOf(event, closedRank(event)),
      // The rest of the dimensions belongs to the state that begins, not to the one that ends.
      dims: { agent, site, team, country },
      ix: null,
      cust: null,
      from: d.prev.enteredAt,
      to: d.enteredAt,
      measures: {
        state: d.prev.state,
        reason: d.prev.reason ?? null,
        span_direction: d.prev.direction ?? null,
        queues: listedOnce(d.queues),
      },
    });
  }
  if (d.state !== 'LOGGED_OUT') {
    facts.push({
      kind: 'span',
      key: spanKey(d.agent, d.enteredAt),
      ...header(event, RANK.open),
      ...(inferred ? { rev: OPENING_REV.inferred, end: stampOf(event, RANK.inferred) } : {}),
      from: d.enteredAt,
      to: null,
      measures: {
        state: d.state,
        reason: d.reason ?? null,
        span_direction: d.direction ?? null,
        queues: listedOnce(d.queues),
      },
    });
  }
  return facts;
}

/** An agent counts once in a queue, however often the list names it. */
const listedOnce = (queues: readonly string[] = []): readonly string[] =>
  queues.length > 1 ? [...new Set(queues)] : queues;

const closedRank = (event: ContactCentreEvent): Rank => (isInferringProducer(event.p) ? RANK.inferred : RANK.closed);

const stampOf = ({ at, p, e, n }: ContactCentreEvent, rank: Rank): FactStamp => ({ rank, rev: 0, at, p, e, n });

function header(event: FactEvent, rank: Rank) {
  const { at, p, e, n, d } = event;
  return { rank, rev: 0, at, p, e, n, dims: dimensionsOf(d), ix: d.ix ?? null, cust: d.cust ?? null, end: null };
}

/** The events that facts are made of. */
type FactEvent = EventOf<
  'queue.entered' | 'queue.left' | 'offer.ended' | 'leg.connected' | 'leg.ended' | 'wrap.ended' | 'agent.state'
>;

/** Written out by name: this runs for every fact, and the same fields in the same order are read fastest. */
function dimensionsOf(d: CommonPayload): Required<DimensionValues> {
  return {
    site: d.site ?? null,
    queue: d.queue ?? null,
    skill: d.skill ?? null,
    media: d.media ?? null,
    direction: d.direction ?? null,
    fn: d.fn ?? null,
    agent: d.agent ?? null,
    team: d.team ?? null,
    campaign: d.campaign ?? null,
    list: d.list ?? null,
    country: d.country ?? null,
    province: d.province ?? null,
    city: d.city ?? null,
    segment: d.segment ?? null,
    partner: d.partner ?? null,
  };
}
