import {
  beganIn,
  decimal,
  dueIn,
  endedIn,
  isOver,
  meanSeconds,
  share,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

/** Satisfaction, quality and complaints (domain 1.7). */
export function countQuality(things: Things, period: RecountPeriod): Numbers {
  const surveys = things.survey.filter((thing) => endedIn(thing, period));
  const answers = surveys.filter(({ d }) => d.stage === 'answered');
  const of = (kind: string): Thing[] => answers.filter(({ d }) => d.kind === kind);
  const judged = of('csat').filter((answer) => isGood(answer) !== null);
  const hotline = judged.filter(
    ({ d }) => d.channelOfContact === 'voice' && (d.channelOfSurvey === 'ivr' || d.channelOfSurvey === 'sms'),
  );
  const recommending = of('recommend').filter((answer) => isGood(answer) !== null);
  const good = (answered: readonly Thing[]): number => answered.filter((answer) => isGood(answer) === true).length;
  const nps = of('nps').filter(({ d }) => typeof d.score === 'number' && (d.scaleMax ?? 10) === 10);
  const promoters = nps.filter(({ d }) => d.score >= 9).length;
  const detractors = nps.filter(({ d }) => d.score <= 6).length;
  const evaluations = things.qa.filter((thing) => endedIn(thing, period));
  const scored = evaluations.filter(({ d }) => typeof d.score === 'number' && typeof d.max === 'number');
  const soft = evaluations.filter(({ d }) => typeof d.softScore === 'number');
  const critical = evaluations.filter(({ d }) => typeof d.critical === 'boolean');
  const handled = things.handle.filter(
    (thing) => (thing.d.role ?? 'primary') === 'primary' && endedIn(thing, period),
  ).length;
  const complaints = things.work.filter(({ d }) => d.kind === 'complaint');
  const created = complaints.filter((thing) => beganIn(thing, period));
  const attitude = created.filter(({ d }) => d.reason === 'attitude').length;
  const done = complaints.filter((thing) => thing.d.status === 'done' && endedIn(thing, period));
  const blamed = done.filter(({ d }) => d.responsible !== undefined);
  const due = complaints.filter((thing) => dueIn(thing, period) && thing.d.status !== 'cancelled');
  return {
    csat_hotline: share(good(hotline), hotline.length),
    csat_overall: share(good(judged), judged.length),
    csat_answers: judged.length,
    survey_response_rate: share(answers.length, surveys.length - answers.length),
    nps: nps.length === 0 ? null : ((promoters - detractors) / nps.length) * 100,
    recommend_rate: share(good(recommending), recommending.length),
    qa_score: share(
      total(scored, ({ d }) => decimal(d.score)),
      total(scored, ({ d }) => decimal(d.max)),
    ),
    qa_critical_rate: share(critical.filter(({ d }) => d.critical === true).length, critical.length),
    qa_soft_score: share(
      total(soft, ({ d }) => decimal(d.softScore)),
      soft.length,
    ),
    qa_evaluations: evaluations.length,
    qa_coverage: share(evaluations.length, handled),
    complaints: created.length,
    complaints_attitude: attitude,
    complaints_attitude_per_100k: handled === 0 ? null : (attitude / handled) * 100_000,
    complaint_handling_avg: meanSeconds(
      total(done, ({ from, to }) => to! - from),
      done.length,
    ),
    complaint_within_sla: share(due.filter((thing) => isInTime(thing, period)).length, due.length),
    complaint_responsible_rate: share(
      blamed.filter(({ d }) => String(d.responsible) !== 'false').length,
      blamed.length,
    ),
  };
}

/** Done by the instant at which it was due. */
export const isInTime = (item: Thing, period: RecountPeriod): boolean =>
  item.d.status === 'done' && isOver(item, period) && item.to! <= item.d.dueAt;

/** What the source says; else the two best values of a scale, keys 1 and 2 of three, and 7 of 10 for a recommendation. */
function isGood({ d }: Thing): boolean | null {
  const { kind, topBox, score, scaleMax } = d as { kind: string; topBox?: boolean; score?: number; scaleMax?: number };
  if (topBox !== undefined && topBox !== null) return topBox;
  if (score === undefined || scaleMax === undefined) return null;
  if (kind === 'recommend') return score * 10 >= scaleMax * 7;
  if (kind !== 'csat' && kind !== 'ces') return null;
  if (scaleMax === 1) return score >= 1;
  if (scaleMax === 3) return score <= 2;
  return scaleMax < 4 ? null : score >= scaleMax - 1;
}
