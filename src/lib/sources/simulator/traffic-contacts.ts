import type { EventType, Payload } from '../../events/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { Outlet, ProducerRole } from './outlet.ts';
import type { DialResult } from './preset-outbound.ts';
import type { Random } from './random.ts';
import type { TrafficPreset, TrafficShard } from './traffic-preset.ts';

type AgentState = Payload<'agent.state'>['state'];

interface Parts {
  preset: TrafficPreset;
  shard: TrafficShard;
  agenda: Agenda;
  outlet: Outlet;
  /** Told of every outlet that said something. */
  spoke: Set<Outlet>;
  random: Random;
  /** Stands in every id. */
  stem: string;
}

/** A person at a desk: nothing but what the next event has to name. */
interface Desk {
  id: string;
  team: string;
  state: AgentState;
  enteredAt: number;
}

const QUEUES = 8;
const CAMPAIGNS = 8;
const TEAM_SIZE = 20;
const FAILURES: readonly DialResult[] = [
  'no_answer',
  'no_answer',
  'no_answer',
  'unreachable',
  'busy',
  'refused',
  'invalid',
];
const LOG_SD = 0.7;

/** Contacts of one shard from first to last event; an agent is taken from the free ones, or begins work. */
export class TrafficContacts {
  private readonly parts: Parts;
  private readonly free: Desk[] = [];
  private people = 0;
  private ids = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  introduce(): void {
    const { preset, shard } = this.parts;
    const { site, country, timeZone: tz, names } = shard;
    for (const role of ['acd', 'dialer'] as const)
      this.emit(role, 'producer.hello', { site, role, software: 'floorlight-simulator', caps: ['heartbeat'], tz });
    const attrs = { name: names, tz, country };
    this.emit('acd', 'dim.upsert', { site, country, kind: 'site', id: site, attrs, validFrom: preset.validFrom });
  }

  heartbeat(): void {
    const { outlet, agenda, shard } = this.parts;
    for (const { role, sent } of outlet.producers.values())
      this.emit(role, 'producer.heartbeat', {
        site: shard.site,
        lastSeq: sent,
        queued: 0,
        clockMs: agenda.now,
        sourceConnected: true,
      });
  }

  /** One handled contact begins, with those of its kind that nobody handles. */
  begin(): void {
    const { preset, random } = this.parts;
    if (random.chance(preset.inboundShare)) {
      for (let n = random.poisson(preset.containedPerAnswered); n > 0; n -= 1) this.inbound('contained');
      for (let n = random.poisson(preset.abandonedPerAnswered); n > 0; n -= 1) this.inbound('abandoned');
      this.inbound('answered');
      return;
    }
    for (let n = random.poisson(preset.failedPerConnect); n > 0; n -= 1) this.attempt(this.campaign(), 'failed');
    this.outbound();
  }

  private inbound(fate: 'contained' | 'abandoned' | 'answered'): void {
    const { agenda, random, shard } = this.parts;
    const startedAt = agenda.now;
    const ix = this.id();
    const base = { site: shard.site, media: 'voice', direction: 'in', fn: 'service', ix } as const;
    this.emit('acd', 'ix.started', { ...base, origin: 'inbound' });
    const end = (endedBy: 'customer' | 'agent', result: string): void =>
      this.emit('acd', 'ix.ended', { ...base, startedAt, endedAt: agenda.now, endedBy, result });
    const ivrMs = this.ms(45);
    agenda.after(ivrMs, () => {
      const result = fate === 'contained' ? 'contained' : 'to_queue';
      this.emit('acd', 'ix.ivr', { ...base, startedAt, ivrMs, result, flow: 'main' });
      if (fate === 'contained') return end('customer', 'ivr_contained');
      const enqueuedAt = agenda.now;
      const visit = { ...base, queue: `q-${1 + random.below(QUEUES)}`, visit: `${ix}#q1` };
      this.emit('acd', 'queue.entered', { ...visit, enqueuedAt });
      const left = (outcome: 'answered' | 'abandoned', more: Partial<Payload<'queue.left'>> = {}): void =>
        this.emit('acd', 'queue.left', {
          ...visit,
          enqueuedAt,
          waitMs: agenda.now - enqueuedAt,
          ringMs: 0,
          outcome,
          ...more,
        });
      if (fate === 'abandoned')
        return agenda.after(this.ms(60), () => {
          left('abandoned');
          end('customer', 'abandoned');
        });
      agenda.after(this.ms(6), () => {
        const desk = this.take();
        const offeredAt = agenda.now;
        this.enter(desk, 'RINGING');
        agenda.after(this.ms(3), () => {
          const own = { ...visit, agent: desk.id, team: desk.team, leg: `${ix}#l1` };
          const ringMs = agenda.now - offeredAt;
          this.emit('acd', 'offer.ended', { ...own, offeredAt, ringMs, result: 'accepted' });
          left('answered', { agent: desk.id, team: desk.team, ringMs });
          this.talk(desk, own, () => end('customer', 'handled'));
        });
      });
    });
  }

