import {
  AGENT_STATES,
  DIRECTIONS,
  ENDED_BY,
  LEG_ROLES,
  OFFER_RESULTS,
  QUEUE_OUTCOMES,
  TRANSFER_KINDS,
} from '#lib/events/enumerations.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS, SLOT_MS } from '#lib/time/interval.ts';
import { Chance } from './chance.ts';
import { contactsPart } from './floor-parts/contacts.ts';
import { linesPart } from './floor-parts/lines.ts';
import { plansPart } from './floor-parts/plans.ts';
import { selfServicePart } from './floor-parts/self-service.ts';
import { figuresPart } from './floor-parts/figures.ts';
import { loginsPart } from './floor-parts/logins.ts';
import { messagesPart } from './floor-parts/messages.ts';
import { outboundPart } from './floor-parts/outbound.ts';
import { qualityPart } from './floor-parts/quality.ts';
import { salesPart } from './floor-parts/sales.ts';
import { secondOrderPart } from './floor-parts/second-order.ts';
import { workPart } from './floor-parts/work.ts';

/** A floor of a day and a half, as the lines of its producers, and the instant at which it is looked at. */
export interface RandomFloor {
  seed: number;
  asOfMs: number;
  lines: string[];
}

export const SITES = ['berlin', 'shanghai', 'kathmandu', 'plain'] as const;
const QUEUES = ['svc', 'col', "vip 'n", 'new'] as const;
const DAY_MS = 24 * HOUR_MS;

/** 2026-03-29: clocks go forward in Berlin at 01:00 UTC; ends of March and of a quarter are near. */
const NIGHT_OF_CHANGE = Date.UTC(2026, 2, 29);
const DEFAULT_WAIT_THRESHOLDS = [5_000, 10_000, 20_000, 30_000];

/** What happens on a floor beside queues, conversations and agents. */
const PARTS: ((floor: Floor, size: number) => void)[] = [
  outboundPart,
  contactsPart,
  selfServicePart,
  linesPart,
  plansPart,
  secondOrderPart,
  qualityPart,
  salesPart,
  workPart,
  figuresPart,
  loginsPart,
  messagesPart,
];

/** Makes a floor from a seed: the same seed, the same floor. About `size` visits, and legs, offers and agents to it. */
export function randomFloor(seed: number, size = 240): RandomFloor {
  const chance = new Chance(seed);
  const asOfMs =
    NIGHT_OF_CHANGE + chance.one([chance.whole(6 * 3_600, 40 * 3_600), chance.whole(24, 160) * 900]) * SECOND_MS;
  const floor = new Floor(chance, asOfMs);
  floor.names();
  floor.everyOutcome();
  for (let i = 0; i < size; i += 1) floor.visit(i);
  for (let i = 0; i < size * 1.5; i += 1) floor.leg(i);
  for (let i = 0; i < size / 2; i += 1) floor.offer(i);
  for (let i = 0; i < Math.max(11, size / 6); i += 1) floor.agent(i);
  for (let i = 0; i < 6; i += 1) floor.noise(i);
  for (const part of PARTS) part(floor, size);
  return { seed, asOfMs, lines: floor.lines };
}

/** Writes the lines of a floor, with what all its parts need. */
export class Floor {
  readonly lines: string[] = [];
  readonly chance: Chance;
  readonly asOfMs: number;
  readonly #sent = new Map<string, number>();

  constructor(chance: Chance, asOfMs: number) {
    this.chance = chance;
    this.asOfMs = asOfMs;
  }

