/** Lets readers wait for news, and for a time limit at most. */
export class WakeUp {
  readonly #waiting = new Set<() => void>();

  /** Resolves at the next `wake`, or after `limitMs`. */
  wait(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, limitMs);
      this.#waiting.add(done);
    });
  }

  wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  /** Calls `look` until it gives something, `isClosed`, or `waitMs` have passed; looks at every wake and every `pollMs`. */
  async until<T>(look: () => T[], waitMs: number, pollMs: number, isClosed: () => boolean): Promise<T[]> {
    const deadline = performance.now() + waitMs;
    // A reader that catches up always finds something at once: timers and messages of its thread must get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      if (isClosed()) return [];
      const found = look();
      if (found.length > 0) return found;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return [];
      await this.wait(Math.min(leftMs, pollMs));
    }
  }
}
