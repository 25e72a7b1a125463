import { DIMENSIONS, type Dimension, type DimensionValues } from '../metrics/dimensions.ts';
import type { Filter } from '../metrics/question.ts';
import { SEPARATOR } from '../metrics/separator.ts';
import { renumberUsed, type Renumbering } from './renumbering.ts';

const OUTSIDE = -1;
const UNSEEN = -2;

/** Distinct combinations of dimension values, numbered; facts carry the number. */
export class DimensionTable {
  readonly combinations: DimensionValues[] = [];
  /** Every site that a fact named; null for those of none. */
  readonly sites = new Set<string | null>([null]);
  /** By which dimensions are there (a bit each), then by the value of each of them in turn. */
  readonly #byPresence = new Map<number, ValueNode>();
  /** The values of the combination that is looked up. */
  readonly #values: string[] = [];
  readonly #groupings = new Map<string, Grouping>();

  constructor(combinations: readonly DimensionValues[] = []) {
    for (const values of combinations) this.id(values);
  }

  get size(): number {
    return this.combinations.length;
  }

  id(values: DimensionValues): number {
    let present = 0;
    let count = 0;
    for (let place = 0; place < DIMENSIONS.length; place += 1) {
      const value = values[DIMENSIONS[place]!];
      if (value === undefined || value === null) continue;
      present |= 1 << place;
      this.#values[count] = value;
      count += 1;
    }
    let node = this.#byPresence.get(present);
    if (!node) this.#byPresence.set(present, (node = new ValueNode('')));
    for (let place = 0; place < count; place += 1) node = node.next(this.#values[place]!);
    if (node.id < 0) {
      node.id = this.combinations.push(withoutAbsent(values)) - 1;
      this.sites.add(values.site ?? null);
    }
    return node.id;
  }

  /** Numbers the combinations anew, as `Interner.keepUsed` does texts. */
  keepUsed(renumber: Renumbering): void {
    const before = this.combinations.splice(0);
    this.#byPresence.clear();
    this.#groupings.clear();
    renumberUsed(before.length, (id) => this.id(before[id]!), renumber);
    // A checkpoint holds combinations only, and gives the same sites from them.
    for (const site of this.sites) if (site !== null) this.id({ site });
  }

  /** The grouping of the combinations by some dimensions within a filter; computed once per combination. */
  grouping(by: readonly Dimension[], filter: Filter): Grouping {
    const key = JSON.stringify([by, filter]);
    let grouping = this.#groupings.get(key);
    if (!grouping) {
      if (this.#groupings.size > 512) this.#groupings.clear();
      grouping = new Grouping(this, by, filter);
      this.#groupings.set(key, grouping);
    }
    return grouping;
  }
}

/** A value after those before it. No key is put together from the values: this runs for every fact. */
class ValueNode {
  /** Number of the combination that ends here, -1 = none does. */
  id = -1;
  readonly value: string;
  /** The child that was asked for last: most have but one. */
  #last: ValueNode | null = null;
  #children: Map<string, ValueNode> | null = null;

  constructor(value: string) {
    this.value = value;
  }

  next(value: string): ValueNode {
    const last = this.#last;
    if (last?.value === value) return last;
    let child = this.#children?.get(value);
    if (!child) {
      child = new ValueNode(value);
      if (last) (this.#children ??= new Map([[last.value, last]])).set(value, child);
    }
    this.#last = child;
    return child;
  }
}

function withoutAbsent(values: DimensionValues): DimensionValues {
  const there: Partial<Record<Dimension, string>> = {};
  for (const dimension of DIMENSIONS) {
    const value = values[dimension];
    if (value !== undefined && value !== null) there[dimension] = value;
  }
  return there;
}

/** Which group a combination falls in, or none where the filter leaves it out. */
export class Grouping {
  /** The dimension values of each group, in the order of `by`. */
  readonly groups: (string | null)[][] = [];
  readonly by: readonly Dimension[];
  readonly #table: DimensionTable;
  readonly #filter: [Dimension, ReadonlySet<string>][];
  readonly #byKey = new Map<string, number>();
  readonly #listedQueue = new Map<string, number>();
  #ofCombination = new Int32Array(256).fill(UNSEEN);

  constructor(table: DimensionTable, by: readonly Dimension[], filter: Filter) {
    this.#table = table;
    this.by = by;
    this.#filter = Object.entries(filter).map(([dimension, values]) => [dimension as Dimension, new Set(values)]);
  }

  /** Group of a combination, -1 = filtered out. */
  group(combination: number): number {
    if (combination >= this.#ofCombination.length) {
      const grown = new Int32Array(Math.max(combination + 1, this.#ofCombination.length * 2)).fill(UNSEEN);
      grown.set(this.#ofCombination);
      this.#ofCombination = grown;
    }
    const known = this.#ofCombination[combination]!;
    if (known !== UNSEEN) return known;
    const group = this.#groupOf(this.#table.combinations[combination]!);
    this.#ofCombination[combination] = group;
    return group;
  }

  /** Group of a combination as if it stood in that queue: for agents, who count in each queue that they serve. */
  groupInQueue(combination: number, queue: string): number {
    const key = `${combination}${SEPARATOR}${queue}`;
    let group = this.#listedQueue.get(key);
    if (group === undefined) {
      group = this.#groupOf({ ...this.#table.combinations[combination]!, queue });
      this.#listedQueue.set(key, group);
    }
    return group;
  }

  /** True where the filter leaves the combination in, whatever its queue. */
  #groupOf(values: DimensionValues): number {
    for (const [dimension, allowed] of this.#filter) {
      const value = values[dimension];
      if (value === null || value === undefined || !allowed.has(value)) return OUTSIDE;
    }
    const parts = this.by.map((dimension) => values[dimension] ?? null);
    const key = parts.map((part) => (part === null ? '' : `=${part}`)).join(SEPARATOR);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const group = this.groups.push(parts) - 1;
    this.#byKey.set(key, group);
    return group;
  }
}
