import type { ContactCentreEvent, EventIdentity } from '../../../events/envelope.ts';
import { SIMULATED_PREFIX } from '../../../events/simulated.ts';
import { createRandom, type Random } from '../random.ts';
import type { Truth } from '../truth/truth.ts';
import { brokenLine, futureLine, otherContent, withUnknownFields } from './broken-line.ts';
import { Deliveries } from './deliveries.ts';
import { DISCONNECT_MS, type FaultPlan, type Imagined } from './fault-plan.ts';
import { FAULTS, FAULT_NAMES, type FaultName } from './fault-table.ts';
import { Losses } from './losses.ts';
import { Mistakes } from './mistakes.ts';
import { Sender } from './sender.ts';
import { shownByClock } from './shown-by-clock.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const SKIPPED_NUMBERS = 5;

/** A gap that is still growing. */
interface Losing {
  fault: 'lost' | 'crash' | 'malformed_lost';
  left: number;
  fromAt: number;
  events: ContactCentreEvent[];
}

interface Planned {
  fault: FaultName;
  at: number;
  role: string;
}

/**
 * The way from a floor to the product, with everything that goes wrong on it. The events of the floor go in, in the order
 * in which they happen; lines come out, when they arrive. Deterministic by the plan's seed.
 */
export class FaultyWire {
  /** How often each fault befell something. */
  readonly befell = Object.fromEntries(FAULT_NAMES.map((fault) => [fault, 0])) as Record<FaultName, number>;
  readonly mistakes: Mistakes;
  private readonly plan: FaultPlan;
  private readonly truth: Truth;
  private readonly random: Random;
  private readonly epoch: number;
  private readonly site: string;
  private readonly losses: Losses;
  private readonly deliveries = new Deliveries();
  private readonly senders = new Map<string, Sender>();
  private readonly losing = new Map<string, Losing>();
  private readonly held = new Map<string, { until: number; events: ContactCentreEvent[] }>();
  private readonly told: Imagined[];
  private readonly planned: Planned[];
  /** Faults of single lines with their part of [0, 1): one draw decides. */
  private readonly lots: { fault: FaultName; below: number }[] = [];

  constructor(plan: FaultPlan, truth: Truth, { site, epoch }: { site: string; epoch: number }) {
    this.plan = plan;
    this.truth = truth;
    this.site = site;
    this.epoch = epoch;
    this.random = createRandom(plan.options.seed, 'faults');
    this.losses = new Losses(truth);
    this.mistakes = new Mistakes({
      plan,
      send: (event, now, delayMs) => this.number(event, now, delayMs),
      befell: (fault) => (this.befell[fault] += 1),
    });
    this.told = plan.imagined.filter(({ silent }) => !silent);
    const roles = ['acd', 'dialer', 'crm'];
    this.planned = PLANNED.flatMap((fault) =>
      plan.at(fault).map((at) => ({
        fault,
        at,
        role: ONLY_ACD.has(fault) ? 'acd' : (roles[this.random.below(roles.length)] ?? 'acd'),
      })),
    ).sort((a, b) => a.at - b.at);
    let below = 0;
    for (const fault of ON_THE_WAY) this.lots.push({ fault, below: (below += plan.chance(fault)) });
  }

  /** Something happens on the floor; `now` never goes back. */
  pass(event: ContactCentreEvent, now: number): void {
    for (let ghost = this.told[0]; ghost && ghost.at <= now; ghost = this.told[0]) {
      this.told.shift();
      this.befell[ghost.t === 'agent.state' ? 'ghost_agent' : 'ghost_visit'] += 1;
      const { t, at, d } = ghost;
      this.send({ v: 1, t, p: this.idOf('acd'), e: 0, n: 0, at, d } as ContactCentreEvent, now);
    }
    this.release(now);
    this.losses.heard(event);
    const role = this.roleOf(event.p);
    const shiftMs = this.plan.clock(role, event.at) - event.at;
    if (shiftMs !== 0) this.befell[shiftMs > 0 ? 'skew' : 'clock_back'] += 1;
    const shown = this.aimed(shownByClock(event, shiftMs));
    if (this.isUntold(shown)) return;
    this.begin(role, shown, now);
    const isWhole = !this.losing.has(event.p) && !this.held.has(event.p);
    if (isWhole) this.mistakes.correct(event.p, now);
    const snapshot = this.withHole(shown, now);
    const isMistaken = isWhole && !this.isSpared(shown, now) && this.mistakes.tell(snapshot, now);
    if (!isMistaken) this.send(snapshot, now);
    if (shown.t === 'agent.state' && shown.d.prev?.state === 'LOGGED_OUT' && this.happens('double_login'))
      this.send({ ...shown, d: { ...shown.d, device: 'second' } }, now);
  }

