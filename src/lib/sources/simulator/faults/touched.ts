import type { ContactCentreEvent } from '../../../events/envelope.ts';
import type { Topic } from '../truth/truth.ts';

/** A stretch of time in which the numbers of a topic miss what a line would have told. */
export interface Touched {
  topic: Topic;
  fromAt: number;
  toAt: number;
  /** The stretch lasts until this is heard of: the end of a contact, the next word on an agent or an item of work. */
  until?: { ix: string } | { agent: string } | { item: string };
}

/** How long ago at most was what somebody on the floor corrects. */
const CORRECTED_WITHIN_MS = 2 * 3_600_000;

/** What the loss of a line takes away. The beginning of a thing takes nothing: its end tells it all. */
export function touchedBy({ t, at, d }: ContactCentreEvent): Touched[] {
  const moment = (topic: Topic): Touched[] => [{ topic, fromAt: at, toAt: at }];
  switch (t) {
    case 'queue.left':
      // Until the contact is over the caller seems to wait.
      return [
        { topic: 'visits', fromAt: d.enqueuedAt, toAt: at, ...(d.ix === undefined ? {} : { until: { ix: d.ix } }) },
      ];
    case 'offer.ended':
    case 'leg.ended':
    case 'wrap.ended':
      return moment('contacts');
    case 'agent.state':
      return [{ topic: 'people', fromAt: d.prev?.enteredAt ?? at, toAt: at, until: { agent: d.agent } }];
    case 'ix.ivr':
    case 'dial.attempt':
    case 'outcome.recorded':
    case 'survey.answered':
    case 'qa.scored':
      return moment('business');
    case 'work.changed':
      // Until its next revision it stands as it stood.
      return [
        {
          topic: 'work',
          fromAt: d.createdAt ?? at,
          toAt: Math.max(at, d.dueAt ?? at),
          until: { item: d.item },
        },
      ];
    case 'leg.updated':
    case 'ix.started':
    case 'ix.ended':
    case 'line.status':
    case 'campaign.snapshot':
      return moment('signals');
    case 'metric.set':
      return [{ topic: 'work', fromAt: d.period.from, toAt: d.period.to }];
    case 'schedule.set':
      return (d.segments ?? []).map(({ from, to }) => ({ topic: 'work', fromAt: from, toAt: to }));
    case 'correction':
      return [{ topic: 'contacts', fromAt: at - CORRECTED_WITHIN_MS, toAt: at }];
    default:
      return [];
  }
}
