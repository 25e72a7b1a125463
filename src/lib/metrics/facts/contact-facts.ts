import type { EventOf } from '../../events/envelope.ts';
import { RANK, type Fact, type FactOfKind } from '../fact.ts';
import { closedRank, fact, identityKey, instantFact, SEPARATOR } from './make-fact.ts';

/** The start of a contact. */
export function arrival(event: EventOf<'ix.started'>): FactOfKind<'arrival'> {
  const { d } = event;
  return instantFact(event, 'arrival', d.ix, {
    origin: d.origin ?? null,
    dnis: d.dnis ?? null,
    entry: d.entry ?? null,
  });
}

/** A contact that lasts. */
export function contactOpened(event: EventOf<'ix.started'>): FactOfKind<'contact'> {
  const nothingYet = { ended_by: null, legs: null, visits: null, result: null, duration: null };
  return fact(event, 'contact', event.d.ix, RANK.open, event.at, null, nothingYet);
}

/** A contact that is over. */
export function contactEnded(event: EventOf<'ix.ended'>): FactOfKind<'contact'> {
  const { at, d } = event;
  return fact(event, 'contact', d.ix, closedRank(event), d.startedAt ?? at, d.endedAt ?? at, {
    ended_by: d.endedBy ?? null,
    legs: d.legs ?? null,
    visits: d.visits ?? null,
    result: d.result ?? null,
    duration: d.startedAt === undefined ? null : (d.endedAt ?? at) - d.startedAt,
  });
}

/** One pass through an IVR, a bot or a self-service. */
export function selfService(event: EventOf<'ix.ivr'>): FactOfKind<'ivr'> {
  const { at, d } = event;
  const from = d.startedAt ?? at;
  const to = d.startedAt !== undefined && d.ivrMs !== undefined ? d.startedAt + d.ivrMs : at;
  // Without its start nothing tells a pass from another of the same contact.
  const key = d.startedAt === undefined ? identityKey(event) : d.ix + SEPARATOR + d.startedAt;
  return fact(event, 'ivr', key, closedRank(event), from, to, {
    result: d.result ?? null,
    duration: d.ivrMs ?? null,
    flow: d.flow ?? null,
    last_node: d.lastNode ?? null,
    port_time: d.ivrMs === undefined ? null : d.ivrMs * (d.portsUsed ?? 1),
  });
}

/** What of a written conversation counts: its messages, the first answer of the agent apart. */
export function messages(event: EventOf<'leg.updated'>): Fact[] {
  const { change, leg, firstResponseMs } = event.d;
  const key = identityKey(event);
  const message = (side: 'agent' | 'customer'): Fact => instantFact(event, 'message', key, { side, conversation: leg });
  switch (change) {
    case 'first_response':
      return [instantFact(event, 'response', key, { response: firstResponseMs ?? null }), message('agent')];
    case 'agent_message':
      return [message('agent')];
    case 'customer_message':
      return [message('customer')];
    default:
      return [];
  }
}
