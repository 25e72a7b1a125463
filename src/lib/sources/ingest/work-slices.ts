/** Work on the event loop is done in turns of this length, so that no socket waits long behind it. */
const SLICE_MS = 8;

/**
 * Shares the event loop: of all that work at the same time one gets a turn in each round of the loop, and between two
 * turns sockets and timers are served.
 */
export class WorkSlices {
  #waiting: (() => void)[] = [];

  /** Starts the count of one worker's turn. */
  begin(): { expired(): boolean; next(): Promise<void> } {
    let startedAt = performance.now();
    return {
      expired: () => performance.now() - startedAt >= SLICE_MS,
      next: async () => {
        await this.#turn();
        startedAt = performance.now();
      },
    };
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#serve);
    });
  }

  readonly #serve = (): void => {
    const resolve = this.#waiting[0];
    resolve?.();
    this.#waiting.shift();
    if (this.#waiting.length > 0) setImmediate(this.#serve);
  };
}