  names(): void {
    const set = (kind: string, id: string, site: string | undefined, validFrom: number | undefined, attrs: object) =>
      this.send('settings', 'dim.upsert', this.asOfMs - 30 * HOUR_MS + this.lines.length, {
        kind,
        id,
        site,
        validFrom,
        attrs,
      });
    const longAgo = this.asOfMs - 60 * DAY_MS;
    const recently = this.asOfMs - this.chance.whole(1, 90) * MINUTE_MS;
    // The settings of one site from events that name its site and from one that does not.
    set('site', 'berlin', 'berlin', longAgo, { tz: 'Europe/Berlin', slThresholdMs: 15_000 });
    set('site', 'berlin', undefined, recently, { tz: 'Europe/Berlin', slThresholdMs: 30_000, shortAbandonMs: 10_000 });
    set('site', 'berlin', 'berlin', recently, {
      ...{ tz: 'Europe/Berlin', slThresholdMs: 10_000, shortAbandonMs: 10_000 },
      serviceLevelFormula: 'ign',
    });
    set('site', 'shanghai', undefined, longAgo, { tz: 'Asia/Shanghai', businessDayStart: '06:30' });
    set('site', 'kathmandu', 'kathmandu', longAgo, { tz: 'Asia/Kathmandu' });
    // A queue that says the default beside a site that says something else.
    set('queue', 'svc', 'berlin', longAgo, {
      ...{ slThresholdMs: 20_000, shortAbandonMs: 5_000, name: 'Service' },
      serviceLevelFormula: 'pos',
    });
    set('queue', 'col', 'berlin', recently, { slThresholdMs: 60_000, serviceLevelFormula: 'neg' });
    set('queue', "vip 'n", 'shanghai', undefined, {
      ...{ slThresholdMs: 5_000, shortAbandonMs: 2_000 },
      serviceLevelFormula: 'ans',
    });
    set('queue', 'svc', undefined, longAgo, { slThresholdMs: 45_000, serviceLevelFormula: 'no such formula' });
    set('queue', 'new', 'plain', this.asOfMs + HOUR_MS, { slThresholdMs: 1_000 });
    set('team', 't1', 'berlin', longAgo, { name: 'One' });
    set('site', 'kathmandu', 'kathmandu', this.asOfMs - 2 * HOUR_MS, { tz: 'Nowhere/Land', shortAbandonMs: 'five' });
  }

  visit(i: number): void {
    const chance = this.chance;
    const dims = this.dims();
    const enqueuedAt = this.instant();
    const visit = `v${i}`;
    const entered = chance.happens(0.8);
    if (entered) this.send('pbx', 'queue.entered', enqueuedAt, { ...dims, visit, enqueuedAt });
    if (chance.happens(0.06)) {
      // Inferred first; what the source says later supersedes it, whatever came first.
      this.send('floorlight-engine.berlin', 'queue.left', this.asOfMs, {
        ...dims,
        visit,
        enqueuedAt,
        waitMs: 2 * HOUR_MS,
        outcome: 'lost',
      });
    }
    if (entered && chance.happens(0.2)) return;
    const waitMs = this.wait(enqueuedAt);
    // Told again with another entry or another queue: the visit moves.
    const moved = chance.happens(0.05) ? enqueuedAt + chance.whole(-SLOT_MS, SLOT_MS) : enqueuedAt;
    const left = {
      ...dims,
      ...(chance.happens(0.05) ? { queue: chance.one(QUEUES) } : {}),
      visit,
      enqueuedAt: moved,
      waitMs,
      outcome: chance.happens(0.5) ? chance.one(['answered', 'abandoned'] as const) : chance.one(QUEUE_OUTCOMES),
      ringMs: this.maybe(chance.whole(0, 5_000)),
      slThresholdMs: this.maybe(7_000),
    };
    this.send('pbx', 'queue.left', moved + waitMs, left);
    if (chance.happens(0.05)) this.send('crm', 'queue.left', moved + waitMs, { ...left, outcome: 'abandoned' });
  }

  /** One visit of each outcome in the last minutes, so that none is a rarity. */
  everyOutcome(): void {
    QUEUE_OUTCOMES.forEach((outcome, i) => {
      const enqueuedAt = this.asOfMs - 100_000 - i;
      const visit = { site: 'plain', queue: 'svc', visit: `o${i}`, ix: `ox${i}`, enqueuedAt, waitMs: 3_000, outcome };
      this.send('pbx', 'queue.left', enqueuedAt + 3_000, visit);
    });
  }

