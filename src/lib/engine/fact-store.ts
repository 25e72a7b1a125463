import { HOUR_MS, MINUTE_MS, SLOT_MS } from '../time/interval.ts';
import { FACT_KINDS, type ColumnShape, type FactKind } from '../metrics/fact-kinds.ts';
import { RANK, replacedHalves, type Fact, type FactStamp, type Rank } from '../metrics/fact.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { Interner } from './interner.ts';
import { RowIndex } from './row-index.ts';

const SEPARATOR = '\u001f';
const NONE = -1;

/** Columns of a store as plain data: what a checkpoint keeps. */
export interface StoredFacts {
  keys: (string | null)[];
  columns: Record<string, Float64Array>;
}

/**
 * The surviving facts of one kind, in columns: numbers only, so that a million of them neither burden the collector nor
 * a checkpoint. Null is NaN; words and texts are numbers of their list.
 */
export class FactStore {
  readonly kind: FactKind;
  readonly entered = new RowIndex(MINUTE_MS);
  readonly ended = new RowIndex(MINUTE_MS);
  /** Closed rows by every quarter hour that they touch; kept for spans, which count by the time they cover. */
  readonly touched = new RowIndex(SLOT_MS);
  readonly open = new Set<number>();
  /** Closed spans of more than a week: dirt, counted as it stands, but not written into every quarter hour. */
  readonly long = new Set<number>();
  /** Open visits whose contact is over, and since when: they wait no more, whatever has not been told. */
  readonly terminated = new Map<number, number>();
  readonly #dimensions: DimensionTable;
  readonly #texts: Interner;
  readonly #shapes: [string, ColumnShape][];
  readonly #rows = new Map<string, number>();
  readonly #free: number[] = [];
  #keys: (string | null)[] = [];
  #columns: Record<string, Float64Array> = {};
  #capacity = 0;

