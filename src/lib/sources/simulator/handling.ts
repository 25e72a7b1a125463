import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import type { Desk } from './desk.ts';
import { dimensionsOf, finishPart, type Interaction } from './interaction.ts';
import type { HandleTimes } from './handle-times.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

/** How long one leg will last, decided when it begins. */
export interface LegTimes {
  talkMs: number;
  holdsMs: number[];
  acwMs: number;
}

export interface LegPlan {
  times: LegTimes;
  /** Dimensions beside those of the interaction. */
  dims: { queue?: string; campaign?: string; list?: string };
  visit?: string;
  role?: 'primary' | 'consult';
  fromOffer: boolean;
  /** What the agent did before the customer answered. */
  own?: { previewMs: number; dialMs: number };
  /** Talk and hold are over: who hung up, and where the caller goes. */
  ending(): { endedBy: NonNullable<Payload<'leg.ended'>['endedBy']>; transfer?: Payload<'leg.ended'>['transfer'] };
  /** After leg.ended: ends the interaction or takes it on. */
  afterTalk(leg: string): void;
  /** What the agent notes down, and what follows from it. */
  wrapUp(leg: string): Partial<Payload<'wrap.ended'>>;
}

/** Draws the length of talk and wrap-up of a conversation with this agent. */
export function drawTimes(random: Random, agent: Agent, times: HandleTimes): LegTimes {
  return {
    talkMs: wholeMs(random.lognormal(times.talkSeconds, times.talkLogSd) * agent.factor),
    holdsMs: [],
    acwMs: wholeMs(random.lognormal(times.acwSeconds, 0.6) * agent.factor),
  };
}

/** One leg from connect to the end of its wrap-up, with its holds. */
export class Handling {
  readonly desk: Desk;
  private readonly world: World;
  private readonly random: Random;

  constructor(world: World, desk: Desk) {
    this.world = world;
    this.desk = desk;
    this.random = world.random('handling');
  }

  /** Connects the agent; the leg id is returned. */
  begin(agent: Agent, call: Interaction, plan: LegPlan): string {
    const { world, desk } = this;
    call.legs += 1;
    call.openParts += 1;
    const leg = `${call.ix}#l${call.legs}`;
    const connectedAt = world.now;
    const direction = plan.role === 'consult' ? 'consult' : call.direction;
    const common = {
      ...dimensionsOf(world, call),
      ...plan.dims,
      direction,
      agent: agent.id,
      team: agent.team,
      leg,
      role: plan.role,
    } as const;
    agent.leg = leg;
    world.emit('acd', 'leg.connected', { ...common, visit: plan.visit, connectedAt, fromOffer: plan.fromOffer });
    desk.enter(agent, 'TALKING', { direction });

    const { talkMs, holdsMs } = plan.times;
    const share = Math.floor(talkMs / (holdsMs.length + 1));
    const holdOn = (index: number): void => {
      const holdMs = holdsMs[index];
      if (holdMs === undefined) return end();
      world.emit('acd', 'leg.updated', { ...common, change: 'hold_on' });
      desk.enter(agent, 'HOLD', { direction });
      world.agenda.after(holdMs, () => {
        world.emit('acd', 'leg.updated', { ...common, change: 'hold_off' });
        desk.enter(agent, 'TALKING', { direction });
        world.agenda.after(index + 1 < holdsMs.length ? share : talkMs - share * holdsMs.length, () =>
          holdOn(index + 1),
        );
      });
    };
    const end = (): void => this.end(agent, call, plan, leg, connectedAt, common);
    world.agenda.after(holdsMs.length > 0 ? share : talkMs, () => holdOn(0));
    return leg;
  }

  private end(agent: Agent, call: Interaction, plan: LegPlan, leg: string, connectedAt: number, common: object): void {
    const { world, desk } = this;
    const { talkMs, holdsMs, acwMs } = plan.times;
    const holdMs = holdsMs.reduce((sum, ms) => sum + ms, 0);
    const endedAt = world.now;
    world.emit('acd', 'leg.ended', {
      ...common,
      leg,
      connectedAt,
      talkMs,
      holdMs,
      holdCount: holdsMs.length,
      maxHoldMs: Math.max(0, ...holdsMs),
      ...plan.own,
      ...plan.ending(),
    });
    const wrap = (workedMs: number): void => {
      world.emit('acd', 'wrap.ended', {
        ...common,
        leg,
        cust: call.cust,
        province: call.province,
        connectedAt,
        endedAt,
        talkMs,
        holdMs,
        acwMs: workedMs,
        ...plan.own,
        handledMs: talkMs + holdMs + workedMs,
        topic: call.topic,
        ...plan.wrapUp(leg),
      });
      finishPart(world, call);
    };
    if (plan.role === 'consult') {
      // The asked colleague goes on with the caller at once: there is nothing to write up yet.
      wrap(0);
      return plan.afterTalk(leg);
    }
    desk.enter(agent, 'ACW', { direction: call.direction });
    plan.afterTalk(leg);
    world.agenda.after(acwMs, () => {
      wrap(acwMs);
      agent.leg = undefined;
      desk.free(agent);
    });
  }

  /** Hold times of an inbound leg. */
  drawHolds(talkMs: number): number[] {
    const { share, second, seconds } = this.world.preset.inbound.hold;
    if (talkMs < 20_000 || !this.random.chance(share)) return [];
    const one = (): number => wholeMs(this.random.lognormal(seconds, 0.5));
    return this.random.chance(second) ? [one(), one()] : [one()];
  }
}
