import type { Payload } from '../../../events/vocabulary.ts';
import { Tally } from './tally.ts';

/** What is not a queue, a conversation or a desk: menus, dialling, outcomes, surveys, evaluations. */
export class Business {
  readonly menus = new Tally('site');
  readonly attempts = new Tally('site', 'campaign');
  readonly outcomes = new Tally('site', 'campaign');
  readonly surveys = new Tally('site', 'queue');
  readonly evaluations = new Tally('site');

  menu(at: number, { site, startedAt, result }: Payload<'ix.ivr'>): void {
    this.menus.add(at, [site], 'passes');
    this.menus.add(at, [site], 'timeMs', at - (startedAt ?? at));
    if (result) this.menus.add(at, [site], result);
  }

  dialled(at: number, d: Payload<'dial.attempt'>): void {
    const { site, campaign, result, recordFirst, recordClosed, ringMs, answerToAgentMs } = d;
    const add = (field: string): void => this.attempts.add(at, [site, campaign], field);
    add('attempts');
    add(result);
    // A person answered, whether or not anybody was there to speak.
    if (result === 'live' || result === 'abandoned_by_dialer') add('connects');
    if (recordFirst) add('recordsFirst');
    if (recordClosed) add('recordsClosed');
    if (result === 'live' && answerToAgentMs !== undefined) {
      add('passedTimed');
      this.attempts.add(at, [site, campaign], 'answerToAgentMs', answerToAgentMs);
    }
    if (ringMs === undefined) return;
    add('rung');
    this.attempts.add(at, [site, campaign], 'ringMs', ringMs);
  }

  outcome(at: number, { site, campaign, kind, stage, amount }: Payload<'outcome.recorded'>): void {
    this.outcomes.add(at, [site, campaign], `${kind}.${stage}`);
    if (amount !== undefined) this.outcomes.add(at, [site, campaign], `amount.${kind}.${stage}`, amount);
  }

  survey(at: number, d: Payload<'survey.answered'>): void {
    const { site, queue, kind, stage, topBox, score, channelOfContact, channelOfSurvey } = d;
    const add = (field: string, amount?: number): void => this.surveys.add(at, [site, queue], field, amount);
    add(`${kind}.${stage}`);
    if (stage !== 'answered') return;
    if (topBox) add(`${kind}.topBox`);
    if (kind === 'csat' && channelOfContact === 'voice' && ['ivr', 'sms'].includes(channelOfSurvey ?? '')) {
      add('hotline.answered');
      if (topBox) add('hotline.topBox');
    }
    if (score === undefined) return;
    add(`${kind}.score`, score);
    if (kind === 'nps' && score >= 9) add('nps.promoters');
    if (kind === 'nps' && score <= 6) add('nps.detractors');
  }

  evaluated(at: number, { site, score = 0, max = 0, softScore, critical }: Payload<'qa.scored'>): void {
    this.evaluations.add(at, [site], 'evaluations');
    this.evaluations.add(at, [site], 'score', score);
    this.evaluations.add(at, [site], 'max', max);
    if (critical) this.evaluations.add(at, [site], 'critical');
    if (softScore === undefined) return;
    this.evaluations.add(at, [site], 'soft');
    this.evaluations.add(at, [site], 'softScore', softScore);
  }
}
