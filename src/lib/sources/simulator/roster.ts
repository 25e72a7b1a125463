import type { Agent } from './agent.ts';
import type { Desk } from './desk.ts';
import { planBreaks, type Duty } from './duty.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { InboundService, Shift } from './preset.ts';
import type { Random } from './random.ts';
import type { Schedules } from './schedules.ts';
import type { World } from './world.ts';

export interface Team {
  id: string;
  number: number;
  centre: string | undefined;
}

interface ShiftCrew {
  shift: Shift;
  people: Agent[];
}

/** The people of the site, their teams, and who is on duty on which day. */
export class Roster {
  readonly teams: Team[] = [];
  readonly people: readonly Agent[];
  private readonly world: World;
  private readonly random: Random;
  private readonly crews: ShiftCrew[];

  constructor(world: World) {
    this.world = world;
    this.random = world.random('roster');
    const { shifts, presence, teamSize } = world.preset;
    const cherryPicking = largestInboundShift(shifts);
    let number = 0;
    this.crews = shifts.map((shift) => ({
      shift,
      people: Array.from({ length: Math.max(1, Math.round(shift.agents / presence)) }, (_, index) => {
        if (index % teamSize === 0) this.openTeam(shift);
        number += 1;
        return this.hire(number, shift, shift === cherryPicking && index === 0);
      }),
    }));
    this.people = this.crews.flatMap(({ people }) => people);
  }

  /** Puts the shifts of every day on the agenda; who is in the middle of one logs in now. */
  run(desk: Desk, schedules: Schedules): void {
    const { agenda, time } = this.world;
    const today = time.dayOf(agenda.now);
    const plan = (day: number): void => schedules.publish(day, this.plan(desk, day));
    plan(today - 1);
    plan(today);
    const planNext = (day: number): void => {
      agenda.at(time.startOfDay(day) - HOUR_MS, () => {
        plan(day);
        planNext(day + 1);
      });
    };
    planNext(today + 1);
  }

  /** Who is on duty, as first planned and after people swapped. */
  private plan(desk: Desk, day: number): { first: Duty[]; held: Duty[] } {
    const { agenda, time, preset } = this.world;
    const first: Duty[] = [];
    for (const { shift, people } of this.crews) {
      const startAt = time.startOfDay(day) + shift.startHour * HOUR_MS;
      const endAt = startAt + preset.shiftHours * HOUR_MS;
      if (endAt <= agenda.now) continue;
      for (const agent of this.present(people, Math.max(1, shift.agents)))
        first.push({ agent, shift, startAt, endAt, breaks: planBreaks(this.random, preset.activities, startAt) });
    }
    const held = this.swap(first);
    for (const duty of held) {
      const lateMs = Math.max(-4, this.random.normal() * 3 + 1.5) * MINUTE_MS;
      const leaveAt = Math.round(duty.endAt + this.random.between(0, 3) * MINUTE_MS);
      agenda.at(duty.startAt + lateMs, () => desk.logIn(duty, leaveAt));
    }
    return { first, held };
  }

  /** People of the same craft exchange their shifts. */
  private swap(duties: readonly Duty[]): Duty[] {
    const { random } = this;
    const held = [...duties];
    const swaps = Math.floor((duties.length * this.world.preset.swapShare) / 2);
    for (let i = 0; i < swaps; i += 1) {
      const a = random.below(held.length);
      const b = random.below(held.length);
      const [one, other] = [held[a], held[b]];
      if (!one || !other || one.shift === other.shift) continue;
      if (one.agent.crew !== other.agent.crew || one.shift.functions !== other.shift.functions) continue;
      // Nobody swaps away a shift that has begun.
      if (Math.min(one.startAt, other.startAt) <= this.world.now) continue;
      held[a] = { ...one, agent: other.agent };
      held[b] = { ...other, agent: one.agent };
    }
    return held;
  }

  /** So many people of the crew, by lot. */
  private present(people: readonly Agent[], count: number): Agent[] {
    const all = [...people];
    for (let i = all.length - 1; i > 0; i -= 1) {
      const j = this.random.below(i + 1);
      [all[i], all[j]] = [all[j] as Agent, all[i] as Agent];
    }
    return all.slice(0, count);
  }

  private openTeam(shift: Shift): void {
    const number = this.teams.length + 1;
    this.teams.push({ id: `${this.world.preset.prefix}t${number}`, number, centre: shift.centre });
  }

  private hire(number: number, shift: Shift, cherryPicker: boolean): Agent {
    const { agentLogSd, newcomerShare, newcomerFactor, firstAgent, inbound } = this.world.preset;
    const { random } = this;
    const weights = knownQueues(inbound);
    const home = random.weighted(weights);
    const other = random.weighted(weights);
    const newcomer = random.chance(newcomerShare);
    // Who serves the customers who come first is not lent to others.
    const lent = (inbound.queues[home]?.priority ?? 0) < 2;
    const learnt = random.chance(inbound.secondSkillShare);
    const mean = 1 + newcomerShare * (newcomerFactor - 1);
    return {
      id: `a${firstAgent + number}`,
      team: this.teams.at(-1)?.id ?? '',
      crew: shift.crew ?? 'blended',
      functions: shift.functions,
      home,
      second: other !== home && !newcomer && lent && learnt ? other : undefined,
      generalist: shift.generalist === true,
      tenure: newcomer ? 'under_3_months' : random.chance(0.35) ? 'under_1_year' : 'over_1_year',
      factor: (random.lognormal(1, agentLogSd) * (newcomer ? newcomerFactor : 1)) / mean,
      cherryPicker,
      state: 'LOGGED_OUT',
      direction: undefined,
      reason: undefined,
      enteredAt: this.world.now - DAY_MS,
      stamp: 0,
      session: '',
      duty: 0,
      endAt: 0,
      due: [],
      place: null,
      leg: undefined,
      load: 0,
    };
  }
}

/** One person of the largest shift that takes calls in ends calls at once to rest. */
function largestInboundShift(shifts: readonly Shift[]): Shift | undefined {
  const taking = shifts.filter(({ crew = 'blended' }) => crew === 'blended' || crew === 'inbound');
  return taking.reduce<Shift | undefined>(
    (most, shift) => (most && most.agents >= shift.agents ? most : shift),
    undefined,
  );
}

/** How many people learn each queue, in proportion: its calls, and the margin that chance needs in its busiest hour. */
function knownQueues({ queues, offeredPerDay, hourPercent, times, staffingMargin }: InboundService): number[] {
  const total = queues.reduce((sum, { weight }) => sum + weight, 0);
  const peakPerSecond = (offeredPerDay * Math.max(...hourPercent)) / 100 / 3600;
  const peakLoad = peakPerSecond * (times.talkSeconds + times.acwSeconds);
  return queues.map(({ weight, staffingMargin: own = staffingMargin }) => {
    const load = (peakLoad * weight) / total;
    return load + Math.max(0, own) * Math.sqrt(load);
  });
}
