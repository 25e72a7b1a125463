import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { DONE, PRIMARY } from '../conditions.ts';
import { figure } from './told-figures.ts';

const kind = (of: string): Condition => ({ column: 'work_kind', is: [of] });
const result = (...results: string[]): Condition => ({ column: 'result', text: results });
const LOAN = kind('loan_application');
const DECIDED = both(LOAN, DONE);
const DOCUMENT = both(kind('digitization'), DONE);
const DATA_CHANGE = both(kind('data_change'), DONE);
const ARTICLE = both(kind('kb'), DONE);
const MINUTE_MS = 60_000;

const closed = (...where: Condition[]): Aggregate => ({
  fact: 'work',
  when: 'end',
  take: 'count',
  where: both(...where),
});
const sumOf = (sum: 'resolution' | 'errors', where: Condition): Aggregate => ({
  fact: 'work',
  when: 'end',
  take: { sum },
  where,
});
const within = (minutes: number): Aggregate =>
  closed(DECIDED, { column: 'resolution', below: minutes * MINUTE_MS + 1 });

/** Loan applications, documents, changes of customers' data, and the knowledge base. */
export const LOAN_AGGREGATES = {
  loans_received: { fact: 'work', when: 'entry', take: 'count', where: LOAN },
  loans_open: { fact: 'work', when: 'moment', take: 'count', where: LOAN },
  loans_decided: closed(DECIDED),
  loans_approved: closed(DECIDED, result('approved')),
  loans_rejected: closed(DECIDED, result('rejected')),
  loans_cancelled: closed(LOAN, { column: 'status', is: ['cancelled'] }),
  loan_decision_time: sumOf('resolution', DECIDED),
  loan_decision_times: {
    fact: 'work',
    when: 'end',
    take: { histogram: 'resolution', scale: 'duration' },
    where: DECIDED,
  },
  loans_within_20m: within(20),
  loans_within_60m: within(60),
  loans_by_way: closed(DECIDED, { column: 'reason', text: ['manual', 'automatic'] }),
  loans_manual: closed(DECIDED, { column: 'reason', text: ['manual'] }),
  loans_automatic: closed(DECIDED, { column: 'reason', text: ['automatic'] }),
  loan_calls: {
    fact: 'handle',
    when: 'end',
    take: 'count',
    where: both(PRIMARY, { dimension: 'fn', in: ['credit_review', 'verification'] }),
  },
  documents_done: closed(DOCUMENT),
  documents_checked: closed(DOCUMENT, { column: 'errors', absent: false }),
  documents_faulty: closed(DOCUMENT, { column: 'errors', above: 0 }),
  document_time: sumOf('resolution', DOCUMENT),
  documents_open: { fact: 'work', when: 'moment', take: 'count', where: kind('digitization') },
  data_changes_done: closed(DATA_CHANGE),
  data_changes_checked: closed(DATA_CHANGE, { column: 'result', absent: false }),
  articles_done: closed(ARTICLE),
  article_errors: sumOf('errors', ARTICLE),
  article_searches: figure('kb.searches'),
  article_hits: figure('kb.search_hits'),
} as const satisfies Record<string, Aggregate>;
