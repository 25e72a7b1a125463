import { MINUTE_MS } from '../../time/interval.ts';
import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { REPEAT_MS, SAME_ISSUE_MS } from '../second-order.ts';
import { ON_QUEUE_STATES } from './agents.ts';

const issues = (where?: Condition): Aggregate => ({ fact: 'handle', when: 'issues', take: 'count', where });
const firstOffers = (where?: Condition): Aggregate => ({ fact: 'outcome', when: 'first_offer', take: 'count', where });
const planned = (take: Aggregate['take'], where?: Condition): Aggregate => ({
  fact: 'schedule',
  when: 'planned',
  take,
  where,
});

const logins = (take: Aggregate['take'], where?: Condition): Aggregate => ({
  fact: 'schedule',
  when: 'logins',
  take,
  where,
});

const within = (column: string, ms: number): Condition => ({ column, below: ms + 1 });
/** As late as this is in time (A12). */
const PUNCTUAL_MS = 5 * MINUTE_MS;
const IS_FIRST: Condition = { not: within('since_before', SAME_ISSUE_MS) };
const IS_OLD_ENOUGH: Condition = { not: { column: 'age', below: SAME_ISSUE_MS } };
const BEFORE_OUTBOUND: Condition = both(
  { column: 'state', is: ['READY'] },
  { next: { column: 'span_direction', is: ['out'] } },
);
const ON_QUEUE: Condition = { column: 'on_queue', equals: 1 };

/** What is seen only by setting facts beside one another. */
export const SECOND_ORDER_AGGREGATES = {
  // Inbound contacts of known customers, by topic.
  known_contacts: issues(),
  first_contacts: issues(both(IS_FIRST, IS_OLD_ENOUGH)),
  first_contacts_resolved: issues(both(IS_FIRST, IS_OLD_ENOUGH, { not: within('until_next', SAME_ISSUE_MS) })),
  first_contacts_pending: issues(both(IS_FIRST, { not: IS_OLD_ENOUGH })),
  repeats_of_day: issues(within('since_before', REPEAT_MS)),
  repeats_of_week: issues(within('since_before', SAME_ISSUE_MS)),
  // Customers by the first offer to them.
  customers_first_offered: firstOffers(),
  customers_taken_up: firstOffers({ column: 'accepted_after', absent: false }),
  // Being ready, right before a call that the dialer or the agent made.
  ready_before_outbound: { fact: 'span', when: 'end', take: 'count', where: BEFORE_OUTBOUND },
  ready_time_before_outbound: { fact: 'span', when: 'end', take: 'length', where: BEFORE_OUTBOUND },
  // Schedules.
  planned_time: planned('time'),
  kept_time: planned({ sum: 'kept' }),
  shifts_begun: logins('count'),
  login_delay: logins({ sum: 'late' }),
  shifts_begun_in_time: logins('count', within('late', PUNCTUAL_MS)),
  planned_on_queue: planned('time', ON_QUEUE),
  time_on_queue: {
    fact: 'span',
    when: 'clip',
    take: 'time',
    where: { column: 'state', is: ON_QUEUE_STATES },
  },
} as const satisfies Record<string, Aggregate>;
