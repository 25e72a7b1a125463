import type { Payload } from '../../../events/vocabulary.ts';
import { Tally } from './tally.ts';

/** What is not a queue, a conversation or a desk: menus, dialling, outcomes, surveys, evaluations, work items. */
export class Business {
  readonly menus = new Tally('site');
  readonly attempts = new Tally('site', 'campaign');
  readonly outcomes = new Tally('site', 'campaign');
  readonly surveys = new Tally('site', 'queue');
  readonly evaluations = new Tally('site');
  /** By the instant of the change. */
  readonly work = new Tally('site');
  private readonly items = new Map<string, { createdAt: number; transferredAt: number | null }>();

  menu(at: number, { site, startedAt, result }: Payload<'ix.ivr'>): void {
    this.menus.add(at, [site], 'passes');
    this.menus.add(at, [site], 'timeMs', at - (startedAt ?? at));
    if (result) this.menus.add(at, [site], result);
  }

  dialled(at: number, { site, campaign, result, recordFirst }: Payload<'dial.attempt'>): void {
    const add = (field: string): void => this.attempts.add(at, [site, campaign], field);
    add('attempts');
    add(result);
    // A person answered, whether or not anybody was there to speak.
    if (result === 'live' || result === 'abandoned_by_dialer') add('connects');
    if (recordFirst) add('recordsFirst');
  }

  outcome(at: number, { site, campaign, kind, stage, amount }: Payload<'outcome.recorded'>): void {
    this.outcomes.add(at, [site, campaign], `${kind}.${stage}`);
    if (amount !== undefined) this.outcomes.add(at, [site, campaign], `amount.${kind}.${stage}`, amount);
  }

  survey(at: number, { site, queue, kind, stage, topBox, score }: Payload<'survey.answered'>): void {
    const add = (field: string, amount?: number): void => this.surveys.add(at, [site, queue], field, amount);
    add(`${kind}.${stage}`);
    if (stage !== 'answered') return;
    if (topBox) add(`${kind}.topBox`);
    if (score !== undefined) add(`${kind}.score`, score);
  }

  evaluated(at: number, { site, score = 0, max = 0, critical }: Payload<'qa.scored'>): void {
    this.evaluations.add(at, [site], 'evaluations');
    this.evaluations.add(at, [site], 'score', score);
    this.evaluations.add(at, [site], 'max', max);
    if (critical) this.evaluations.add(at, [site], 'critical');
  }

  /** An item by its own clock: created, transferred for the first time, done. */
  changed(at: number, { site, item, kind, status, dueAt, result }: Payload<'work.changed'>): void {
    const known = this.items.get(item);
    const life = known ?? { createdAt: at, transferredAt: null };
    if (!known) {
      this.items.set(item, life);
      this.work.add(at, [site], `${kind}.created`);
    }
    if (status === 'transferred' && life.transferredAt === null) {
      life.transferredAt = at;
      this.work.add(life.createdAt, [site], `${kind}.transferred`);
      if (at - life.createdAt <= HALF_HOUR_MS) this.work.add(life.createdAt, [site], `${kind}.transferredInTime`);
    }
    if (status !== 'done') return;
    this.items.delete(item);
    this.work.add(at, [site], `${kind}.done`);
    this.work.add(at, [site], `${kind}.done.ageMs`, at - life.createdAt);
    this.work.sample(at, [site], `${kind}.done`, at - life.createdAt);
    if (result) this.work.add(at, [site], `${kind}.${result}`);
    if (dueAt === undefined) return;
    this.work.add(dueAt, [site], `${kind}.due`);
    if (at <= dueAt) this.work.add(dueAt, [site], `${kind}.dueDone`);
  }
}

const HALF_HOUR_MS = 1_800_000;
