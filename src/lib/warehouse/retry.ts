const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/** Tries again until it works or a stop is asked for, with a growing pause between tries. */
export class Retry {
  readonly #signal: AbortSignal;
  readonly #onTrouble: (trouble: Error | null) => void;
  #troubled = false;

  /** `onTrouble` is told of every failure, and null when a try works after one. */
  constructor(signal: AbortSignal, onTrouble: (trouble: Error | null) => void) {
    this.#signal = signal;
    this.#onTrouble = onTrouble;
  }

  /** What `work` resolved with; null where it failed and a stop was asked for. */
  async until<Result>(work: () => Promise<Result>): Promise<Result | null> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        const result = await work();
        if (this.#troubled) this.#onTrouble(null);
        this.#troubled = false;
        return result;
      } catch (thrown) {
        this.#troubled = true;
        this.#onTrouble(thrown instanceof Error ? thrown : new Error(String(thrown)));
        if (this.#signal.aborted) return null;
        await pause(waitMs, this.#signal);
        if (this.#signal.aborted) return null;
      }
    }
  }
}

/** Waits, or until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
