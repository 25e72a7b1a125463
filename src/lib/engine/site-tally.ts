/** Counts by site and, where it matters, one thing more: a queue, a result. Made of maps: this runs for every row. */
export class SiteTally {
  readonly #sites = new Map<string | null, Map<string | null, number>>();

  add(site: string | null | undefined, of: string | null | undefined, n = 1): void {
    let ofSite = this.#sites.get(site ?? null);
    if (!ofSite) this.#sites.set(site ?? null, (ofSite = new Map()));
    ofSite.set(of ?? null, (ofSite.get(of ?? null) ?? 0) + n);
  }

  get(site: string | null, of: string | null = null): number {
    return this.#sites.get(site)?.get(of) ?? 0;
  }

  *entries(): Iterable<[site: string | null, of: string | null, n: number]> {
    for (const [site, ofSite] of this.#sites) for (const [of, n] of ofSite) yield [site, of, n];
  }
}