  constructor(kind: FactKind, dimensions: DimensionTable, texts: Interner, stored?: StoredFacts) {
    this.kind = kind;
    this.#dimensions = dimensions;
    this.#texts = texts;
    this.#shapes = Object.entries(FACT_KINDS[kind].columns);
    if (stored) this.#restore(stored);
    else this.#grow(1_024);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A column by name: `from`, `to`, `dims`, or one of the kind's own. Valid until the next upsert. */
  column(name: string): Float64Array {
    const column = this.#columns[name];
    if (!column) throw new Error(`${this.kind} has no column ${name}.`);
    return column;
  }

  /** Number of a word in its list, as the column holds it. */
  wordIndex(column: string, word: string): number {
    const shape = (FACT_KINDS[this.kind].columns as Record<string, ColumnShape>)[column];
    if (shape?.type !== 'enum') throw new Error(`${this.kind}.${column} is not a list of words.`);
    return shape.values.indexOf(word);
  }

  /** The texts of a `texts` column in a row. */
  texts(column: string, row: number): readonly string[] {
    const id = this.column(column)[row]!;
    return id === NONE ? [] : (JSON.parse(this.#texts.text(id)) as string[]);
  }

  /**
   * Whether the fact of a key is open; `inferred` where only the engine says that it has ended, `closed` where a source
   * does; null where there is none.
   */
  standing(site: string | null, key: string): 'open' | 'inferred' | 'closed' | null {
    const row = this.#rows.get((site ?? '') + SEPARATOR + key);
    if (row === undefined) return null;
    const columns = this.#columns;
    if (Number.isNaN(columns.to![row])) return 'open';
    const rank = (this.kind === 'span' ? columns.end_rank! : columns.rank!)[row];
    return rank === RANK.inferred ? 'inferred' : 'closed';
  }

  /** The contact of an open fact is over since an instant, ms UTC: it stands in no gauge from then on. */
  terminate(site: string | null, key: string, atMs: number): void {
    const row = this.#rows.get((site ?? '') + SEPARATOR + key);
    if (row !== undefined && this.open.has(row)) this.terminated.set(row, atMs);
  }

  keyOf(row: number): string {
    return this.#keys[row]!;
  }

  /** Takes a fact in. False where the standing one holds. */
  upsert(fact: Fact): boolean {
    const key = (fact.dims.site ?? '') + SEPARATOR + fact.key;
    const known = this.#rows.get(key);
    if (known === undefined) {
      const row = this.#allocate(key);
      this.#writeOpening(row, fact);
      this.#writeEnd(row, fact);
      this.#index(row);
      return true;
    }
    const replaced = replacedHalves({ opening: this.#stamp(known, ''), end: this.#endStamp(known) }, fact);
    if (!replaced.opening && !replaced.end) return false;
    this.#unindex(known);
    if (this.kind === 'span') {
      if (replaced.opening) this.#writeOpening(known, fact);
      if (replaced.end) this.#writeEnd(known, fact);
    } else {
      this.#writeOpening(known, fact);
      this.#writeEnd(known, fact);
    }
    this.#index(known);
    return true;
  }

  /** Lets go of closed facts that began and ended before an instant. Returns how many. */
  forgetBefore(instantMs: number): number {
    let forgotten = 0;
    const { from, to } = this.#columns as { from: Float64Array; to: Float64Array };
    for (const period of this.ended.periodsBefore(instantMs)) {
      for (const row of [...this.ended.rows(period)]) {
        if (from[row]! >= instantMs || to[row]! >= instantMs) continue;
        this.#unindex(row);
        this.#rows.delete(this.#keys[row]!);
        this.#keys[row] = null;
        this.#free.push(row);
        forgotten += 1;
      }
    }
    return forgotten;
  }

  stored(): StoredFacts {
    const length = this.#keys.length;
    const columns = Object.fromEntries(
      Object.entries(this.#columns).map(([name, column]) => [name, column.slice(0, length)]),
    );
    return { keys: [...this.#keys], columns };
  }

  #restore({ keys, columns }: StoredFacts): void {
    this.#columns = columns;
    this.#capacity = columns.from!.length;
    this.#keys = keys;
    keys.forEach((key, row) => {
      if (key === null) {
        this.#free.push(row);
        return;
      }
      this.#rows.set(key, row);
      this.#index(row);
    });
    if (this.#capacity === 0) this.#grow(1_024);
  }

  #allocate(key: string): number {
    const row = this.#free.pop() ?? this.#keys.length;
    if (row >= this.#capacity) this.#grow(this.#capacity * 2);
    this.#keys[row] = key;
    this.#rows.set(key, row);
    return row;
  }

  #grow(capacity: number): void {
    const names = ['from', 'to', 'dims', ...STAMP_COLUMNS, ...this.#shapes.map(([name]) => name)];
    if (this.kind === 'span') names.push(...STAMP_COLUMNS.map((name) => `end_${name}`));
    for (const name of names) {
      const grown = new Float64Array(capacity);
      const column = this.#columns[name];
      if (column) grown.set(column);
      this.#columns[name] = grown;
    }
    this.#capacity = capacity;
  }

  #writeOpening(row: number, fact: Fact): void {
    const columns = this.#columns;
    columns.from![row] = fact.from;
    columns.dims![row] = this.#dimensions.id(fact.dims);
    this.#writeStamp(row, '', fact);
    const measures = fact.measures as unknown as Record<string, number | string | readonly string[] | null>;
    for (const [name, shape] of this.#shapes) columns[name]![row] = this.#encode(shape, measures[name] ?? null);
  }

  #writeEnd(row: number, fact: Fact): void {
    this.#columns.to![row] = fact.to ?? Number.NaN;
    if (this.kind !== 'span') return;
    if (fact.end) this.#writeStamp(row, 'end_', fact.end);
    else this.#columns.end_rank![row] = NONE;
  }

  #encode(shape: ColumnShape, value: number | string | readonly string[] | null): number {
    switch (shape.type) {
      case 'enum':
        return value === null ? NONE : shape.values.indexOf(value as string);
      case 'text':
        return value === null ? NONE : this.#texts.id(value as string);
      case 'texts':
        return (value as readonly string[]).length === 0 ? NONE : this.#texts.id(JSON.stringify(value));
      default:
        return value === null ? Number.NaN : (value as number);
    }
  }

  #writeStamp(row: number, prefix: '' | 'end_', stamp: FactStamp): void {
    const columns = this.#columns;
    columns[`${prefix}rank`]![row] = stamp.rank;
    columns[`${prefix}rev`]![row] = stamp.rev;
    columns[`${prefix}at`]![row] = stamp.at;
    columns[`${prefix}p`]![row] = this.#texts.id(stamp.p);
    columns[`${prefix}e`]![row] = stamp.e;
    columns[`${prefix}n`]![row] = stamp.n;
  }

  #stamp(row: number, prefix: '' | 'end_'): FactStamp {
    const columns = this.#columns;
    return {
      rank: columns[`${prefix}rank`]![row] as Rank,
      rev: columns[`${prefix}rev`]![row]!,
      at: columns[`${prefix}at`]![row]!,
      p: this.#texts.text(columns[`${prefix}p`]![row]!),
      e: columns[`${prefix}e`]![row]!,
      n: columns[`${prefix}n`]![row]!,
    };
  }

  #endStamp(row: number): FactStamp | null {
    return this.kind === 'span' && this.#columns.end_rank![row] !== NONE ? this.#stamp(row, 'end_') : null;
  }

  #index(row: number): void {
    const from = this.#columns.from![row]!;
    const to = this.#columns.to![row]!;
    if (this.kind === 'visit') this.entered.add(this.entered.period(from), row);
    if (Number.isNaN(to)) {
      this.open.add(row);
      return;
    }
    this.terminated.delete(row);
    this.ended.add(this.ended.period(to), row);
    if (this.kind !== 'span') return;
    if (to - from > LONG_SPAN_MS) this.long.add(row);
    else this.#eachTouched(from, to, (slot) => this.touched.add(slot, row));
  }

  #unindex(row: number): void {
    const from = this.#columns.from![row]!;
    const to = this.#columns.to![row]!;
    if (this.kind === 'visit') this.entered.remove(this.entered.period(from), row);
    if (this.open.delete(row)) return;
    this.ended.remove(this.ended.period(to), row);
    if (this.kind === 'span' && !this.long.delete(row))
      this.#eachTouched(from, to, (slot) => this.touched.remove(slot, row));
  }

  #eachTouched(from: number, to: number, each: (slot: number) => void): void {
    const last = this.touched.period(to - 1);
    for (let slot = this.touched.period(from); slot <= last; slot += 1) each(slot);
  }
}

const LONG_SPAN_MS = 7 * 24 * HOUR_MS;

const STAMP_COLUMNS = ['rank', 'rev', 'at', 'p', 'e', 'n'] as const;
