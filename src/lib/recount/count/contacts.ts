import {
  beganIn,
  endedIn,
  lastsAt,
  meanSeconds,
  momentOf,
  msIn,
  share,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

const HANDLING = ['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'];
const different = (things: readonly Thing[], field: string): number =>
  new Set(things.flatMap(({ d }) => (typeof d[field] === 'string' ? [d[field]] : []))).size;

/** A call that lasts longer has ended, and nobody said so. */
const isGhost = ({ d, from }: Thing, moment: number): boolean =>
  (d.media ?? 'voice') === 'voice' && moment - from > 4 * 3_600_000;

/** Contacts as wholes (domain 1.1, 1.2). */
export function countContacts(things: Things, period: RecountPeriod): Numbers {
  const { arrival, contact, visit, handle, span } = things;
  const started = arrival.filter((thing) => endedIn(thing, period));
  const from = (origin: string): number => started.filter(({ d }) => d.origin === origin).length;
  const handled = handle.filter((thing) => (thing.d.role ?? 'primary') === 'primary' && endedIn(thing, period));
  // A contact that tells start and end together has a length.
  const long = contact.filter((thing) => endedIn(thing, period) && thing.d.startedAt !== undefined);
  const judged = handled.filter(({ d }) => typeof d.resolvedFlag === 'boolean');
  const workedMs = total(
    span.filter(({ d }) => d.state === 'READY' || HANDLING.includes(d.state as string)),
    (thing) => msIn(thing, period),
  );
  const moment = momentOf(period);
  return {
    contacts_started: started.length,
    contacts_inbound: from('inbound'),
    contacts_dialer: from('dialer'),
    contacts_agent_dial: from('agent_dial'),
    contacts_callback: from('callback'),
    contacts_transferred_in: from('transfer_ext'),
    contacts_web: from('web'),
    contacts_open: contact.filter((thing) => lastsAt(thing, moment) && !isGhost(thing, moment)).length,
    contact_duration_avg: meanSeconds(
      total(long, (thing) => thing.to! - thing.from),
      long.length,
    ),
    contacts_offered: different(
      visit.filter((thing) => beganIn(thing, period)),
      'ix',
    ),
    contacts_handled: different(handled, 'ix'),
    topic_completeness: share(handled.filter(({ d }) => typeof d.topic === 'string').length, handled.length),
    declared_resolution_rate: share(judged.filter(({ d }) => d.resolvedFlag === true).length, judged.length),
    contacts_per_hour: workedMs === 0 ? null : handled.length / (workedMs / 3_600_000),
  };
}
