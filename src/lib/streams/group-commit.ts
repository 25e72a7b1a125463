import { LogError } from './event-log.ts';

interface Call<Item, Outcome> {
  items: readonly Item[];
  resolve: (outcomes: Outcome[]) => void;
  reject: (error: unknown) => void;
}

export interface GroupCommitOptions<Item, Outcome> {
  /** Makes the items durable, all or none; the outcomes in order. */
  commit: (items: readonly Item[]) => Outcome[] | Promise<Outcome[]>;
  /** Items of one commit; a single call may hold more and then goes alone. */
  maxItems: number;
  /** Items that may wait; more are refused with `log_behind`. */
  maxWaiting: number;
  /** Commits that may be under way at a time. */
  parallel: number;
}

/** Joins concurrent calls into one commit per turn of the event loop: a flush to disk costs the same for one line or 2,000. */
export class GroupCommit<Item, Outcome> {
  readonly #options: GroupCommitOptions<Item, Outcome>;
  #calls: Call<Item, Outcome>[] = [];
  #waiting = 0;
  #underWay = 0;
  #scheduled = false;

  constructor(options: GroupCommitOptions<Item, Outcome>) {
    this.#options = options;
  }

  /**
   * Resolves after the commit that holds the items. Rejects with what the commit threw, with the `log_down` that a commit
   * before it threw, or with LogError `log_behind`.
   */
  add(items: readonly Item[]): Promise<Outcome[]> {
    if (items.length === 0) return Promise.resolve([]);
    const { maxWaiting } = this.#options;
    if (this.#waiting > 0 && this.#waiting + items.length > maxWaiting) {
      const message = `${this.#waiting} lines already wait for the log (limit ${maxWaiting}). These lines are not stored: send them again later.`;
      return Promise.reject(new LogError('log_behind', message));
    }
    this.#waiting += items.length;
    return new Promise((resolve, reject) => {
      this.#calls.push({ items, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    while (this.#waiting > 0 || this.#underWay > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #schedule(): void {
    if (this.#scheduled || this.#calls.length === 0 || this.#underWay >= this.#options.parallel) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#calls.length > 0) void this.#commitNext();
      this.#schedule();
    });
  }

  async #commitNext(): Promise<void> {
    const { group, items } = this.#take();
    this.#underWay += 1;
    try {
      const outcomes = await this.#options.commit(items);
      let from = 0;
      for (const call of group) call.resolve(outcomes.slice(from, (from += call.items.length)));
    } catch (error) {
      // What waits would only run into the same wall, one time limit after the other.
      const doomed = error instanceof LogError && error.code === 'log_down' ? [...group, ...this.#takeAll()] : group;
      for (const call of doomed) call.reject(error);
    } finally {
      this.#underWay -= 1;
      this.#schedule();
    }
  }

  #takeAll(): Call<Item, Outcome>[] {
    this.#waiting = 0;
    return this.#calls.splice(0);
  }

  #take(): { group: Call<Item, Outcome>[]; items: readonly Item[] } {
    let count = this.#calls[0]!.items.length;
    let calls = 1;
    while (calls < this.#calls.length && count + this.#calls[calls]!.items.length <= this.#options.maxItems) {
      count += this.#calls[calls]!.items.length;
      calls += 1;
    }
    const group = this.#calls.splice(0, calls);
    this.#waiting -= count;
    return { group, items: group.length === 1 ? group[0]!.items : group.flatMap((call) => call.items) };
  }
}
