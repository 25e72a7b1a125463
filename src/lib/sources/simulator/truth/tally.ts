import { SLOT_MS, slotOf } from '../../../time/interval.ts';

/** The values of a table's own dimensions, in its order; nothing where the thing has none. */
export type Keys = readonly (string | null | undefined)[];

/** The numbers of one quarter hour and one combination of dimension values. */
export interface TruthRow {
  /** Start of the quarter hour, ms UTC. */
  at: number;
  keys: Keys;
  /** Counts, and durations in ms (`...Ms`). What did not happen is absent. */
  values: Record<string, number>;
}

interface Row extends TruthRow {
  /** Every single value, where a percentile is to be told; ms. */
  samples: Map<string, number[]>;
}

/** Counts by quarter hour and dimension values. */
export class Tally {
  /** Names of the dimensions. */
  readonly by: readonly string[];
  private readonly rows = new Map<string, Row>();

  constructor(...by: string[]) {
    this.by = by;
  }

  add(at: number, keys: Keys, field: string, amount = 1): void {
    const { values } = this.row(slotOf(at), keys);
    values[field] = (values[field] ?? 0) + amount;
  }

  greatest(at: number, keys: Keys, field: string, value: number): void {
    const { values } = this.row(slotOf(at), keys);
    values[field] = Math.max(values[field] ?? value, value);
  }

  /** Notes a single value of a distribution. */
  sample(at: number, keys: Keys, field: string, value: number): void {
    const { samples } = this.row(slotOf(at), keys);
    const noted = samples.get(field);
    if (noted) noted.push(value);
    else samples.set(field, [value]);
  }

  /** Adds the time from `from` to `to` to every quarter hour that it touches. */
  clip(from: number, to: number, keys: Keys, field: string): void {
    for (let slot = slotOf(from); slot < to; slot += SLOT_MS)
      this.add(slot, keys, field, Math.min(to, slot + SLOT_MS) - Math.max(from, slot));
  }

  /** Rows from one instant to another, by time. Percentiles are exact: nearest rank over the single values. */
  *between(from: number, to: number): Iterable<TruthRow> {
    const rows = [...this.rows.values()].filter(({ at }) => at >= from && at < to);
    rows.sort((a, b) => a.at - b.at || (a.keys.join('\n') < b.keys.join('\n') ? -1 : 1));
    for (const { at, keys, values, samples } of rows) {
      const told = { ...values };
      for (const [field, unsorted] of samples) {
        const sorted = Float64Array.from(unsorted).sort();
        for (const percent of [50, 90])
          told[`${field}P${percent}Ms`] = sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;
      }
      yield { at, keys, values: told };
    }
  }

  private row(slot: number, keys: Keys): Row {
    const name = slot + keys.map((key) => ((key ?? null) === null ? '\u001f' : `\u001f.${key}`)).join('');
    let row = this.rows.get(name);
    if (!row)
      this.rows.set(name, (row = { at: slot, keys: keys.map((key) => key ?? null), values: {}, samples: new Map() }));
    return row;
  }
}
