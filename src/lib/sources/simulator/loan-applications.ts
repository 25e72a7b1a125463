import type { Payload } from '../../events/vocabulary.ts';
import { happenThroughTheDay } from './day-rhythm.ts';
import { HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { LoanRecords } from './preset-records.ts';
import type { Random } from './random.ts';
import type { WorkItems, WorkStep } from './work-items.ts';
import { wholeMs, type World } from './world.ts';

/** Shops in which customers apply. */
const SHOPS = 400;
const CITIES_PER_PROVINCE = 12;

/** Applications from the shops: received, checked by rules or by people with a call, decided; with their documents. */
export class LoanApplications {
  private readonly world: World;
  private readonly random: Random;
  private readonly work: WorkItems;
  private readonly loans: LoanRecords | undefined;
  /** Applications that wait for a call. */
  private readonly inReview: string[] = [];

  constructor(world: World, work: WorkItems) {
    this.world = world;
    this.random = world.random('loans');
    this.work = work;
    this.loans = world.preset.records.loans;
    const { loans } = this;
    if (!loans) return;
    // Shops are open when the hotline is busy: the same hours.
    const { hourPercent } = world.preset.inbound;
    happenThroughTheDay(world, this.random, { perDay: loans.applicationsPerDay, hourPercent }, () =>
      this.receive(loans),
    );
  }

  /** One of the applications for which a customer is called now. */
  underReview(): string | undefined {
    return this.inReview[this.random.below(this.inReview.length)];
  }

  private receive(loans: LoanRecords): void {
    const { random, world } = this;
    const { provinces, site, ccy } = world.preset;
    const manual = random.chance(loans.manualShare);
    const province = provinces[random.below(provinces.length)] ?? '';
    const details = {
      site,
      media: 'work',
      fn: 'credit_review',
      province,
      city: `${province}-${1 + random.below(CITIES_PER_PROVINCE)}`,
      partner: `shop-${1 + random.below(SHOPS)}`,
      segment: random.chance(loans.repeatShare) ? 'repeat' : 'new',
      cust: world.id(),
      department: 'credit',
      channel: 'shop',
      reason: manual ? 'manual' : 'automatic',
      amount: Math.round(random.lognormal(loans.amount, 0.4)),
      ccy,
    } as const;
    const decisionMs = wholeMs(
      random.lognormal((manual ? loans.manualMinutes : loans.automaticMinutes) * 60, loans.logSd),
    );
    const item = this.work.open({
      kind: 'loan_application',
      details,
      dueMs: HOUR_MS,
      steps: this.life(loans, manual, decisionMs),
      finished: (id) => this.settled(id),
    });
    if (manual) this.review(item, details, decisionMs);
    this.digitise(loans, item, details);
  }

  private life(loans: LoanRecords, manual: boolean, decisionMs: number): WorkStep[] {
    const { random } = this;
    const score = Math.round(random.between(300, 850));
    const last: WorkStep['change'] = random.chance(loans.cancelledShare)
      ? { status: 'cancelled', result: 'withdrawn' }
      : { status: 'done', result: random.chance(loans.approvedShare) ? 'approved' : 'rejected', score };
    if (!manual) {
      return [
        { afterMs: decisionMs * 0.3, change: { status: 'in_progress' } },
        { afterMs: decisionMs * 0.7, change: last },
      ];
    }
    return [
      { afterMs: decisionMs * 0.1, change: { status: 'in_progress' } },
      { afterMs: decisionMs * 0.3, change: { status: 'waiting' } },
      { afterMs: decisionMs * 0.5, change: { status: 'in_progress' } },
      { afterMs: decisionMs * 0.1, change: last },
    ];
  }

  /** The call that a manual decision needs is work of its own. */
  private review(application: string, details: Partial<Payload<'work.changed'>>, decisionMs: number): void {
    const { random } = this;
    this.inReview.push(application);
    const result = random.chance(0.93) ? 'confirmed' : 'refused';
    this.work.open({
      kind: 'verification',
      details: {
        ...details,
        fn: 'verification',
        corr: application,
        amount: undefined,
        ccy: undefined,
        channel: 'voice',
      },
      dueMs: HOUR_MS,
      steps: [
        { afterMs: decisionMs * 0.4, change: { status: 'in_progress' } },
        { afterMs: decisionMs * 0.5, change: { status: 'done', result, errors: random.chance(0.06) ? 1 : 0 } },
      ],
    });
  }

  private settled(application: string): void {
    const place = this.inReview.indexOf(application);
    if (place < 0) return;
    this.inReview[place] = this.inReview.at(-1) as string;
    this.inReview.pop();
  }

  /** 1.3 documents on average: one, and sometimes a second. */
  private digitise(loans: LoanRecords, application: string, details: Partial<Payload<'work.changed'>>): void {
    const { random } = this;
    let documents = Math.floor(loans.documentsPerApplication);
    if (random.chance(loans.documentsPerApplication - documents)) documents += 1;
    for (let i = 0; i < documents; i += 1) {
      const waitMs = wholeMs(random.exponential(60));
      const workMs = wholeMs(random.lognormal(loans.documentSeconds, 0.4));
      this.work.open({
        kind: 'digitization',
        details: {
          ...details,
          corr: application,
          amount: undefined,
          ccy: undefined,
          reason: i === 0 ? 'passport' : 'contract',
          department: 'documents',
          channel: 'scan',
        },
        dueMs: 30 * MINUTE_MS,
        steps: [
          { afterMs: waitMs, change: { status: 'in_progress' } },
          { afterMs: workMs, change: { status: 'done', errors: random.chance(loans.documentErrorShare) ? 1 : 0 } },
        ],
      });
    }
  }
}
