import { SAMPLINGS, SURVEY_KINDS } from '#lib/events/enumerations.ts';
import type { Floor } from '../random-floor.ts';

/** Invitations and answers to surveys of every kind and scale, and evaluations of contacts. */
export function qualityPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size / 2; i += 1) {
    const recent = i < 40;
    const at = recent ? asOfMs - 40_000 - i : floor.instant();
    const kind = recent ? SURVEY_KINDS[i % SURVEY_KINDS.length]! : chance.one(SURVEY_KINDS);
    const scaleMax =
      kind === 'nps' ? floor.maybe(chance.one([10, 10, 5])) : floor.maybe(chance.one([1, 3, 5, 10]), 0.9);
    const survey = {
      ...floor.dims(),
      survey: `s${i}`,
      kind,
      scaleMax,
      channelOfContact: floor.maybe(chance.one(['voice', 'voice', 'wechat']), 0.9),
      channelOfSurvey: floor.maybe(chance.one(['ivr', 'sms', 'panel']), 0.9),
    };
    if (chance.happens(0.9)) floor.send('crm', 'survey.answered', at - 20_000, { ...survey, stage: 'invited' });
    if (chance.happens(0.2)) continue;
    const answered = {
      ...survey,
      stage: 'answered',
      score: floor.maybe(chance.whole(0, scaleMax ?? 10), 0.95),
      topBox: floor.maybe(chance.happens(0.6), 0.3),
    };
    floor.send('crm', 'survey.answered', at, answered);
    // The customer changes the answer.
    if (chance.happens(0.05)) floor.send('crm', 'survey.answered', at + 1, { ...answered, score: 1 });
  }
  for (let i = 0; i < size / 3; i += 1) {
    floor.send('crm', 'qa.scored', i < 20 ? asOfMs - 30_000 - i : floor.instant(), {
      ...floor.dims(),
      evaluation: floor.maybe(`qa${i}`),
      sampling: floor.maybe(chance.one(SAMPLINGS)),
      score: floor.maybe(chance.whole(0, 1_000) / 10, 0.9),
      max: floor.maybe(100, 0.9),
      softScore: floor.maybe(chance.whole(0, 100) / 10),
      critical: floor.maybe(chance.happens(0.3)),
    });
  }
}
