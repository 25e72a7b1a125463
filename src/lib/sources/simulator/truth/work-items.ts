import type { Payload } from '../../../events/vocabulary.ts';
import { SLOT_MS, slotOf } from '../../../time/interval.ts';
import { Tally, type Keys } from './tally.ts';

type Work = Payload<'work.changed'>;

/** One item as it stands. */
interface Life {
  keys: Keys;
  kind: Work['kind'];
  createdAt: number;
  dueAt: number | undefined;
  transferredAt: number | null;
  end: { at: number; isTold: boolean; d: Work } | null;
}

const HALF_HOUR_MS = 1_800_000;
const MINUTE_MS = 60_000;
/** What customers brought up and somebody has to settle. */
const EVENTS: readonly Work['kind'][] = ['ticket', 'request', 'complaint'];

/** Items of work by the instants at which they were created, due, and done for the last time. */
export class WorkItems {
  readonly byChange = new Tally('site');
  private readonly lives = new Map<string, Life>();
  private since = Number.POSITIVE_INFINITY;

  /** `createdAt` and `dueAt` by the clock that shows `at`; what is older than the floor was created before `at`. */
  changed(at: number, isTold: boolean, d: Work): void {
    this.since = Math.min(this.since, at);
    let life = this.lives.get(d.item);
    if (!life) {
      const { site, kind, createdAt = at, dueAt } = d;
      life = { keys: [site], kind, createdAt: Math.min(at, createdAt), dueAt, transferredAt: null, end: null };
      this.lives.set(d.item, life);
    }
    if (d.status === 'transferred') life.transferredAt ??= at;
    life.end = d.status === 'done' || d.status === 'cancelled' ? { at, isTold, d } : null;
  }

  /** Nothing changes any more: every item counts as it stands now. */
  finish(at: number): void {
    for (const life of this.lives.values()) {
      // It was over before the telling began: nobody will hear of it.
      if (life.end?.isTold === false) continue;
      this.count(life);
      this.stand(life, life.end?.at ?? at);
    }
    this.lives.clear();
  }

  private count({ keys, kind, createdAt, dueAt, transferredAt, end }: Life): void {
    const add = (at: number, field: string, amount?: number): void => {
      this.byChange.add(at, keys, field, amount);
      this.byChange.add(at, keys, `${kind}.${field}`, amount);
    };
    add(createdAt, 'created');
    if (transferredAt !== null) {
      add(createdAt, 'transferred');
      if (transferredAt - createdAt <= HALF_HOUR_MS) add(createdAt, 'transferredInTime');
    }
    if (end) add(createdAt, 'closed');
    if (end?.d.status === 'cancelled') return add(end.at, 'cancelled');
    if (dueAt !== undefined) {
      add(dueAt, 'due');
      if (end && end.at <= dueAt) add(dueAt, 'dueDone');
    }
    if (!end) return;
    const { result, reason, reopens = 0, customerCaused, errors } = end.d;
    const ageMs = end.at - createdAt;
    add(end.at, 'done');
    add(end.at, 'doneAgeMs', ageMs);
    this.byChange.sample(end.at, keys, 'age', ageMs);
    this.byChange.sample(end.at, keys, `${kind}.age`, ageMs);
    if (result) {
      add(end.at, 'withResult');
      add(end.at, `result.${result}`);
    }
    if (reason) add(end.at, `reason.${reason}`);
    if (reopens > 0) add(end.at, 'doneReopened');
    if (ageMs <= 20 * MINUTE_MS) add(end.at, 'within20m');
    if (ageMs <= 60 * MINUTE_MS) add(end.at, 'within60m');
    if (errors !== undefined) add(end.at, 'checked');
    if (errors) {
      add(end.at, 'faulty');
      add(end.at, 'errors', errors);
    }
    if (!EVENTS.includes(kind) || !result || customerCaused) return;
    this.byChange.add(end.at, keys, 'judged');
    if (result === 'resolved') this.byChange.add(end.at, keys, 'resolved.judged');
  }

  /** The ends of quarter hours at which the item is open. */
  private stand({ keys, kind, createdAt, dueAt }: Life, until: number): void {
    for (let at = slotOf(Math.max(createdAt, this.since)) + SLOT_MS; at <= until; at += SLOT_MS) {
      this.byChange.add(at - 1, keys, 'open');
      this.byChange.add(at - 1, keys, `${kind}.open`);
      this.byChange.greatest(at - 1, keys, 'oldestMs', at - createdAt);
      if (dueAt !== undefined && dueAt < at) this.byChange.add(at - 1, keys, 'overdue');
    }
  }
}