  /** Lines that have arrived by an instant, in order of arrival. */
  due(until: number): string[] {
    this.release(until);
    return this.deliveries.due(until);
  }

  /** When the next line arrives; null where none is on its way. */
  get nextAt(): number | null {
    return this.deliveries.nextAt;
  }

  /** Nothing more happens: what is held back is let go, and what was lost is told to the truth. */
  finish(now: number): void {
    this.release(Number.POSITIVE_INFINITY, now);
    for (const [p, losing] of this.losing) this.endLoss(p, losing, now);
    this.losing.clear();
    this.mistakes.finish(now);
    this.losses.finish(now);
  }

  /** An event under its producer's next number, late by so much. */
  private number(event: ContactCentreEvent, now: number, delayMs: number): EventIdentity {
    const numbered = this.sender(event.p).number(event);
    if (delayMs === 0) this.put(numbered, now);
    else this.deliveries.send(JSON.stringify(numbered), now, delayMs);
    return numbered;
  }

  private send(event: ContactCentreEvent, now: number): void {
    const held = this.held.get(event.p);
    if (held && event.t !== 'producer.heartbeat') {
      held.events.push(event);
      return;
    }
    const sender = this.sender(event.p);
    const before = sender.lastAt;
    const losing = this.losing.get(event.p);
    if (losing && losing.left === 0) {
      this.losing.delete(event.p);
      this.endLoss(event.p, losing, event.at);
      if (losing.fault === 'crash') this.put(sender.number(sender.startAnew(event.at)), now);
    }
    const numbered = sender.number(
      held && event.t === 'producer.heartbeat' ? { ...event, d: { ...event.d, sourceConnected: false } } : event,
    );
    const present = this.losing.get(event.p);
    if (!present || present.left === 0 || isNeeded(event)) return this.put(numbered, now);
    if (present.events.length === 0) present.fromAt = before;
    present.left -= 1;
    present.events.push(numbered);
    if (present.fault === 'malformed_lost') {
      this.deliveries.send(JSON.stringify({ ...numbered, d: { ...numbered.d, media: 'pigeon' } }), now);
    }
  }

  /** On its way, with what can befall a line there. */
  private put(event: ContactCentreEvent, now: number): void {
    const { random, deliveries } = this;
    const draw = random.uniform();
    const fault = this.lots.find(({ below }) => draw < below)?.fault;
    const spared = fault !== undefined && fault !== 'duplicate' && (isNeeded(event) || this.isSpared(event, now));
    const line = JSON.stringify(event);
    if (fault === undefined || spared) return deliveries.send(line, now);
    this.befell[fault] += 1;
    switch (fault) {
      case 'duplicate':
        deliveries.send(line, now);
        return deliveries.send(line, now, Math.round(random.exponential(30 * SECOND_MS)));
      case 'disorder':
        return deliveries.send(line, now, 1 + random.below(3 * SECOND_MS));
      case 'late':
        return deliveries.send(line, now, Math.round(random.between(2, 30) * MINUTE_MS));
      case 'very_late':
        return deliveries.send(line, now, Math.round(random.between(60, 360) * MINUTE_MS));
      case 'lost_resent':
        return deliveries.send(line, now, Math.round(random.between(1, 5) * MINUTE_MS));
      case 'future':
        deliveries.send(futureLine(event), now);
        return deliveries.send(line, now, Math.round(random.between(20, 90) * SECOND_MS));
      case 'malformed':
        deliveries.send(brokenLine(event, random), now);
        return deliveries.send(line, now, Math.round(random.between(20, 90) * SECOND_MS));
      case 'unknown_field':
        return deliveries.send(withUnknownFields(event), now);
      case 'number_reused':
        deliveries.send(line, now);
        return deliveries.send(otherContent(event), now, 1 + random.below(30 * SECOND_MS));
      default:
        return deliveries.send(line, now);
    }
  }

