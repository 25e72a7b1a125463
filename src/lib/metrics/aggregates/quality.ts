import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { DONE } from '../conditions.ts';

const ANSWERED: Condition = { column: 'stage', is: ['answered'] };
const survey = (kind: string): Condition => both({ column: 'survey_kind', is: [kind] }, ANSWERED);
const JUDGED: Condition = { column: 'satisfied', absent: false };
const GOOD: Condition = { column: 'satisfied', equals: 1 };
/** Asked by telephone menu or text message after a call: the sample of the hotline. */
const HOTLINE = both(
  { column: 'channel_of_contact', text: ['voice'] },
  { column: 'channel_of_survey', text: ['ivr', 'sms'] },
);
/** From 0 to 10, which a source that names no scale means. */
const ZERO_TO_TEN = both(
  { column: 'score', absent: false },
  { not: { column: 'scale_max', below: 10_000_000 } },
  { not: { column: 'scale_max', above: 10_000_000 } },
);
const NPS = both(survey('nps'), ZERO_TO_TEN);

const surveys = (where: Condition): Aggregate => ({ fact: 'survey', when: 'end', take: 'count', where });
const evaluations = (where?: Condition): Aggregate => ({ fact: 'qa', when: 'end', take: 'count', where });
const points = (sum: 'score' | 'max' | 'soft', where?: Condition): Aggregate => ({
  fact: 'qa',
  when: 'end',
  take: { sum },
  where,
});
const SCORED = both({ column: 'score', absent: false }, { column: 'max', absent: false });

const COMPLAINT: Condition = { column: 'work_kind', is: ['complaint'] };
const complaints = (when: 'entry' | 'end' | 'due', ...where: Condition[]): Aggregate => ({
  fact: 'work',
  when,
  take: 'count',
  where: both(COMPLAINT, ...where),
});
const RESPONSIBILITY_KNOWN: Condition = { column: 'responsible', absent: false };

/** Answers to surveys, evaluations, and complaints. */
export const QUALITY_AGGREGATES = {
  csat_answers: surveys(both(survey('csat'), JUDGED)),
  csat_satisfied: surveys(both(survey('csat'), GOOD)),
  csat_hotline_answers: surveys(both(survey('csat'), HOTLINE, JUDGED)),
  csat_hotline_satisfied: surveys(both(survey('csat'), HOTLINE, GOOD)),
  recommend_answers: surveys(both(survey('recommend'), JUDGED)),
  recommend_yes: surveys(both(survey('recommend'), GOOD)),
  nps_answers: surveys(NPS),
  nps_promoters: surveys(both(NPS, { column: 'score', above: 8_999_999 })),
  nps_detractors: surveys(both(NPS, { column: 'score', below: 6_000_001 })),
  surveys_invited: surveys({ column: 'stage', is: ['invited'] }),
  surveys_answered: surveys(ANSWERED),
  evaluations: evaluations(),
  evaluation_points: points('score', SCORED),
  evaluation_points_possible: points('max', SCORED),
  evaluations_judged: evaluations({ column: 'critical', absent: false }),
  evaluations_critical: evaluations({ column: 'critical', equals: 1 }),
  soft_points: points('soft'),
  evaluations_soft: evaluations({ column: 'soft', absent: false }),
  complaints_created: complaints('entry'),
  complaints_attitude: complaints('entry', { column: 'reason', text: ['attitude'] }),
  complaints_done: complaints('end', DONE),
  complaint_time: { fact: 'work', when: 'end', take: { sum: 'resolution' }, where: both(COMPLAINT, DONE) },
  complaints_judged: complaints('end', DONE, RESPONSIBILITY_KNOWN),
  complaints_responsible: complaints('end', DONE, RESPONSIBILITY_KNOWN, {
    not: { column: 'responsible', text: ['false'] },
  }),
  complaints_due: complaints('due', { not: { column: 'status', is: ['cancelled'] } }),
  complaints_in_time: complaints('due', DONE, { ended: true }, { column: 'overrun', below: 1 }),
} as const satisfies Record<string, Aggregate>;
