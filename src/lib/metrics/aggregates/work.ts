import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { DONE } from '../conditions.ts';

const status = (...statuses: string[]): Condition => ({ column: 'status', is: statuses });
const ENDED: Condition = { ended: true };
const NOT_CANCELLED: Condition = { not: status('cancelled') };
/** Done by the instant at which it was due, that included. */
const IN_TIME = both(DONE, ENDED, { column: 'overrun', below: 1 });
const CALLBACK: Condition = { column: 'work_kind', is: ['callback'] };
/** What customers brought up and somebody has to settle. */
const EVENT = both(
  { column: 'work_kind', is: ['ticket', 'request', 'complaint'] },
  { column: 'result', absent: false },
  { not: { column: 'customer_caused', equals: 1 } },
);
const HALF_HOUR_MS = 1_800_000;

const items = (when: 'entry' | 'end' | 'due' | 'moment', ...where: Condition[]): Aggregate => ({
  fact: 'work',
  when,
  take: 'count',
  ...(where.length > 0 ? { where: both(...where) } : {}),
});

/** Items of work of every kind, and the callbacks among them. */
export const WORK_AGGREGATES = {
  items_open: items('moment'),
  items_new: items('moment', status('new')),
  items_begun: items('moment', { not: status('new') }),
  items_overdue: items('moment', { column: 'due', beforeMoment: true }),
  items_age: { fact: 'work', when: 'moment', take: { maxTime: true } },
  items_created: items('entry'),
  items_created_closed: items('entry', ENDED),
  items_done: items('end', DONE),
  items_due: items('due', NOT_CANCELLED),
  items_in_time: items('due', IN_TIME),
  items_transferred: items('entry', { column: 'transfer_delay', absent: false }),
  items_transferred_in_time: items('entry', { column: 'transfer_delay', below: HALF_HOUR_MS + 1 }),
  events_closed: items('end', DONE, EVENT),
  events_resolved: items('end', DONE, EVENT, { column: 'result', text: ['resolved'] }),
  items_reopened: items('end', DONE, { column: 'reopens', above: 0 }),
  items_duration: { fact: 'work', when: 'end', take: { histogram: 'resolution', scale: 'duration' }, where: DONE },
  callbacks_created: items('entry', CALLBACK),
  callbacks_done: items('end', CALLBACK, DONE),
  callbacks_judged: items('end', CALLBACK, DONE, { column: 'result', absent: false }),
  callbacks_reached: items('end', CALLBACK, DONE, { column: 'result', text: ['reached'] }),
  callbacks_due: items('due', CALLBACK, NOT_CANCELLED),
  callbacks_in_time: items('due', CALLBACK, IN_TIME),
  callbacks_age: { fact: 'work', when: 'moment', take: { maxTime: true }, where: CALLBACK },
} as const satisfies Record<string, Aggregate>;
