import type { Payload } from '../../events/vocabulary.ts';
import type { Agent, AgentState, Direction, Place } from './agent.ts';
import type { Duty } from './duty.ts';
import { MINUTE_MS } from './local-time.ts';
import type { Activity } from './preset.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

interface Change {
  direction?: Direction;
  reason?: string;
  by?: Payload<'agent.state'>['by'];
}

/** Where a person goes next; null = there is no work for one more. */
type Assign = (agent: Agent) => Place | null;

const SEAT_WAIT_MS = 20_000;

/** The agents' side of the floor: log-in, states, breaks, the end of the shift. */
export class Desk {
  /** Everybody who is logged in. */
  readonly staffed = new Set<Agent>();
  private readonly world: World;
  private readonly random: Random;
  private readonly assign: Assign;
  private readonly mayLeaveEarly: (agent: Agent) => boolean;

  constructor(world: World, assign: Assign, mayLeaveEarly: (agent: Agent) => boolean) {
    this.world = world;
    this.random = world.random('desk');
    this.assign = assign;
    this.mayLeaveEarly = mayLeaveEarly;
  }

  /** Begins a shift now; it ends at `leaveAt`. */
  logIn(duty: Duty, leaveAt: number): void {
    const { agenda } = this.world;
    const { agent } = duty;
    if (agent.state !== 'LOGGED_OUT' || agent.endAt > agenda.now || leaveAt <= agenda.now) return;
    // Every seat is taken until somebody of the former shift stands up.
    if (this.isFull) return agenda.after(SEAT_WAIT_MS, () => this.logIn(duty, leaveAt));
    agent.endAt = leaveAt;
    agent.due = [];
    agent.duty += 1;
    const number = agent.duty;
    for (const { activity, at } of duty.breaks) {
      if (at > agenda.now) agenda.at(at, () => this.fallDue(agent, number, activity));
    }
    agenda.at(leaveAt, () => this.interrupt(agent, number));
    this.sitDown(agent);
  }

  private get isFull(): boolean {
    return this.staffed.size >= this.world.preset.seats;
  }

  private sitDown(agent: Agent): void {
    agent.session = `${agent.id}.${this.world.now.toString(36)}`;
    this.staffed.add(agent);
    this.free(agent);
  }

  /** The agent has nothing in hand: home, a break, work that waits, or ready. */
  free(agent: Agent): void {
    if (this.world.now >= agent.endAt) return this.logOut(agent, 'agent');
    const activity = agent.due.shift();
    if (activity) return this.takeBreak(agent, activity);
    this.leave(agent);
    const place = this.assign(agent);
    if (!place) return this.noWork(agent);
    agent.place = place;
    place.active += 1;
    if (place.serve(agent)) return;
    this.enter(agent, 'READY');
    place.ready.add(agent);
    place.onReady?.(agent);
  }

  /** A change of state, now. Spans are contiguous: the new one begins where the former ends. */
  enter(agent: Agent, state: AgentState, { direction, reason, by = 'system' }: Change = {}): void {
    const { world } = this;
    const { place } = agent;
    const prev = { state: agent.state, direction: agent.direction, reason: agent.reason, enteredAt: agent.enteredAt };
    const bound = state === 'LOGGED_OUT' || prev.state === 'LOGGED_OUT';
    agent.state = state;
    agent.direction = direction;
    agent.reason = reason;
    agent.enteredAt = world.now;
    agent.stamp += 1;
    world.emit('acd', 'agent.state', {
      site: world.preset.site,
      team: agent.team,
      agent: agent.id,
      campaign: place?.campaign,
      state,
      direction,
      reason,
      intent: place ? 'on_queue' : `off_queue:${reason ?? 'logged_out'}`,
      enteredAt: world.now,
      prev: prev.state === 'LOGGED_OUT' ? { state: prev.state, enteredAt: prev.enteredAt } : prev,
      pending: agent.due.length > 0 && place ? 'NOT_READY' : undefined,
      queues: this.queuesOf(agent),
      load: agent.crew === 'digital' ? agent.load : undefined,
      by,
      sessionId: bound ? agent.session : undefined,
      device: bound ? `d${agent.id.slice(1)}` : undefined,
    });
  }

  /** Off the queues for a while, then free again. */
  stepOut(agent: Agent, state: 'NOT_READY' | 'OFFLINE_WORK', reason: string, forMs: number, by: Change['by']): void {
    this.leave(agent);
    this.enter(agent, state, { reason, by });
    const { stamp } = agent;
    this.world.agenda.after(forMs, () => {
      if (agent.stamp === stamp) this.free(agent);
    });
  }

  private queuesOf({ place, home, second }: Agent): string[] {
    if (!place) return [];
    const { queues } = this.world.preset.inbound;
    const other = second === undefined ? undefined : queues[second]?.id;
    return other !== undefined && place.queues[0] === queues[home]?.id && place.queues.length === 1
      ? [...place.queues, other]
      : (place.queues as string[]);
  }

  private takeBreak(agent: Agent, activity: Activity): void {
    const lastsMs = wholeMs(activity.minutes * 60 * this.random.lognormal(1.06, 0.12));
    if (activity.loggedOut) this.stepAway(agent, lastsMs);
    else this.stepOut(agent, 'NOT_READY', activity.reason, lastsMs, 'agent');
  }

  /** Logs out for a while in the middle of the shift. */
  private stepAway(agent: Agent, forMs: number): void {
    const { agenda } = this.world;
    const { duty } = agent;
    const comeBack = (): void => {
      if (agent.duty !== duty || agenda.now >= agent.endAt) return;
      if (this.isFull) return agenda.after(SEAT_WAIT_MS, comeBack);
      this.sitDown(agent);
    };
    this.leave(agent);
    this.staffed.delete(agent);
    if (agent.state !== 'LOGGED_OUT') this.enter(agent, 'LOGGED_OUT', { by: 'agent' });
    agenda.after(forMs, comeBack);
  }

  private noWork(agent: Agent): void {
    if (this.mayLeaveEarly(agent) && this.random.chance(this.world.preset.earlyLeaveShare))
      return this.logOut(agent, 'supervisor');
    this.stepOut(
      agent,
      'OFFLINE_WORK',
      'back_office',
      Math.round(this.random.between(20, 45) * MINUTE_MS),
      'supervisor',
    );
  }

  private leave(agent: Agent): void {
    if (agent.place) agent.place.active -= 1;
    agent.place = null;
  }

  private logOut(agent: Agent, by: Change['by']): void {
    if (agent.state === 'LOGGED_OUT') {
      // Came for no work at all.
      this.staffed.delete(agent);
      return;
    }
    this.leave(agent);
    agent.due = [];
    this.enter(agent, 'LOGGED_OUT', { by });
    this.staffed.delete(agent);
  }

  private fallDue(agent: Agent, duty: number, activity: Activity): void {
    if (agent.duty !== duty || agent.state === 'LOGGED_OUT') return;
    agent.due.push(activity);
    this.interrupt(agent, duty);
  }

  /** Lets a pending break or the end of the shift take effect, at once where nothing is in hand. */
  private interrupt(agent: Agent, duty: number): void {
    if (agent.duty !== duty) return;
    const ending = this.world.now >= agent.endAt;
    const idle = agent.state === 'READY' || agent.state === 'OFFLINE_WORK' || (ending && agent.state === 'NOT_READY');
    if (!idle) return;
    if (agent.enteredAt === this.world.now) this.world.agenda.after(1, () => this.interrupt(agent, duty));
    else this.free(agent);
  }
}
