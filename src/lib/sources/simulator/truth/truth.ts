import type { EventType, Payload } from '../../../events/vocabulary.ts';
import { SLOT_MS, slotOf } from '../../../time/interval.ts';
import { Business } from './business.ts';
import { Contacts } from './contacts.ts';
import { Limits } from './limits.ts';
import { People } from './people.ts';
import { Plans } from './plans.ts';
import { Signals } from './signals.ts';
import type { Tally } from './tally.ts';
import { Visits } from './visits.ts';
import type { Witness } from './witness.ts';
import { WorkItems } from './work-items.ts';

/** What is wrong with the telling of a quarter hour: lines that never came, by the numbers that they would have told. */
export type Topic = 'visits' | 'contacts' | 'people' | 'business' | 'work' | 'signals';

/** Lines of one producer that will never come; `fromAt` and `toAt` are the instants of the lines around them. */
export interface Loss {
  p: string;
  e: number;
  from: number;
  to: number;
  fromAt: number;
  toAt: number;
  cause: string;
}

export interface TruthOptions {
  /** What a role's clock shows at an instant of the floor; absent: the right time. */
  clock?: (role: string, at: number) => number;
  /** When the telling begins, ms UTC: what was over before is never told. Absent: everything is told. */
  opensAt?: number;
}

/**
 * What really happened on a simulated floor, by quarter hour: counts, durations in ms by the floor's own clock, and who
 * and what stood there at its end. It is told by the floor alone and shares no code with the product's counting.
 */
export class Truth implements Witness {
  readonly limits = new Limits();
  readonly visits = new Visits(this.limits);
  readonly contacts = new Contacts();
  readonly people = new People();
  readonly business = new Business();
  readonly work = new WorkItems();
  readonly signals = new Signals();
  readonly plans = new Plans();
  /** What the telling of the floor lost for good. */
  readonly losses: Loss[] = [];
  private readonly damage = new Map<number, Set<Topic>>();
  private readonly opensAt: number;
  private readonly clock: (role: string, at: number) => number;
  private nextBoundary: number | null = null;

  constructor({ clock = (_role, at) => at, opensAt = Number.NEGATIVE_INFINITY }: TruthOptions = {}) {
    this.opensAt = opensAt;
    this.clock = clock;
  }

  happened<T extends EventType>(role: string, t: T, at: number, d: Payload<T>): void {
    const heard = { t, d } as { [Type in EventType]: { t: Type; d: Payload<Type> } }[EventType];
    // The introduction is told under an instant of the past.
    if (heard.t === 'dim.upsert') return this.limits.introduced(heard.d);
    if (heard.t === 'producer.hello') return;
    this.passTo(at);
    const shown = this.clock(role, at);
    // It was over before the telling began, whatever a clock showed that was ahead.
    if (at < this.opensAt && OVER_AT_ONCE.has(heard.t)) return;
    switch (heard.t) {
      case 'queue.entered':
        return this.visits.entered(at, heard.d);
      case 'queue.left':
        return this.visits.left(at, heard.d);
      case 'offer.ended':
        return this.contacts.offered(at, heard.d);
      case 'leg.connected':
        return this.contacts.connected(at, heard.d);
      case 'leg.updated':
        this.signals.responded(shown, heard.d);
        return this.contacts.updated(at, heard.d);
      case 'leg.ended':
        return this.contacts.ended(at, heard.d);
      case 'wrap.ended':
        return this.contacts.wrapped(at, heard.d);
      case 'correction':
        return this.contacts.corrected(heard.d);
      case 'agent.state':
        return this.people.changed(at, heard.d);
      case 'ix.ivr':
        return this.business.menu(at, heard.d);
      case 'dial.attempt':
        return this.business.dialled(shown, heard.d);
      case 'outcome.recorded':
        return this.business.outcome(shown, heard.d);
      case 'survey.answered':
        return this.business.survey(shown, heard.d);
      case 'qa.scored':
        return this.business.evaluated(shown, heard.d);
      case 'work.changed':
        return this.work.changed(shown, at >= this.opensAt, {
          ...heard.d,
          createdAt: moved(heard.d.createdAt, shown - at),
          dueAt: moved(heard.d.dueAt, shown - at),
        });
      case 'ix.started':
        return this.signals.started(at, shown, heard.d);
      case 'ix.ended':
        return this.signals.ended(at, at < this.opensAt ? null : shown, heard.d);
      case 'line.status':
        return this.signals.line(shown, heard.d);
      case 'campaign.snapshot':
        return this.signals.campaign(shown, heard.d);
      case 'metric.set':
        return this.plans.figure(heard.d);
      case 'schedule.set':
        return this.plans.scheduled(heard.d);
      default:
    }
  }

