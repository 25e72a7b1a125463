import type { AggregateName } from '../aggregates.ts';
import { count, gauge, mean, ratio, sum, type Definition } from '../definition.ts';

const LENDER = 'Case of a consumer lender';
const SMALL_CENTRES = 'Case of a lender of small centres';

const tally = (
  code: string,
  of: AggregateName,
  source: string = LENDER,
  attribution: Definition['attribution'] = 'R',
): Definition => ({ code, unit: 'count', better: 'neither', attribution, formula: count(of), source });
const share = (
  code: string,
  over: AggregateName,
  by: AggregateName,
  better: Definition['better'],
  source: string = LENDER,
): Definition => ({
  code,
  unit: 'ratio',
  better,
  attribution: 'R',
  formula: ratio(sum(over), sum(by)),
  small: 'wilson',
  source,
});
const open = (code: string, of: AggregateName, source: string): Definition => ({
  code,
  unit: 'count',
  better: 'lower',
  attribution: 'S',
  formula: gauge(of),
  source,
});
const percentile = (part: number): Definition => ({
  code: 'W09',
  unit: 'seconds',
  better: 'lower',
  attribution: 'R',
  formula: { kind: 'quantile', of: 'loan_decision_times', share: part },
  source: LENDER,
});

/** Loan applications, documents, changes of data and knowledge (domain 1.9). */
export const LOANS = {
  loans_received: tally('W08', 'loans_received', LENDER, 'E'),
  loans_decided: tally('W08', 'loans_decided'),
  loans_approved: tally('W08', 'loans_approved'),
  loans_rejected: tally('W08', 'loans_rejected'),
  loans_cancelled: tally('W08', 'loans_cancelled'),
  loans_in_progress: open('W08', 'loans_open', LENDER),
  loan_approval_rate: {
    ...share('W08', 'loans_approved', 'loans_decided', 'neither'),
    formula: ratio(sum('loans_approved'), sum('loans_approved', 'loans_rejected')),
  },
  loans_growth: {
    code: 'S09',
    unit: 'ratio',
    better: 'higher',
    attribution: 'R',
    formula: { kind: 'growth', of: count('loans_approved') },
    source: LENDER,
    live: false,
  },
  loan_decision_avg: {
    ...mean('W09', 'lower', sum('loan_decision_time'), sum('loans_decided'), 'R'),
    target: { target: 1_200 },
    source: LENDER,
  },
  loan_decision_p50: percentile(0.5),
  loan_decision_p90: percentile(0.9),
  loan_within_20m: share('W09', 'loans_within_20m', 'loans_decided', 'higher'),
  loan_within_60m: share('W09', 'loans_within_60m', 'loans_decided', 'higher'),
  loan_manual_rate: share('W10', 'loans_manual', 'loans_by_way', 'neither'),
  loan_automatic_rate: share('W10', 'loans_automatic', 'loans_by_way', 'neither'),
  calls_per_loan: {
    code: 'W10',
    unit: 'number',
    better: 'lower',
    attribution: 'W',
    formula: ratio(sum('loan_calls'), sum('loans_decided')),
    source: LENDER,
  },
  documents_done: tally('W11', 'documents_done', SMALL_CENTRES),
  document_error_rate: share('W11', 'documents_faulty', 'documents_checked', 'lower', SMALL_CENTRES),
  document_avg: {
    ...mean('W11', 'lower', sum('document_time'), sum('documents_done'), 'R'),
    source: SMALL_CENTRES,
  },
  documents_open: open('W11', 'documents_open', SMALL_CENTRES),
  data_changes_done: tally('W12', 'data_changes_done', SMALL_CENTRES),
  data_change_checked_rate: {
    ...share('W12', 'data_changes_checked', 'data_changes_done', 'higher', SMALL_CENTRES),
    target: { target: 1 },
  },
  kb_articles_done: tally('W13', 'articles_done', 'Case of a hotline of 3,200 seats'),
  kb_errors: { ...tally('W13', 'article_errors', 'Case of a hotline of 3,200 seats'), better: 'lower' },
  kb_hit_rate: {
    code: 'W13',
    unit: 'ratio',
    better: 'higher',
    attribution: 'P',
    formula: ratio(sum('article_hits'), sum('article_searches')),
    source: 'Case of a hotline of 3,200 seats',
    live: false,
  },
} as const satisfies Record<string, Definition>;
