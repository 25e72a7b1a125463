import { expect, test } from 'vitest';
import { MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const LATER = TEN + 30 * MINUTE_MS;
const BY_PHONE = { channelOfContact: 'voice', channelOfSurvey: 'ivr' };

/** Answers to surveys of one kind, each a survey of its own. */
function answers(floor: SmallFloor, kind: string, given: readonly object[]): SmallFloor {
  given.forEach((answer, i) =>
    floor.send('survey.answered', TEN + i, { survey: `${kind}${i}`, kind, stage: 'answered', ...answer }),
  );
  return floor;
}

const satisfaction = (answer: object): number | null =>
  answers(new SmallFloor(), 'csat', [answer]).value('csat_overall', LATER);

test.each([
  [{ scaleMax: 5, score: 4 }, 1],
  [{ scaleMax: 5, score: 3 }, 0],
  [{ scaleMax: 10, score: 9 }, 1],
  [{ scaleMax: 10, score: 8 }, 0],
  [{ scaleMax: 4, score: 3 }, 1],
  [{ scaleMax: 3, score: 2 }, 1],
  [{ scaleMax: 3, score: 3 }, 0],
  [{ scaleMax: 1, score: 1 }, 1],
  [{ scaleMax: 1, score: 0 }, 0],
  [{ scaleMax: 5, score: 5, topBox: false }, 0],
  [{ scaleMax: 5, score: 1, topBox: true }, 1],
  [{ topBox: true }, 1],
  [{ score: 5 }, null],
  [{ scaleMax: 5 }, null],
  [{ scaleMax: 2, score: 2 }, null],
])('[MT60] satisfied is what the source says, else one of the two best values of the scale: %o', (answer, expected) => {
  expect(satisfaction(answer)).toBe(expected);
});

test('[MT61] the hotline is asked by menu or text after calls; overall is every answer of every channel', () => {
  const good = { scaleMax: 5, score: 5 };
  const bad = { scaleMax: 5, score: 2 };
  const floor = answers(new SmallFloor(), 'csat', [
    { ...good, ...BY_PHONE },
    { ...good, ...BY_PHONE, channelOfSurvey: 'sms' },
    { ...bad, ...BY_PHONE },
    { ...bad, ...BY_PHONE, channelOfSurvey: 'panel' },
    { ...good, channelOfContact: 'wechat', channelOfSurvey: 'ivr' },
    { ...BY_PHONE, score: 5 },
  ]);
  answers(floor, 'ces', [good]);
  expect(floor.row(['csat_hotline', 'csat_overall', 'csat_answers'], LATER)).toEqual({
    csat_hotline: 2 / 3,
    csat_overall: 3 / 5,
    csat_answers: 5,
  });
});

test('[MT61] recommending is yes, or 7 of 10 and more; promoters give 9 and 10, detractors 6 and less, of ten', () => {
  const floor = answers(new SmallFloor(), 'recommend', [
    { scaleMax: 1, score: 1 },
    { scaleMax: 1, score: 0 },
    { scaleMax: 10, score: 7 },
    { scaleMax: 10, score: 6 },
    { score: 9 },
  ]);
  answers(floor, 'nps', [
    ...[10, 9, 9, 8, 7, 6, 0].map((score) => ({ scaleMax: 10, score })),
    { score: 10 },
    { scaleMax: 5, score: 5 },
    { scaleMax: 10 },
  ]);
  const row = floor.row(['recommend_rate', 'nps'], LATER);
  expect(row.recommend_rate).toBe(0.5);
  expect(row.nps).toBeCloseTo(((4 - 2) / 8) * 100, 9);
});

test('[MT61] the response is answers over invitations of the period', () => {
  const floor = new SmallFloor();
  for (let i = 0; i < 4; i += 1)
    floor.send('survey.answered', TEN, { survey: `s${i}`, kind: 'csat', stage: 'invited' });
  floor.send('survey.answered', TEN + 1, { survey: 's1', kind: 'csat', stage: 'answered', scaleMax: 5, score: 5 });
  expect(floor.value('survey_response_rate', LATER)).toBe(0.25);
});

test('[MT62] the score is points over points to be had; critical errors and soft points are over those that tell them', () => {
  const floor = new SmallFloor()
    .send('qa.scored', TEN, { evaluation: 'q1', score: 90, max: 100, critical: false, softScore: 8 })
    .send('qa.scored', TEN, { evaluation: 'q2', score: 15, max: 50, critical: true, softScore: 6.5 })
    .send('qa.scored', TEN, { evaluation: 'q3', score: 70 })
    .send('qa.scored', TEN + 5, { evaluation: 'q2', score: 20, max: 50, critical: true, softScore: 6.5 });
  for (let i = 0; i < 6; i += 1)
    floor.send('wrap.ended', TEN, { leg: `l${i}`, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0 });
  const row = floor.row(['qa_score', 'qa_critical_rate', 'qa_soft_score', 'qa_evaluations', 'qa_coverage'], LATER);
  expect(row).toEqual({
    qa_score: 110 / 150,
    qa_critical_rate: 0.5,
    qa_soft_score: 7.25,
    qa_evaluations: 3,
    qa_coverage: 0.5,
  });
});

test('[MT63] complaints count where they were opened, attitude over the handled; what became of them where they were settled or due', () => {
  const floor = new SmallFloor();
  const complaint = (item: string, d: object) =>
    floor.send('work.changed', TEN + 60_000, { item, kind: 'complaint', rev: 2, createdAt: TEN, status: 'new', ...d });
  complaint('c1', { reason: 'attitude', status: 'done', doneAt: TEN + 60_000, dueAt: TEN + 60_000, responsible: true });
  complaint('c2', {
    reason: 'attitude',
    status: 'done',
    doneAt: TEN + 180_000,
    dueAt: TEN + 60_000,
    responsible: false,
  });
  complaint('c3', { reason: 'fee', status: 'done', doneAt: TEN + 60_000, responsible: 'shop-9' });
  complaint('c4', { reason: 'fee', dueAt: TEN + 90_000 });
  complaint('c5', { reason: 'fee', status: 'cancelled', doneAt: TEN + 1, dueAt: TEN + 90_000 });
  complaint('old', { createdAt: TEN - 24 * 60 * MINUTE_MS, reason: 'attitude' });
  floor.send('work.changed', TEN, { item: 't1', kind: 'ticket', rev: 1, status: 'new', reason: 'attitude' });
  for (let i = 0; i < 400; i += 1)
    floor.send('wrap.ended', TEN, { leg: `l${i}`, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0 });
  const metrics = ['complaints', 'complaints_attitude', 'complaints_attitude_per_100k', 'complaint_handling_avg'];
  expect(floor.row([...metrics, 'complaint_within_sla', 'complaint_responsible_rate'], LATER)).toEqual({
    complaints: 5,
    complaints_attitude: 2,
    complaints_attitude_per_100k: 500,
    complaint_handling_avg: 100,
    complaint_within_sla: 1 / 3,
    complaint_responsible_rate: 2 / 3,
  });
});