  /** Ends the telling: everything up to this instant has happened. */
  finish(at: number): void {
    this.passTo(at);
    if (at === this.nextBoundary) this.passTo(at + 1);
    this.people.finish(at);
    this.visits.finish(at);
    this.work.finish(at);
    this.signals.finish(at);
    this.plans.finish();
  }

  /** The numbers of a topic miss something from one instant to another. */
  miss(topic: Topic, fromAt: number, toAt: number): void {
    for (let slot = slotOf(fromAt); slot <= toAt; slot += SLOT_MS) {
      const topics = this.damage.get(slot);
      if (topics) topics.add(topic);
      else this.damage.set(slot, new Set([topic]));
    }
  }

  /** Whether lines that never came would have told of the topic in the quarter hour. */
  isDamaged(slot: number, topic: Topic): boolean {
    return this.damage.get(slot)?.has(topic) ?? false;
  }

  get damaged(): { at: number; topics: Topic[] }[] {
    return [...this.damage].map(([at, topics]) => ({ at, topics: [...topics].sort() })).sort((a, b) => a.at - b.at);
  }

  /** Every table with the topic that it belongs to. */
  get tables(): Record<TruthTable, { topic: Topic; tally: Tally }> {
    const { visits, contacts, people, business, work, signals, plans } = this;
    return {
      visitsByEntry: { topic: 'visits', tally: visits.byEntry },
      visitsByEnd: { topic: 'visits', tally: visits.byEnd },
      waiting: { topic: 'visits', tally: visits.waiting },
      contactsByQueue: { topic: 'contacts', tally: contacts.byQueue },
      contactsByCampaign: { topic: 'contacts', tally: contacts.byCampaign },
      contactsByTeam: { topic: 'contacts', tally: contacts.byTeam },
      peopleByTeam: { topic: 'people', tally: people.byTeam },
      menus: { topic: 'business', tally: business.menus },
      attempts: { topic: 'business', tally: business.attempts },
      outcomes: { topic: 'business', tally: business.outcomes },
      surveys: { topic: 'business', tally: business.surveys },
      evaluations: { topic: 'business', tally: business.evaluations },
      work: { topic: 'work', tally: work.byChange },
      wholeContacts: { topic: 'signals', tally: signals.contacts },
      responses: { topic: 'signals', tally: signals.responses },
      lines: { topic: 'signals', tally: signals.lines },
      campaigns: { topic: 'signals', tally: signals.campaigns },
      figures: { topic: 'work', tally: plans.figures },
      schedules: { topic: 'work', tally: plans.schedules },
    };
  }

  /** What stands at the end of a quarter hour is what stood there before anything that happens at that very instant. */
  private passTo(at: number): void {
    this.nextBoundary ??= slotOf(at) + SLOT_MS;
    for (; this.nextBoundary <= at; this.nextBoundary += SLOT_MS) {
      this.visits.boundary(this.nextBoundary);
      this.people.boundary(this.nextBoundary);
    }
  }
}

/** What happens in one moment: nothing of it stands when the telling begins. */
const OVER_AT_ONCE: ReadonlySet<EventType> = new Set([
  'dial.attempt',
  'outcome.recorded',
  'survey.answered',
  'qa.scored',
] as const);

export type TruthTable =
  | 'visitsByEntry'
  | 'visitsByEnd'
  | 'waiting'
  | 'contactsByQueue'
  | 'contactsByCampaign'
  | 'contactsByTeam'
  | 'peopleByTeam'
  | 'menus'
  | 'attempts'
  | 'outcomes'
  | 'surveys'
  | 'evaluations'
  | 'work'
  | 'wholeContacts'
  | 'responses'
  | 'lines'
  | 'campaigns'
  | 'figures'
  | 'schedules';

/** An instant as a clock shows it that is wrong by so much. */
const moved = (at: number | undefined, byMs: number): number | undefined => (at === undefined ? undefined : at + byMs);
