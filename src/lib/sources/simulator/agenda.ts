interface Entry {
  at: number;
  order: number;
  run: () => void;
}

/** What is going to happen, by instant; at the same instant in the order in which it was noted. A binary heap. */
export class Agenda {
  /** Simulated time, ms UTC. */
  now: number;
  private readonly heap: Entry[] = [];
  private order = 0;

  constructor(startAt: number) {
    this.now = startAt;
  }

  /** Notes something for an instant; what lies in the past happens next. */
  at(instantMs: number, run: () => void): void {
    const entry: Entry = { at: Math.max(this.now, Math.round(instantMs)), order: this.order, run };
    this.order += 1;
    let child = this.heap.push(entry) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = this.heap[parent] as Entry;
      if (!earlier(entry, above)) break;
      this.heap[child] = above;
      child = parent;
    }
    this.heap[child] = entry;
  }

  after(delayMs: number, run: () => void): void {
    this.at(this.now + Math.max(0, delayMs), run);
  }

  /** Repeats for ever; the first time at the next whole multiple of the period. */
  every(periodMs: number, run: () => void): void {
    const again = (): void => {
      run();
      this.at(this.now + periodMs, again);
    };
    this.at(Math.ceil((this.now + 1) / periodMs) * periodMs, again);
  }

  /** Does the next thing if it is due by `untilMs`; false when nothing is. */
  step(untilMs: number): boolean {
    const first = this.heap[0];
    if (!first || first.at > untilMs) return false;
    const last = this.heap.pop() as Entry;
    if (last !== first) this.sink(last);
    this.now = first.at;
    first.run();
    return true;
  }

  get size(): number {
    return this.heap.length;
  }

  private sink(entry: Entry): void {
    const { heap } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && earlier(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      const below = heap[child] as Entry;
      if (!earlier(below, entry)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = entry;
  }
}

const earlier = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
