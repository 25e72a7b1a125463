import type { ContactCentreEvent, EventOf, UnknownEvent } from '../events/envelope.ts';
import { isInferringProducer } from '../events/own-producers.ts';
import { OPENING_REV, RANK, type Fact, type FactOfKind } from './fact.ts';
import { closedRank, dimensionsOf, fact, flag, SEPARATOR, stampOf } from './facts/make-fact.ts';
import { arrival, contactEnded, contactOpened, messages, selfService } from './facts/contact-facts.ts';
import { attempt, campaignSamples } from './facts/outbound-facts.ts';
import { lineSample } from './facts/line-facts.ts';
import { outcome, evaluation, survey } from './facts/result-facts.ts';
import { externalMetric, schedule, work } from './facts/revised-facts.ts';

/**
 * What an event says that counts (contract 3). Pure: no clock, no I/O, no other event, no settings.
 * None, one or more facts; see FACT_KINDS for their columns and instants.
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
    case 'dial.attempt':
      return [attempt(known)];
    case 'ix.started':
      return [arrival(known), contactOpened(known)];
    case 'ix.ended':
      return [contactEnded(known)];
    case 'ix.ivr':
      return [selfService(known)];
    case 'leg.updated':
      return messages(known);
    case 'outcome.recorded':
      return [outcome(known)];
    case 'survey.answered':
      return [survey(known)];
    case 'qa.scored':
      return [evaluation(known)];
    case 'work.changed':
      return [work(known)];
    case 'metric.set':
      return [externalMetric(known)];
    case 'schedule.set':
      return [schedule(known)];
    case 'line.status':
      return [lineSample(known)];
    case 'campaign.snapshot':
      return campaignSamples(known);
    default:
      return [];
  }
}

function visitOpened(event: EventOf<'queue.entered'>): FactOfKind<'visit'> {
  const { d } = event;
  return fact(event, 'visit', d.visit, RANK.open, d.enqueuedAt, null, { outcome: null, wait: null, ring: null });
}

function visitEnded(event: EventOf<'queue.left'>): FactOfKind<'visit'> {
  const { d } = event;
  return fact(event, 'visit', d.visit, closedRank(event), d.enqueuedAt, d.enqueuedAt + d.waitMs, {
    outcome: d.outcome,
    wait: d.waitMs,
    ring: d.ringMs ?? null,
  });
}

function offer(event: EventOf<'offer.ended'>): FactOfKind<'offer'> {
  const { d } = event;
  const key = d.leg + SEPARATOR + d.agent + SEPARATOR + d.offeredAt;
  return fact(event, 'offer', key, closedRank(event), d.offeredAt, d.offeredAt + d.ringMs, {
    result: d.result,
    ring: d.ringMs,
  });
}

function legOpened(event: EventOf<'leg.connected'>): FactOfKind<'leg'> {
  const { d } = event;
  return fact(event, 'leg', d.leg, RANK.open, d.connectedAt, null, {
    role: d.role ?? 'primary',
    talk: null,
    hold: null,
    holds: null,
    longest_hold: null,
    ended_by: null,
    transfer: null,
    msgs_in: null,
    msgs_out: null,
    focus: null,
  });
}

function legEnded(event: EventOf<'leg.ended'>): FactOfKind<'leg'> {
  const { d } = event;
  const to = d.connectedAt + d.talkMs + (d.holdMs ?? 0);
  return fact(event, 'leg', d.leg, closedRank(event), d.connectedAt, to, {
    role: d.role ?? 'primary',
    talk: d.talkMs,
    hold: d.holdMs ?? null,
    holds: d.holdCount ?? null,
    longest_hold: d.maxHoldMs ?? null,
    ended_by: d.endedBy ?? null,
    transfer: d.transfer?.kind ?? null,
    msgs_in: d.msgsIn ?? null,
    msgs_out: d.msgsOut ?? null,
    focus: d.focusMs ?? null,
  });
}

function handle(event: EventOf<'wrap.ended'>): FactOfKind<'handle'> {
  const { d } = event;
  const from = d.connectedAt ?? d.endedAt - d.talkMs - d.holdMs;
  return fact(event, 'handle', d.leg, closedRank(event), from, d.endedAt + d.acwMs, {
    role: d.role ?? 'primary',
    talk: d.talkMs,
    hold: d.holdMs,
    acw: d.acwMs,
    dial: d.dialMs ?? null,
    preview: d.previewMs ?? null,
    disposition: d.disposition ?? null,
    topic: d.topic ?? null,
    subtopic: d.subtopic ?? null,
    rpc: flag(d.rpc),
    resolved: flag(d.resolvedFlag),
  });
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
    const { state, reason, direction, enteredAt } = d.prev;
    const ended = fact(event, 'span', spanKey(d.agent, enteredAt), RANK.open, enteredAt, d.enteredAt, {
      state,
      reason: reason ?? null,
      span_direction: direction ?? null,
      queues: NO_QUEUES,
    });
    // The rest of the dimensions, and the queues, belong to the state that begins, not to the one that ends.
    ended.dims = dimensionsOf({ agent: d.agent, site: d.site, team: d.team, country: d.country });
    ended.ix = null;
    ended.cust = null;
    ended.rev = inferred ? OPENING_REV.inferredAtEnd : OPENING_REV.toldAtEnd;
    ended.end = stampOf(event, closedRank(event));
    facts.push(ended);
  }
  if (d.state !== 'LOGGED_OUT') {
    const opened = fact(event, 'span', spanKey(d.agent, d.enteredAt), RANK.open, d.enteredAt, null, {
      state: d.state,
      reason: d.reason ?? null,
      span_direction: d.direction ?? null,
      queues: listedOnce(d.queues),
    });
    if (inferred) {
      opened.rev = OPENING_REV.inferred;
      opened.end = stampOf(event, RANK.inferred);
    }
    facts.push(opened);
  }
  return facts;
}

const NO_QUEUES: readonly string[] = [];

/** An agent counts once in a queue, however often the list names it. */
const listedOnce = (queues: readonly string[] = NO_QUEUES): readonly string[] => {
  for (let place = 1; place < queues.length; place += 1) {
    if (queues.indexOf(queues[place]!) < place) return [...new Set(queues)];
  }
  return queues;
};
