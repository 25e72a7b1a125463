import {
  beganIn,
  dueIn,
  endedIn,
  greatestSeconds,
  isOver,
  lastsAt,
  meanSeconds,
  momentOf,
  nearestRank,
  share,
  told,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';
import { isInTime } from './quality.ts';

const MINUTE_MS = 60_000;
const lengthMs = ({ from, to }: Thing): number => to! - from;

/** Items of work of every kind (domain 1.9; callbacks 1.2). */
export function countWork({ work }: Things, period: RecountPeriod): Numbers {
  const moment = momentOf(period);
  const open = work.filter((item) => lastsAt(item, moment));
  const created = work.filter((item) => beganIn(item, period));
  const done = work.filter((item) => item.d.status === 'done' && endedIn(item, period));
  const due = work.filter((item) => dueIn(item, period) && item.d.status !== 'cancelled');
  const transferred = created.filter(({ d }) => typeof d.firstTransferAt === 'number');
  const events = done.filter(
    ({ d }) =>
      ['ticket', 'request', 'complaint'].includes(d.kind as string) &&
      typeof d.result === 'string' &&
      d.customerCaused !== true,
  );
  const age = (items: readonly Thing[]): number | null => greatestSeconds(items.map(({ from }) => moment - from));
  const callbacks = (items: readonly Thing[]): Thing[] => items.filter(({ d }) => d.kind === 'callback');
  const called = callbacks(done).filter(({ d }) => typeof d.result === 'string');
  const inTime = (items: readonly Thing[]): number => items.filter((item) => isInTime(item, period)).length;
  return {
    work_open: open.length,
    work_new: open.filter(({ d }) => d.status === 'new').length,
    work_in_progress: open.filter(({ d }) => d.status !== 'new').length,
    work_created: created.length,
    work_done: done.length,
    work_overdue: open.filter(({ d }) => d.dueAt < moment).length,
    work_oldest: age(open),
    work_within_sla: share(inTime(due), due.length),
    work_transfer_30m: share(
      transferred.filter(({ d, from }) => d.firstTransferAt - from <= 30 * MINUTE_MS).length,
      transferred.length,
    ),
    work_completion: share(created.filter((item) => isOver(item, period)).length, created.length),
    work_resolution: share(events.filter(({ d }) => d.result === 'resolved').length, events.length),
    work_reopen_rate: share(done.filter(({ d }) => d.reopens > 0).length, done.length),
    work_resolution_p50: nearestRank(done.map(lengthMs), 0.5, 'duration'),
    work_resolution_p90: nearestRank(done.map(lengthMs), 0.9, 'duration'),
    callbacks_requested: callbacks(created).length,
    callbacks_done: callbacks(done).length,
    callback_success_rate: share(called.filter(({ d }) => d.result === 'reached').length, called.length),
    callback_within_sla: share(inTime(callbacks(due)), callbacks(due).length),
    callback_oldest: age(callbacks(open)),
  };
}

/** Loan applications, documents, changes of data, knowledge (domain 1.9). */
export function countLoans({ work, handle, metric }: Things, period: RecountPeriod): Numbers {
  const moment = momentOf(period);
  const of = (kind: string): Thing[] => work.filter(({ d }) => d.kind === kind);
  const doneOf = (kind: string): Thing[] =>
    of(kind).filter((item) => item.d.status === 'done' && endedIn(item, period));
  const openOf = (kind: string): number => of(kind).filter((item) => lastsAt(item, moment)).length;
  const decided = doneOf('loan_application');
  const [approved, rejected] = ['approved', 'rejected'].map(
    (result) => decided.filter(({ d }) => d.result === result).length,
  ) as [number, number];
  const within = (minutes: number): number => decided.filter((item) => lengthMs(item) <= minutes * MINUTE_MS).length;
  const by = (way: string): number => decided.filter(({ d }) => d.reason === way).length;
  const calls = handle.filter(
    (thing) =>
      (thing.d.role ?? 'primary') === 'primary' &&
      ['credit_review', 'verification'].includes(thing.d.fn as string) &&
      endedIn(thing, period),
  ).length;
  const documents = doneOf('digitization');
  const checked = documents.filter(({ d }) => typeof d.errors === 'number');
  const changes = doneOf('data_change');
  const articles = doneOf('kb');
  return {
    loans_received: of('loan_application').filter((item) => beganIn(item, period)).length,
    loans_decided: decided.length,
    loans_approved: approved,
    loans_rejected: rejected,
    loans_cancelled: of('loan_application').filter((item) => item.d.status === 'cancelled' && endedIn(item, period))
      .length,
    loans_in_progress: openOf('loan_application'),
    loan_approval_rate: share(approved, approved + rejected),
    loan_decision_avg: meanSeconds(total(decided, lengthMs), decided.length),
    loan_decision_p50: nearestRank(decided.map(lengthMs), 0.5, 'duration'),
    loan_decision_p90: nearestRank(decided.map(lengthMs), 0.9, 'duration'),
    loan_within_20m: share(within(20), decided.length),
    loan_within_60m: share(within(60), decided.length),
    loan_manual_rate: share(by('manual'), by('manual') + by('automatic')),
    loan_automatic_rate: share(by('automatic'), by('manual') + by('automatic')),
    calls_per_loan: share(calls, decided.length),
    documents_done: documents.length,
    document_error_rate: share(checked.filter(({ d }) => d.errors > 0).length, checked.length),
    document_avg: meanSeconds(total(documents, lengthMs), documents.length),
    documents_open: openOf('digitization'),
    data_changes_done: changes.length,
    data_change_checked_rate: share(changes.filter(({ d }) => typeof d.result === 'string').length, changes.length),
    kb_articles_done: articles.length,
    kb_errors: total(articles, ({ d }) => d.errors as number),
    kb_hit_rate: share(told(metric, 'kb.search_hits', period).sum, told(metric, 'kb.searches', period).sum),
  };
}
