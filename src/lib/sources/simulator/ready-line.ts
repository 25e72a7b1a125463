/** Somebody who can wait in line: `stamp` grows with every change of state, the present one began at `enteredAt`. */
interface Waiting {
  readonly stamp: number;
  readonly enteredAt: number;
}

/** Agents who wait for work, longest waiting first. An agent who did something else since is passed over. */
export class ReadyLine<Person extends Waiting> {
  private entries: { agent: Person; stamp: number }[] = [];
  private head = 0;
  /** Length at which those who did something else since are cleared away. */
  private clearAt = 128;

  add(agent: Person): void {
    this.entries.push({ agent, stamp: agent.stamp });
    if (this.entries.length < this.clearAt) return;
    this.entries = this.entries.filter((entry, i) => i >= this.head && entry.agent.stamp === entry.stamp);
    this.head = 0;
    this.clearAt = Math.max(128, 2 * this.entries.length);
  }

  /** Takes the agent who has waited longest; none where nobody became ready before `now`. */
  take(now: number): Person | null {
    const first = this.first();
    if (!first || first.enteredAt >= now) return null;
    this.head += 1;
    return first;
  }

  /** Whether somebody waits, even since this very instant. */
  get occupied(): boolean {
    return this.first() !== null;
  }

  get count(): number {
    let count = 0;
    for (let i = this.head; i < this.entries.length; i += 1) {
      const entry = this.entries[i];
      if (entry && entry.agent.stamp === entry.stamp) count += 1;
    }
    return count;
  }

  private first(): Person | null {
    for (; this.head < this.entries.length; this.head += 1) {
      const entry = this.entries[this.head];
      if (entry && entry.agent.stamp === entry.stamp) {
        if (this.head > 64 && this.head * 2 > this.entries.length) {
          this.entries = this.entries.slice(this.head);
          this.head = 0;
        }
        return entry.agent;
      }
    }
    this.entries = [];
    this.head = 0;
    return null;
  }
}