  leg(i: number): void {
    const chance = this.chance;
    const own = chance.happens(0.5) ? { site: 'berlin', queue: 'svc' } : {};
    const dims = { ...this.dims(), ...own, agent: this.maybe(`a${chance.whole(0, 8)}`) };
    const connectedAt = this.instant(0.85);
    const leg = `l${i}`;
    const role = this.maybe(chance.happens(0.7) ? 'primary' : chance.one(LEG_ROLES));
    const talkMs = chance.one([chance.whole(0, 20_000), chance.whole(0, 600_000), 9_999, 10_000, -4_000]);
    const holdMs = chance.one([undefined, 0, chance.whole(1, 90_000), chance.whole(1, 90_000)]);
    if (chance.happens(0.7)) this.send('pbx', 'leg.connected', connectedAt, { ...dims, leg, role, connectedAt });
    if (chance.happens(0.85)) {
      this.send('pbx', 'leg.ended', connectedAt + talkMs + (holdMs ?? 0), {
        ...dims,
        leg,
        role,
        connectedAt,
        talkMs,
        holdMs,
        holdCount: this.maybe(1),
        maxHoldMs: holdMs === undefined ? undefined : this.maybe(holdMs),
        endedBy: this.maybe(chance.one(ENDED_BY)),
        transfer: chance.happens(0.5) ? { kind: chance.one(TRANSFER_KINDS), to: 'svc' } : undefined,
      });
    }
    if (chance.happens(0.85)) {
      const endedAt = connectedAt + talkMs + (holdMs ?? 0);
      const acwMs = chance.happens(0.05) ? 10 * HOUR_MS : chance.one([0, chance.whole(0, 60_000)]);
      const wrap = {
        ...dims,
        leg,
        role,
        connectedAt: this.maybe(connectedAt),
        endedAt,
        talkMs,
        holdMs: holdMs ?? 0,
        acwMs,
        rpc: this.maybe(chance.happens(0.5)),
        resolvedFlag: this.maybe(chance.happens(0.7)),
        topic: this.maybe(chance.one(['repayment', 'card'])),
        disposition: this.maybe('done'),
      };
      this.send('crm', 'wrap.ended', endedAt + acwMs, wrap);
      if (chance.happens(0.05)) this.send('crm', 'wrap.ended', endedAt + acwMs + 1, { ...wrap, acwMs: acwMs + 7 });
    }
  }

  offer(i: number): void {
    const chance = this.chance;
    const offeredAt = this.instant();
    const ringMs = chance.one([0, chance.whole(0, 20_000), this.asOfMs - offeredAt]);
    this.send('pbx', 'offer.ended', offeredAt + ringMs, {
      ...this.dims(),
      leg: `l${i % 20}`,
      agent: `a${chance.whole(0, 8)}`,
      offeredAt,
      ringMs,
      result: chance.one(OFFER_RESULTS),
    });
  }

  /** One agent through some states; the last one, of every state in turn, is open. */
  agent(i: number): void {
    const chance = this.chance;
    const dims = { ...this.dims(), agent: `a${i}` };
    const last = AGENT_STATES[i % AGENT_STATES.length]!;
    let enteredAt = this.asOfMs - chance.one([chance.whole(1, 20) * 86_400, chance.whole(600, 90_000)]) * SECOND_MS;
    let prev: object | undefined;
    for (let step = 0, steps = chance.whole(1, 6); step < steps && enteredAt < this.asOfMs; step += 1) {
      const state = step === steps - 1 ? last : chance.one(AGENT_STATES);
      const direction =
        step === steps - 1 && last === 'TALKING' ? chance.one(['in', 'out']) : this.maybe(chance.one(DIRECTIONS));
      const span = {
        state,
        direction,
        reason: this.maybe('lunch'),
        enteredAt,
      };
      const queues = chance.one([undefined, [], ['svc'], ['svc', 'col'], ['col', 'col', "vip 'n"]]);
      const event = { ...dims, ...span, prev: chance.happens(0.9) ? prev : undefined, queues };
      this.send('desk', 'agent.state', enteredAt, event);
      // Another producer tells the same state with other dimensions.
      if (chance.happens(0.15)) this.send('pbx', 'agent.state', enteredAt, { ...event, team: 't9', queues: ['new'] });
      prev = span;
      const longMs = chance.one([chance.whole(1, 600) * SECOND_MS, chance.whole(1, 300) * MINUTE_MS, 8 * DAY_MS]);
      enteredAt = chance.happens(0.05)
        ? enteredAt - 5_000
        : Math.min(enteredAt + longMs, this.asOfMs - chance.whole(0, 120) * 500);
    }
  }

