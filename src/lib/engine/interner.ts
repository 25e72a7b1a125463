import { renumberUsed, type Renumbering } from './renumbering.ts';

/** Numbers for texts, dense from 0: what repeats a million times is stored once. */
export class Interner {
  readonly texts: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(texts: readonly string[] = []) {
    for (const text of texts) this.id(text);
  }

  get size(): number {
    return this.texts.length;
  }

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.push(text) - 1;
    this.#ids.set(text, id);
    return id;
  }

  /** The number of a text that was met, or null. */
  known(text: string): number | null {
    return this.#ids.get(text) ?? null;
  }

  text(id: number): string {
    return this.texts[id]!;
  }

  /** Numbers the texts anew: `renumber` gives back every number that is in use, and takes the new one for it. The others go. */
  keepUsed(renumber: Renumbering): void {
    const before = this.texts.splice(0);
    this.#ids.clear();
    renumberUsed(before.length, (id) => this.id(before[id]!), renumber);
  }
}
