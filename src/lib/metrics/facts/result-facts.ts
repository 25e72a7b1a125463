import type { EventOf } from '../../events/envelope.ts';
import type { FactOfKind } from '../fact.ts';
import { flag, identityKey, instantFact, millionths, SEPARATOR } from './make-fact.ts';

/** What came of a contact beside its handling. */
export function outcome(event: EventOf<'outcome.recorded'>): FactOfKind<'outcome'> {
  const { d } = event;
  return instantFact(event, 'outcome', identityKey(event), {
    outcome_kind: d.kind,
    stage: d.stage,
    product: d.product ?? null,
    amount: d.amount ?? null,
    ccy: d.ccy ?? null,
    due: d.dueAt ?? null,
    customer_new: flag(d.customerNew),
    customer: d.cust ?? null,
    contact: d.ix ?? null,
  });
}

/** An invitation to a survey, or an answer to it. */
export function survey(event: EventOf<'survey.answered'>): FactOfKind<'survey'> {
  const { d } = event;
  return instantFact(event, 'survey', d.survey + SEPARATOR + d.stage, {
    survey_kind: d.kind,
    stage: d.stage,
    scale_max: millionths(d.scaleMax),
    score: millionths(d.score),
    top_box: flag(d.topBox),
    channel_of_contact: d.channelOfContact ?? null,
    channel_of_survey: d.channelOfSurvey ?? null,
    satisfied: flag(d.topBox ?? isGood(d)),
  });
}

/**
 * Whether the score is one of the good ones: satisfied is one of the two best values of the scale, and would recommend is
 * yes, or 7 of 10 and more. Scores go up to `scaleMax`, but three values are the keys of a telephone, on which 1 is the
 * best. Null where the answer does not tell.
 */
function isGood({ kind, score, scaleMax }: EventOf<'survey.answered'>['d']): boolean | null {
  if (score === undefined || scaleMax === undefined) return null;
  if (kind === 'recommend') return score * 10 >= scaleMax * 7;
  if (kind !== 'csat' && kind !== 'ces') return null;
  if (scaleMax === 1) return score >= 1;
  if (scaleMax === 3) return score <= 2;
  return scaleMax >= 4 ? score >= scaleMax - 1 : null;
}

/** An evaluation of a contact. */
export function evaluation(event: EventOf<'qa.scored'>): FactOfKind<'qa'> {
  const { d } = event;
  return instantFact(event, 'qa', d.evaluation ?? identityKey(event), {
    sampling: d.sampling ?? null,
    score: millionths(d.score),
    max: millionths(d.max),
    soft: millionths(d.softScore),
    critical: flag(d.critical),
  });
}
