import type { Agent } from './agent.ts';
import type { Desk } from './desk.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { Shift } from './preset.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

interface Crew {
  shift: Shift;
  people: Agent[];
}

/** The people of the site, their teams, and who is on duty on which day. */
export class Roster {
  readonly teams: { id: string; number: number }[] = [];
  private readonly world: World;
  private readonly random: Random;
  private readonly crews: Crew[];

  constructor(world: World) {
    this.world = world;
    this.random = world.random('roster');
    const { shifts, presence, inbound } = world.preset;
    const weights = inbound.queues.map(({ weight }) => weight);
    let number = 0;
    this.crews = shifts.map((shift) => ({
      shift,
      people: Array.from({ length: Math.round(shift.agents / presence) }, (_, index) => {
        if (index % world.preset.teamSize === 0)
          this.teams.push({ id: `t${this.teams.length + 1}`, number: this.teams.length + 1 });
        number += 1;
        return this.hire(number, shift, this.random.weighted(weights));
      }),
    }));
  }

  /** Puts the shifts of every day on the agenda; who is in the middle of one logs in now. */
  run(desk: Desk): void {
    const { agenda, time } = this.world;
    const today = time.dayOf(agenda.now);
    this.plan(desk, today - 1);
    this.plan(desk, today);
    const planNext = (day: number): void => {
      agenda.at(time.startOfDay(day) - HOUR_MS, () => {
        this.plan(desk, day);
        planNext(day + 1);
      });
    };
    planNext(today + 1);
  }

  private plan(desk: Desk, day: number): void {
    const { agenda, time, preset } = this.world;
    for (const { shift, people } of this.crews) {
      const startAt = time.startOfDay(day) + shift.startHour * HOUR_MS;
      const endAt = startAt + preset.shiftHours * HOUR_MS;
      for (const agent of this.present(people, shift.agents)) {
        const late = Math.max(-4, this.random.normal() * 2 - 1) * MINUTE_MS;
        const leaveAt = Math.round(endAt + this.random.between(0, 3) * MINUTE_MS);
        if (leaveAt <= agenda.now) continue;
        agenda.at(startAt + late, () => desk.logIn(agent, startAt, leaveAt));
      }
    }
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

  private hire(number: number, shift: Shift, home: number): Agent {
    const { agentLogSd, newcomerShare, newcomerFactor } = this.world.preset;
    const newcomer = this.random.chance(newcomerShare) ? newcomerFactor : 1;
    const mean = 1 + newcomerShare * (newcomerFactor - 1);
    return {
      id: `a${10_000 + number}`,
      team: this.teams.at(-1)?.id ?? '',
      home,
      generalist: shift.generalist === true,
      factor: (this.random.lognormal(1, agentLogSd) * newcomer) / mean,
      cherryPicker: number === 100,
      state: 'LOGGED_OUT',
      direction: undefined,
      reason: undefined,
      enteredAt: this.world.now - DAY_MS,
      stamp: 0,
      session: '',
      endAt: 0,
      due: [],
      place: null,
      leg: undefined,
    };
  }
}
