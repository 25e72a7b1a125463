/** Numbers for texts, dense from 0, for ever: what repeats a million times is stored once. */
export class Interner {
  readonly texts: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(texts: readonly string[] = []) {
    for (const text of texts) this.id(text);
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
}
