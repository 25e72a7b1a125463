import type { AggregateName } from '../aggregates.ts';
import { count, gauge, ratio, sum, type Definition } from '../definition.ts';

const CHANGSHA = 'Case of a hotline of 3,200 seats';

const tally = (
  code: string,
  of: AggregateName,
  better: Definition['better'],
  attribution: Definition['attribution'],
): Definition => ({ code, unit: 'count', better, attribution, formula: count(of), source: 'Domain 1.9' });
const open = (code: string, of: AggregateName, better: Definition['better'] = 'lower'): Definition => ({
  code,
  unit: 'count',
  better,
  attribution: 'S',
  formula: gauge(of),
  source: 'Case of a lender of small centres',
});
const oldest = (code: string, longest: AggregateName): Definition => ({
  code,
  unit: 'seconds',
  better: 'lower',
  attribution: 'S',
  formula: { kind: 'gauge', longest },
  source: 'Domain 1.9',
});
const share = (
  code: string,
  over: AggregateName,
  by: AggregateName,
  attribution: Definition['attribution'],
  source: string = 'Domain 1.9',
): Definition => ({
  code,
  unit: 'ratio',
  better: 'higher',
  attribution,
  formula: ratio(sum(over), sum(by)),
  small: 'wilson',
  source,
});
const percentile = (of: AggregateName, part: number): Definition => ({
  code: 'W07',
  unit: 'seconds',
  better: 'lower',
  attribution: 'R',
  formula: { kind: 'quantile', of, share: part },
  source: 'Domain 1.9',
});

/** Items of work (domain 1.9) and callbacks (1.2). */
export const WORK = {
  work_open: open('W01', 'items_open'),
  // Only the newest status of an item is known, so a moment of the past has no such number.
  work_new: { ...open('W01', 'items_new'), report: false },
  work_in_progress: { ...open('W01', 'items_begun', 'neither'), report: false },
  work_created: tally('W01', 'items_created', 'neither', 'E'),
  work_done: tally('W01', 'items_done', 'higher', 'R'),
  work_overdue: { ...open('W02', 'items_overdue'), target: { target: 0 } },
  work_oldest: oldest('W02', 'items_age'),
  work_within_sla: { ...share('W03', 'items_in_time', 'items_due', 'D', CHANGSHA), target: { target: 0.94 } },
  work_transfer_30m: {
    ...share('W04', 'items_transferred_in_time', 'items_transferred', 'E', CHANGSHA),
    target: { target: 0.99 },
  },
  work_completion: { ...share('W05', 'items_created_closed', 'items_created', 'E', CHANGSHA), target: { target: 1 } },
  work_resolution: { ...share('W06', 'events_resolved', 'events_closed', 'R', CHANGSHA), target: { target: 0.996 } },
  work_reopen_rate: { ...share('W07', 'items_reopened', 'items_done', 'R'), better: 'lower' },
  work_resolution_p50: percentile('items_duration', 0.5),
  work_resolution_p90: percentile('items_duration', 0.9),
  callbacks_requested: tally('H12', 'callbacks_created', 'neither', 'E'),
  callbacks_done: tally('H12', 'callbacks_done', 'higher', 'R'),
  callback_success_rate: share('H12', 'callbacks_reached', 'callbacks_judged', 'R', 'Domain 1.2'),
  callback_within_sla: {
    ...share('H12', 'callbacks_in_time', 'callbacks_due', 'D', 'Domain 1.2'),
    target: { target: 0.95 },
  },
  callback_oldest: oldest('H12', 'callbacks_age'),
} as const satisfies Record<string, Definition>;
