import type { Payload } from '../../events/vocabulary.ts';
import { DAY_MS, HOUR_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

interface Promised {
  campaign: string;
  cust: string;
  ix: string;
  amount: number;
  dueAt: number;
}

const LONGEST_DAYS = 3;
/** Payments are posted between these local hours of the day on which they are due. */
const POSTED_FROM = 9;
const POSTED_UNTIL = 19;

/** Promises to pay, and whether they are kept. */
export class Promises {
  private readonly world: World;
  private readonly random: Random;
  /** By local day of the due date: small objects, for there are very many. */
  private readonly byDay = new Map<number, Promised[]>();

  constructor(world: World) {
    this.world = world;
    this.random = world.random('promises');
  }

  /** A customer promises to pay; `details` are those of the call. */
  make(details: Partial<Payload<'outcome.recorded'>> & { campaign: string; cust: string; ix: string }): void {
    const { world, random } = this;
    const amount = Math.round(random.lognormal(40_000, 0.5));
    const day = world.time.dayOf(world.now) + 1 + random.below(LONGEST_DAYS);
    const dueAt = world.time.startOfDay(day) + DAY_MS - 1;
    world.emit('crm', 'outcome.recorded', {
      ...details,
      kind: 'promise',
      stage: 'booked',
      amount,
      ccy: world.preset.ccy,
      dueAt,
    });
    const { campaign, cust, ix } = details;
    const due = this.byDay.get(day);
    if (due) due.push({ campaign, cust, ix, amount, dueAt });
    else {
      this.byDay.set(day, [{ campaign, cust, ix, amount, dueAt }]);
      world.agenda.at(world.time.startOfDay(day) + POSTED_FROM * HOUR_MS, () => this.post(day, 0));
    }
  }

  /** The day's payments, spread over its hours. */
  private post(day: number, from: number): void {
    const { world, random } = this;
    const due = this.byDay.get(day) ?? [];
    const gapMs = ((POSTED_UNTIL - POSTED_FROM) * HOUR_MS) / Math.max(1, due.length);
    const promised = due[from];
    if (!promised) {
      this.byDay.delete(day);
      return;
    }
    const { campaign, cust, ix, amount, dueAt } = promised;
    world.emit('crm', 'outcome.recorded', {
      site: world.preset.site,
      fn: 'reminder',
      campaign,
      cust,
      corr: ix,
      kind: 'promise',
      stage: random.chance(world.preset.records.promiseKeptShare) ? 'kept' : 'broken',
      amount,
      ccy: world.preset.ccy,
      dueAt,
    });
    world.agenda.after(gapMs, () => this.post(day, from + 1));
  }
}
