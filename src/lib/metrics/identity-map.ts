import type { EventIdentity } from '../events/envelope.ts';

/** Values by (p, e, n). Asked for every event once there is one entry: it makes no text of the identity. */
export class IdentityMap<Value> {
  readonly #byProducer = new Map<string, Map<number, Map<number, Value>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get({ p, e, n }: EventIdentity): Value | undefined {
    return this.#byProducer.get(p)?.get(e)?.get(n);
  }

  has(identity: EventIdentity): boolean {
    return this.get(identity) !== undefined;
  }

  set({ p, e, n }: EventIdentity, value: Value): void {
    let epochs = this.#byProducer.get(p);
    if (!epochs) this.#byProducer.set(p, (epochs = new Map()));
    let numbers = epochs.get(e);
    if (!numbers) epochs.set(e, (numbers = new Map()));
    if (!numbers.has(n)) this.#size += 1;
    numbers.set(n, value);
  }

  delete({ p, e, n }: EventIdentity): void {
    const epochs = this.#byProducer.get(p);
    const numbers = epochs?.get(e);
    if (!epochs || !numbers?.delete(n)) return;
    this.#size -= 1;
    if (numbers.size === 0) epochs.delete(e);
    if (epochs.size === 0) this.#byProducer.delete(p);
  }

  *entries(): Iterable<[EventIdentity, Value]> {
    for (const [p, epochs] of this.#byProducer) {
      for (const [e, numbers] of epochs) for (const [n, value] of numbers) yield [{ p, e, n }, value];
    }
  }
}
