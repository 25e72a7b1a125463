/** How many of how many. */
export class Share {
  hits = 0;
  all = 0;

  add(hit: boolean): void {
    this.all += 1;
    if (hit) this.hits += 1;
  }

  /** null where nothing was counted. */
  get ratio(): number | null {
    return this.all === 0 ? null : this.hits / this.all;
  }
}

/** Values of a day, kept one by one. */
export class Quantiles {
  private readonly values: number[] = [];

  add(value: number): void {
    this.values.push(value);
  }

  get count(): number {
    return this.values.length;
  }

  /** null where nothing was counted. */
  get mean(): number | null {
    return this.count === 0 ? null : this.values.reduce((sum, value) => sum + value, 0) / this.count;
  }

  /** Nearest rank. */
  quantile(share: number): number | null {
    const sorted = [...this.values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }

  shareUpTo(limit: number): number | null {
    return this.count === 0 ? null : this.values.filter((value) => value <= limit).length / this.count;
  }
}
