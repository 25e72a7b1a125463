import type { AggregateName } from '../aggregates.ts';
import { count, mean, ratio, sum, type Definition } from '../definition.ts';
import type { SumReader } from '../formula.ts';

const CHANGSHA = 'Case of a hotline of 3,200 seats, monthly mean';

/** A share of answers, evaluations or complaints, by the instant at which they were given. */
const share = (
  code: string,
  over: AggregateName,
  by: AggregateName,
  source: string,
  better: Definition['better'] = 'higher',
): Definition => ({
  code,
  unit: 'ratio',
  better,
  attribution: 'R',
  formula: ratio(sum(over), sum(by)),
  small: 'wilson',
  source,
});
const tally = (
  code: string,
  of: AggregateName,
  better: Definition['better'],
  attribution: Definition['attribution'] = 'R',
): Definition => ({ code, unit: 'count', better, attribution, formula: count(of), source: 'Domain 1.7' });

/** Promoters less detractors in a hundred answers. */
const promoterScore = (read: SumReader): number | null =>
  read('nps_answers') === 0 ? null : ((read('nps_promoters') - read('nps_detractors')) / read('nps_answers')) * 100;

/** Quality, satisfaction, complaints (domain 1.7). */
export const QUALITY = {
  csat_hotline: {
    ...share('Q02', 'csat_hotline_satisfied', 'csat_hotline_answers', CHANGSHA),
    target: { target: 0.99 },
  },
  csat_overall: { ...share('Q03', 'csat_satisfied', 'csat_answers', CHANGSHA), target: { target: 0.94 } },
  csat_answers: tally('Q01', 'csat_answers', 'higher'),
  survey_response_rate: share('Q04', 'surveys_answered', 'surveys_invited', 'Domain 1.7, answers over invitations'),
  nps: {
    code: 'Q05',
    unit: 'points',
    better: 'higher',
    attribution: 'R',
    formula: {
      kind: 'computed',
      of: ['nps_promoters', 'nps_detractors', 'nps_answers'],
      value: promoterScore,
      n: 'nps_answers',
    },
    source: 'Reichheld: 9 and 10 less 0 to 6',
  },
  recommend_rate: {
    ...share('Q06', 'recommend_yes', 'recommend_answers', 'Case of a consumer lender'),
    target: { target: 0.9 },
  },
  qa_score: {
    code: 'Q07',
    unit: 'ratio',
    better: 'higher',
    attribution: 'R',
    formula: ratio(sum('evaluation_points'), sum('evaluation_points_possible')),
    target: { target: 0.85 },
    source: 'Domain 1.7, points over points to be had',
  },
  qa_critical_rate: share('Q07', 'evaluations_critical', 'evaluations_judged', 'Domain 1.7', 'lower'),
  qa_soft_score: {
    code: 'Q07',
    unit: 'number',
    better: 'higher',
    attribution: 'R',
    formula: ratio(sum('soft_points'), sum('evaluations_soft'), 0.000001),
    source: 'Case of a blended centre: empathy, listening, flexibility',
  },
  qa_evaluations: tally('Q08', 'evaluations', 'neither'),
  qa_coverage: {
    ...share('Q08', 'evaluations', 'handled', 'Domain 1.7, by agent', 'neither'),
    small: undefined,
  },
  complaints: tally('Q09', 'complaints_created', 'lower', 'E'),
  complaints_attitude: tally('Q09', 'complaints_attitude', 'lower', 'E'),
  complaints_attitude_per_100k: {
    code: 'Q09',
    unit: 'per_100k',
    better: 'lower',
    attribution: 'E',
    formula: ratio(sum('complaints_attitude'), sum('handled'), 100_000),
    target: { target: 2 },
    small: 'poisson',
    source: CHANGSHA,
  },
  complaint_handling_avg: {
    ...mean('Q10', 'lower', sum('complaint_time'), sum('complaints_done'), 'R'),
    source: 'Domain 1.7',
  },
  complaint_within_sla: {
    ...share('Q10', 'complaints_in_time', 'complaints_due', 'Domain 1.7'),
    attribution: 'D',
  },
  complaint_responsible_rate: share('Q10', 'complaints_responsible', 'complaints_judged', 'Domain 1.7', 'lower'),
} as const satisfies Record<string, Definition>;
