import { HOUR_MS } from '../time/interval.ts';
import type { FactKind } from './fact-kinds.ts';

/** A contact on the same topic within this time is the same issue (contract 6, FCR). */
export const SAME_ISSUE_MS = 7 * 24 * HOUR_MS;

/** A contact that comes back within this time is a repeat of the day (I16). */
export const REPEAT_MS = 24 * HOUR_MS;

/** Who was ready within this time before the shift began is there in time, also where a contact came in between. */
export const EARLY_LOGIN_MS = HOUR_MS;

/** Outcomes that offer something to buy, and the stages at which the customer said yes. */
export const OFFER_KINDS = ['xsell', 'sale'] as const;
export const ACCEPTED_STAGES = ['accepted', 'booked'] as const;

/**
 * Columns that a pass computes from several surviving facts, beside those of the kind. They stand in no table and no
 * store: the pass that names them gives them.
 *  - `issues` over `handle`: the first handled part of each inbound contact with a customer, and how long before and after
 *    it the same customer was handled on the same topic.
 *  - `first_offer` over `outcome`: the first offer to each customer, and how long after it the last acceptance came.
 *  - `planned` over `schedule`: one row per segment that touches the period; its time is that in the period, `kept` the
 *    part of it in which the agent was in a state that the segment allows.
 *  - `logins` over `schedule`: the shifts in which the agent was ready, and how long after the first segment in which
 *    contacts are to be taken began.
 *  - `attempts` over `dial`: every dialled attempt of a known record, and the how many-th of its campaign and record it is
 *    on the day of dialling, by the clock of the site.
 *  - `replies` over `message`: each message of an agent after one of the customer, and how long after the first that was
 *    not replied to yet.
 */
export const PASS_COLUMNS = {
  handle: { since_before: 'since_before_ms', until_next: 'until_next_ms', age: 'age_ms' },
  outcome: { accepted_after: 'accepted_after_ms' },
  schedule: { on_queue: 'on_queue', kept: 'kept_ms', late: 'late_ms' },
  dial: { of_day: 'of_day' },
  message: { gap: 'gap_ms' },
} as const;

/** SQL name of a column that a pass over facts of that kind gives, or null where the name is none. */
export const passColumn = (kind: FactKind, name: string): string | null =>
  (PASS_COLUMNS as Partial<Record<FactKind, Record<string, string>>>)[kind]?.[name] ?? null;

/** One part of a schedule: [from, to) in ms UTC, what is to be done, the states that do it. */
export type ScheduleSegment = readonly [from: number, to: number, activity: string, allowed: readonly string[]];

/** True where contacts are to be taken in it: the agent may be ready. */
export const isOnQueue = ([, , , allowed]: ScheduleSegment): boolean => allowed.includes('READY');
