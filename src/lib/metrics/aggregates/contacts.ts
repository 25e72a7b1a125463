import type { Aggregate, Condition } from '../aggregate.ts';
import { both } from '../aggregate.ts';
import { PRIMARY } from '../conditions.ts';

const started = (...origins: string[]): Aggregate => ({
  fact: 'arrival',
  when: 'end',
  take: 'count',
  where: { column: 'origin', is: origins },
});
const handled = (...where: Condition[]): Aggregate => ({
  fact: 'handle',
  when: 'end',
  take: 'count',
  where: both(PRIMARY, ...where),
});

/** Contacts as wholes, over all their visits and legs, and what agents said of those that they handled. */
export const CONTACT_AGGREGATES = {
  contacts_started: { fact: 'arrival', when: 'end', take: 'count' },
  contacts_inbound: started('inbound'),
  contacts_dialer: started('dialer'),
  contacts_agent_dial: started('agent_dial'),
  contacts_callback: started('callback'),
  contacts_transferred_in: started('transfer_ext'),
  contacts_web: started('web'),
  contacts_open: { fact: 'contact', when: 'moment', take: 'count' },
  contact_duration: { fact: 'contact', when: 'end', take: { sum: 'duration' } },
  contacts_with_duration: {
    fact: 'contact',
    when: 'end',
    take: 'count',
    where: { column: 'duration', absent: false },
  },
  contacts_queued: { fact: 'visit', when: 'entry', take: { distinct: 'ix' } },
  contacts_handled: { fact: 'handle', when: 'end', take: { distinct: 'ix' }, where: PRIMARY },
  handled_with_topic: handled({ column: 'topic', absent: false }),
  handled_resolved: handled({ column: 'resolved', equals: 1 }),
  handled_judged: handled({ column: 'resolved', absent: false }),
} as const satisfies Record<string, Aggregate>;