  private outbound(): void {
    const { agenda, shard } = this.parts;
    const startedAt = agenda.now;
    const ix = this.id();
    const desk = this.take();
    const campaign = this.campaign();
    const base = { site: shard.site, media: 'voice', direction: 'out', fn: 'reminder', ix, campaign } as const;
    this.emit('dialer', 'ix.started', { ...base, origin: 'dialer' });
    const own = { ...base, agent: desk.id, team: desk.team, leg: `${ix}#l1` };
    this.talk(desk, own, () =>
      this.emit('dialer', 'ix.ended', {
        ...base,
        startedAt,
        endedAt: agenda.now,
        endedBy: 'customer',
        result: 'handled',
      }),
    );
    this.attempt(campaign, 'live', own);
  }

  private attempt(campaign: string, result: 'live' | 'failed', more: Partial<Payload<'dial.attempt'>> = {}): void {
    const { agenda, random, shard } = this.parts;
    const ringMs = this.ms(result === 'live' ? 12 : 20);
    this.emit('dialer', 'dial.attempt', {
      site: shard.site,
      media: 'voice',
      direction: 'out',
      fn: 'reminder',
      campaign,
      attempt: this.id(),
      mode: 'predictive',
      dialedAt: agenda.now - ringMs,
      ringMs,
      result: result === 'live' ? 'live' : (FAILURES[random.below(FAILURES.length)] ?? 'no_answer'),
      recordFirst: true,
      recordClosed: result === 'live',
      ...more,
    });
  }

  private talk(desk: Desk, own: Omit<Payload<'leg.connected'>, 'connectedAt'>, ended: () => void): void {
    const { agenda, preset } = this.parts;
    const connectedAt = agenda.now;
    this.emit('acd', 'leg.connected', { ...own, connectedAt, fromOffer: own.visit !== undefined });
    this.enter(desk, 'TALKING');
    const talkMs = this.ms(preset.talkSeconds);
    agenda.after(talkMs, () => {
      const endedAt = agenda.now;
      this.emit('acd', 'leg.ended', { ...own, connectedAt, talkMs, holdMs: 0, holdCount: 0, endedBy: 'customer' });
      this.enter(desk, 'ACW');
      ended();
      const acwMs = this.ms(preset.acwSeconds);
      agenda.after(acwMs, () => {
        const handledMs = talkMs + acwMs;
        this.emit('acd', 'wrap.ended', {
          ...own,
          connectedAt,
          endedAt,
          talkMs,
          holdMs: 0,
          acwMs,
          handledMs,
          topic: 'other',
        });
        this.enter(desk, 'READY');
        this.free.push(desk);
      });
    });
  }

  /** Somebody who has been free for a moment, else somebody new. */
  private take(): Desk {
    const { agenda } = this.parts;
    const first = this.free[0];
    if (first && first.enteredAt < agenda.now) {
      const last = this.free.pop() as Desk;
      // The newest may have become free in this very millisecond.
      if (last.enteredAt < agenda.now) return last;
      this.free[0] = last;
      return first;
    }
    this.people += 1;
    const team = `t${Math.ceil(this.people / TEAM_SIZE)}`;
    const desk: Desk = {
      id: `${this.parts.shard.site}-${this.people}`,
      team,
      state: 'LOGGED_OUT',
      enteredAt: agenda.now - 1,
    };
    return desk;
  }

  private enter(desk: Desk, state: AgentState): void {
    const { agenda, shard } = this.parts;
    const prev = { state: desk.state, enteredAt: desk.enteredAt };
    desk.state = state;
    desk.enteredAt = agenda.now;
    const { id: agent, team } = desk;
    this.emit('acd', 'agent.state', {
      site: shard.site,
      team,
      agent,
      state,
      enteredAt: agenda.now,
      prev,
      intent: 'on_queue',
    });
  }

  private campaign = (): string => `c-${1 + this.parts.random.below(CAMPAIGNS)}`;

  private ms(meanSeconds: number): number {
    return Math.max(1, Math.round(this.parts.random.lognormal(meanSeconds, LOG_SD) * 1000));
  }

  private id(): string {
    this.ids += 1;
    return `${this.parts.stem}-${this.ids.toString(36)}`;
  }

  private emit<T extends EventType>(role: ProducerRole, t: T, d: Payload<T>): void {
    const { outlet, agenda, spoke } = this.parts;
    outlet.emit(role, t, agenda.now, d);
    spoke.add(outlet);
  }
}
