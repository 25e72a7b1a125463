import type { CommonPayload, ContactCentreEvent } from '../../../events/envelope.ts';

const SEPARATOR = '\u001f';
const MINUTE_MS = 60_000;

/** A fact by its kind and its key, as a correction may name it (contract 3). */
export interface NamedFact {
  fact: string;
  key: string;
}

/** The event as somebody would tell it who got it wrong: the same thing, with other numbers. Null where none fit. */
export function wrongly(event: ContactCentreEvent): ContactCentreEvent | null {
  const changed = changes(event);
  return changed && ({ ...event, d: { ...event.d, ...changed } } as ContactCentreEvent);
}

function changes({ t, d }: ContactCentreEvent): Record<string, unknown> | null {
  switch (t) {
    case 'queue.entered':
      return { enqueuedAt: d.enqueuedAt - 7_000 };
    case 'queue.left':
      return { waitMs: d.waitMs + 33_000, outcome: d.outcome === 'answered' ? 'abandoned' : 'answered' };
    case 'offer.ended':
      return { ringMs: d.ringMs + 4_000, result: d.result === 'accepted' ? 'rona' : 'accepted' };
    case 'leg.connected':
      return { connectedAt: d.connectedAt - 3_000, queue: 'another' };
    case 'leg.updated':
      return d.change === 'first_response' ? { firstResponseMs: (d.firstResponseMs ?? 0) + 90_000 } : null;
    case 'leg.ended':
      return { talkMs: d.talkMs + 2 * MINUTE_MS, endedBy: 'system', transfer: { kind: 'blind' } };
    case 'wrap.ended':
      return { acwMs: d.acwMs + 2 * MINUTE_MS, talkMs: d.talkMs + 5_000, rpc: true };
    case 'ix.started':
      return { origin: d.origin === 'callback' ? 'web' : 'callback' };
    case 'ix.ended':
      return d.endedAt === undefined ? { endedBy: 'system' } : { endedAt: d.endedAt + 20 * MINUTE_MS };
    case 'ix.ivr':
      return { ivrMs: (d.ivrMs ?? 0) + 50_000, result: d.result === 'contained' ? 'error' : 'contained' };
    case 'agent.state':
      return d.state === 'LOGGED_OUT'
        ? null
        : { state: d.state === 'NOT_READY' ? 'READY' : 'NOT_READY', reason: 'meal' };
    case 'dial.attempt':
      return { result: d.result === 'live' ? 'machine' : 'live', recordFirst: !d.recordFirst };
    case 'campaign.snapshot':
      return Array.isArray(d.list) && d.list.length > 0
        ? { agentsReady: 99, list: d.list.map((list) => ({ ...list, left: 9_999_999, records: 0 })) }
        : { agentsReady: 99 };
    case 'line.status':
      return { inUse: (d.inUse ?? 0) + 7_000, blockedTotal: (d.blockedTotal ?? 0) + 70_000 };
    case 'work.changed':
      return { kind: d.kind === 'task' ? 'kb' : 'task', status: d.status === 'cancelled' ? 'done' : 'cancelled' };
    case 'outcome.recorded':
      return { stage: d.stage === 'booked' ? 'offered' : 'booked', amount: (d.amount ?? 0) + 1_000_000 };
    case 'survey.answered':
      // Under another stage it is another fact.
      return { stage: d.stage === 'answered' ? 'invited' : 'answered', score: 1, topBox: true };
    case 'qa.scored':
      return { score: 1, critical: !d.critical };
    case 'metric.set':
      return { value: d.value * 3 + 17 };
    case 'schedule.set':
      return { paidMs: 1, segments: d.segments?.map((part) => ({ ...part, to: part.to + 20 * MINUTE_MS })) };
    default:
      return null;
  }
}

/**
 * Something of the kind of the event that never was, under a name of its own. Plans and figures have no name: they are
 * told again, under a higher revision.
 */
export function neverWas(event: ContactCentreEvent, name: string): ContactCentreEvent | null {
  const wrong = wrongly(event);
  if (!wrong) return null;
  const d: Record<string, unknown> = { ...wrong.d };
  if (wrong.t === 'metric.set' || wrong.t === 'schedule.set') d.rev = (wrong.d.rev ?? 0) + 1;
  else {
    for (const id of ['ix', 'leg', 'visit', 'item', 'survey', 'evaluation', 'attempt'])
      if (d[id] !== undefined) d[id] = `${name}-${id}`;
    if (wrong.t === 'agent.state') Object.assign(d, { agent: name, prev: undefined });
  }
  return { ...wrong, n: 0, d } as ContactCentreEvent;
}

/** The facts that an event makes, by the names under which a correction can speak of them. */
export function namedFacts({ t, p, e, n, d }: ContactCentreEvent): NamedFact[] {
  const own = [p, e, n].join(SEPARATOR);
  switch (t) {
    case 'queue.entered':
    case 'queue.left':
      return [{ fact: 'visit', key: d.visit }];
    case 'offer.ended':
      return [{ fact: 'offer', key: [d.leg, d.agent, d.offeredAt].join(SEPARATOR) }];
    case 'leg.connected':
    case 'leg.ended':
      return [{ fact: 'leg', key: d.leg }];
    case 'leg.updated':
      return [
        { fact: 'response', key: own },
        { fact: 'message', key: own },
      ];
    case 'wrap.ended':
      return [{ fact: 'handle', key: d.leg }];
    case 'ix.started':
      return [
        { fact: 'arrival', key: d.ix },
        { fact: 'contact', key: d.ix },
      ];
    case 'ix.ended':
      return [{ fact: 'contact', key: d.ix }];
    case 'ix.ivr':
      return [{ fact: 'ivr', key: d.startedAt === undefined ? own : d.ix + SEPARATOR + d.startedAt }];
    case 'agent.state':
      return [{ fact: 'span', key: d.agent + SEPARATOR + d.enteredAt }];
    case 'dial.attempt':
      return [{ fact: 'dial', key: d.attempt ?? own }];
    case 'campaign.snapshot': {
      const lists = Array.isArray(d.list) ? d.list : [];
      return [
        { fact: 'campaign', key: own },
        ...lists.map(({ list }) => ({ fact: 'calling_list', key: own + SEPARATOR + list })),
      ];
    }
    case 'line.status':
      return [{ fact: 'line', key: own }];
    case 'work.changed':
      return [{ fact: 'work', key: d.item }];
    case 'outcome.recorded':
      return [{ fact: 'outcome', key: own }];
    case 'survey.answered':
      return [{ fact: 'survey', key: d.survey + SEPARATOR + d.stage }];
    case 'qa.scored':
      return [{ fact: 'qa', key: d.evaluation ?? own }];
    default:
      return [];
  }
}

/** Where a correction of the event belongs. */
export const placeOf = ({ d }: ContactCentreEvent): Pick<CommonPayload, 'site' | 'queue' | 'campaign' | 'team'> => {
  const { site, queue, campaign, team } = d;
  return { site, queue, campaign, team };
};
