/** Values by site and id. Ids of two sites have nothing to do with each other; no key is put together to look one up. */
export class BySite<Value> {
  readonly #sites = new Map<string, Map<string, Value>>();
  /** Events of one site come in runs: most need no look-up of it. */
  #lastSite = '';
  #last: Map<string, Value> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(site: string | null | undefined, id: string): Value | undefined {
    return this.#of(site ?? '')?.get(id);
  }

  set(site: string | null | undefined, id: string, value: Value): void {
    const name = site ?? '';
    let ofSite = this.#of(name);
    if (!ofSite) {
      this.#sites.set(name, (ofSite = new Map()));
      this.#lastSite = name;
      this.#last = ofSite;
    }
    const before = ofSite.size;
    ofSite.set(id, value);
    this.#size += ofSite.size - before;
  }

  delete(site: string | null | undefined, id: string): void {
    if (this.#of(site ?? '')?.delete(id)) this.#size -= 1;
  }

  *values(): IterableIterator<Value> {
    for (const ofSite of this.#sites.values()) yield* ofSite.values();
  }

  #of(site: string): Map<string, Value> | null {
    if (this.#last !== null && this.#lastSite === site) return this.#last;
    const found = this.#sites.get(site);
    if (!found) return null;
    this.#lastSite = site;
    this.#last = found;
    return found;
  }
}