  noise(i: number): void {
    const at = this.instant();
    this.send('pbx', 'producer.heartbeat', at, { sourceConnected: true, lastSeq: i });
    this.send('pbx', 'of.the.future', at, { site: this.chance.one(SITES), queue: 'svc' });
    this.send('sim-1', 'ix.started', at, { site: 'plain', ix: `x${i}` });
  }

  dims() {
    const chance = this.chance;
    return {
      site: this.maybe(chance.one(SITES), 0.9),
      queue: this.maybe(chance.one(QUEUES), 0.9),
      skill: this.maybe(chance.one(['loans', 'cards'])),
      media: this.maybe(chance.one(['voice', 'voice', 'chat'] as const)),
      direction: this.maybe(chance.one(['in', 'in', 'out'] as const)),
      fn: this.maybe(chance.one(['service', 'collections'] as const)),
      team: this.maybe(chance.one(['t1', '组 2'])),
      agent: this.maybe(`a${chance.whole(0, 8)}`, 0.3),
      campaign: this.maybe(chance.one(['rem-07', 'x']), 0.3),
      country: this.maybe(chance.one(['DE', 'CN'])),
      segment: this.maybe('gold', 0.3),
    };
  }

  /** An instant: mostly of the last hour, some of the day before, some on the very borders of windows. */
  instant(ofLastHour = 0.6): number {
    const chance = this.chance;
    const kind = chance.next();
    if (kind < ofLastHour) return this.asOfMs - chance.whole(0, 3_600_000);
    if (kind < 0.88) return this.asOfMs - chance.whole(0, 34 * 3_600) * SECOND_MS;
    if (kind < 0.9) return this.asOfMs + chance.whole(1, 20 * 60) * SECOND_MS;
    const border = chance.one([
      0,
      5 * MINUTE_MS,
      SLOT_MS,
      2 * SLOT_MS,
      HOUR_MS,
      this.asOfMs % SLOT_MS,
      this.asOfMs % DAY_MS,
    ]);
    return this.asOfMs - border + chance.whole(-1, 1);
  }

  wait(enqueuedAt: number): number {
    const chance = this.chance;
    const kind = chance.next();
    if (kind < 0.35) return chance.whole(0, 90_000);
    if (kind < 0.6) return chance.one(DEFAULT_WAIT_THRESHOLDS) + chance.whole(-1, 1);
    if (kind < 0.7) return chance.whole(60, 3_000) * SECOND_MS;
    // It leaves exactly at asOf, a moment before it, a moment after it.
    if (kind < 0.9) return this.asOfMs - enqueuedAt + chance.one([0, 0, -1, 1, 90_000]);
    return chance.one([-5_000, 0, 3 * HOUR_MS, 9 * HOUR_MS, 8 * HOUR_MS, 10 * DAY_MS]);
  }

  maybe<Value>(value: Value, share = 0.75): Value | undefined {
    return this.chance.happens(share) ? value : undefined;
  }

  send(p: string, t: string, at: number, d: object): void {
    // Two lives of the exchange: an older epoch still sends.
    const e = NIGHT_OF_CHANGE - 3 * DAY_MS + (p === 'pbx' && this.chance.happens(0.3) ? 1 : 0);
    const source = `${p} ${e}`;
    // Now and then a number is left out: a gap.
    const n = (this.#sent.get(source) ?? 0) + (this.chance.happens(0.02) ? 2 : 1);
    this.#sent.set(source, n);
    this.lines.push(JSON.stringify({ v: 1, t, p, e, n, at, d }));
  }
}
