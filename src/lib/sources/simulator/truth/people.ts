import type { Payload } from '../../../events/vocabulary.ts';
import { Tally, type Keys } from './tally.ts';

type State = Payload<'agent.state'>['state'];

interface Person {
  keys: Keys;
  state: State;
  direction: string | undefined;
  since: number;
}

/** Who is at a desk, and in which state since when. */
export class People {
  /** Time by state, and who is where at the end of the quarter hour. */
  readonly byTeam = new Tally('site', 'team');
  private readonly present = new Map<string, Person>();

  changed(at: number, { agent, site, team, state, direction }: Payload<'agent.state'>): void {
    const id = `${site} ${agent}`;
    const before = this.present.get(id);
    if (before) this.spend(before, at);
    if (state === 'LOGGED_OUT') this.present.delete(id);
    else this.present.set(id, { keys: [site, team], state, direction, since: at });
  }

  /** Somebody whom only a message knows: at a desk from one instant to another. */
  imagined(keys: Keys, state: State, from: number, to: number): void {
    this.spend({ keys, state, direction: undefined, since: from }, to);
  }

  boundary(at: number): void {
    for (const person of this.present.values()) this.standing(person, at);
  }

  /** Notes a person at the end of a quarter hour. */
  standing({ keys, state, direction, since }: Person, at: number): void {
    if (since >= at) return;
    this.byTeam.add(at - 1, keys, 'now.staffed');
    this.byTeam.add(at - 1, keys, `now.${state}`);
    if (state === 'TALKING' && direction) this.byTeam.add(at - 1, keys, `now.TALKING.${direction}`);
    this.byTeam.greatest(at - 1, keys, 'longestInStateMs', at - since);
  }

  /** Counts the time of those who are still there. */
  finish(at: number): void {
    for (const person of this.present.values()) {
      this.spend(person, at);
      person.since = at;
    }
  }

  private spend({ keys, state, since }: Person, at: number): void {
    this.byTeam.clip(since, at, keys, 'staffedMs');
    this.byTeam.clip(since, at, keys, `${state}Ms`);
  }
}
