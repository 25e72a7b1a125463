/**
 * A map of the entries set last: at least half of `capacity`, at most all of it. They lie in two generations, and the
 * older one goes as a whole: to take the first entry out of a large Map costs a walk over all that were taken before it.
 */
export class RecentMap<Key, Value> {
  readonly #perGeneration: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  constructor(capacity: number) {
    this.#perGeneration = Math.ceil(capacity / 2);
  }

  get(key: Key): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  /** The entry hides an older one of the same key, which goes with its generation. */
  set(key: Key, value: Value): void {
    if (this.#young.size >= this.#perGeneration && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