  /** Faults whose time has come for this producer. */
  private begin(role: string, event: ContactCentreEvent, now: number): void {
    if (isNeeded(event) || this.isSpared(event, now) || this.losing.has(event.p) || this.held.has(event.p)) return;
    const place = this.planned.findIndex(({ at, role: of }) => at <= now && of === role);
    const due = this.planned[place];
    if (!due) return;
    this.planned.splice(place, 1);
    const { fault } = due;
    this.befell[fault] += 1;
    const sender = this.sender(event.p);
    if (fault === 'lost' || fault === 'crash' || fault === 'malformed_lost') {
      const left = fault === 'malformed_lost' ? 1 : 3 + this.random.below(10);
      this.losing.set(event.p, { fault, left, fromAt: sender.lastAt, events: [] });
    } else if (fault === 'restart') this.put(sender.number(sender.startAnew(event.at)), now);
    else if (fault === 'number_skipped') {
      const from = sender.n + 1;
      sender.n += SKIPPED_NUMBERS;
      const { p, e, lastAt: fromAt, n: to } = sender;
      this.losses.lost({ p, e, from, to, fromAt, toAt: event.at, cause: fault }, []);
    } else if (fault === 'disconnect') this.held.set(event.p, { until: now + DISCONNECT_MS, events: [] });
    else if (fault === 'unknown_type') {
      const d = { site: this.site, queue: 'any', glance: 3 };
      this.send({ v: 1, t: 'queue.glanced', p: event.p, e: 0, n: 0, at: event.at, d } as never, now);
    }
  }

  private endLoss(p: string, { fault, fromAt, events }: Losing, toAt: number): void {
    const [first, last] = [events[0], events.at(-1)];
    if (first && last)
      this.losses.lost({ p, e: first.e, from: first.n, to: last.n, fromAt, toAt, cause: fault }, events);
  }

  /** The source is there again: everything that happened in between, under the numbers of now. */
  private release(until: number, now = until): void {
    for (const [p, { until: back, events }] of this.held) {
      if (back > until) continue;
      this.held.delete(p);
      for (const event of events) this.send(event, Math.min(now, Math.max(back, event.at)));
    }
  }

  /** The beginning of a visit or conversation that is never told. */
  private isUntold({ t }: ContactCentreEvent): boolean {
    return (t === 'queue.entered' || t === 'leg.connected') && this.happens('no_opening');
  }

  /** A correction aims at a line by the number under which that line went out. */
  private aimed(event: ContactCentreEvent): ContactCentreEvent {
    if (event.t !== 'correction' || !('p' in event.d.target)) return event;
    const { p, n } = event.d.target;
    return { ...event, d: { ...event.d, target: this.sender(p).identityOf(n) } };
  }

  /** A snapshot from which somebody is missing, where its time has come. */
  private withHole(event: ContactCentreEvent, now: number): ContactCentreEvent {
    if (event.t !== 'agent.snapshot' || !event.d.agents || event.d.agents.length < 2) return event;
    const due = this.plan.at('snapshot_hole').filter((at) => at <= now).length - this.befell.snapshot_hole;
    if (due <= 0 || this.plan.isQuiet(now)) return event;
    this.befell.snapshot_hole += 1;
    const agents = [...event.d.agents];
    agents.splice(this.random.below(agents.length), 1);
    return { ...event, d: { ...event.d, agents } };
  }

  private happens(fault: FaultName): boolean {
    const happens = this.random.chance(this.plan.chance(fault));
    if (happens) this.befell[fault] += 1;
    return happens;
  }

  private isSpared({ p }: ContactCentreEvent, now: number): boolean {
    return p === this.idOf('acd') && this.plan.isQuiet(now);
  }

  private sender(p: string): Sender {
    let sender = this.senders.get(p);
    if (!sender) this.senders.set(p, (sender = new Sender(p, this.epoch)));
    return sender;
  }

  private idOf(role: string): string {
    return `${SIMULATED_PREFIX}${role}-${this.site}`;
  }

  private roleOf(p: string): string {
    return p.slice(SIMULATED_PREFIX.length, p.indexOf('-', SIMULATED_PREFIX.length));
  }
}

/** Faults that come so many times a day and begin with a line. */
const PLANNED: readonly FaultName[] = FAULT_NAMES.filter(
  (fault) =>
    FAULTS[fault].per === 'day' &&
    !['ghost_visit', 'ghost_agent', 'snapshot_hole', 'skew', 'clock_back'].includes(fault),
);
const ONLY_ACD: ReadonlySet<FaultName> = new Set(['disconnect', 'unknown_type'] as const);
/** Faults that befall a line on its way. */
const ON_THE_WAY = [
  'duplicate',
  'disorder',
  'late',
  'very_late',
  'lost_resent',
  'future',
  'malformed',
  'unknown_field',
  'number_reused',
] as const satisfies readonly FaultName[];

/** What everything else rests on: who speaks, and by which names and limits. */
const isNeeded = ({ t }: ContactCentreEvent): boolean => t === 'producer.hello' || t === 'dim.upsert';
