import type { Payload } from '../../../events/vocabulary.ts';

type Segments = NonNullable<Payload<'schedule.set'>['segments']>;

/** Time in a state that the plan allows, of the time planned. */
export class AdherenceCount {
  private readonly plans = new Map<string, { rev: number; segments: Segments }>();
  private readonly byAgent = new Map<string, Set<string>>();
  private adherentMs = 0;
  private coveredMs = 0;

  plan({ agent = '', day = '', rev = 0, segments = [] }: Payload<'schedule.set'>): void {
    const key = `${agent} ${day}`;
    if ((this.plans.get(key)?.rev ?? -1) >= rev) return;
    this.plans.set(key, { rev, segments });
    let days = this.byAgent.get(agent);
    if (!days) this.byAgent.set(agent, (days = new Set()));
    days.add(key);
  }

  /** An agent was in a state from one instant to another. */
  stayed(agent: string, state: string, from: number, to: number): void {
    for (const key of this.byAgent.get(agent) ?? []) {
      for (const part of this.plans.get(key)?.segments ?? []) {
        const ms = Math.min(to, part.to) - Math.max(from, part.from);
        if (ms <= 0) continue;
        this.coveredMs += ms;
        if ((part.allowedStates as string[]).includes(state)) this.adherentMs += ms;
      }
    }
  }

  /** null before anything planned was lived through. */
  get ratio(): number | null {
    return this.coveredMs === 0 ? null : this.adherentMs / this.coveredMs;
  }
}
