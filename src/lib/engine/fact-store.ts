import { HOUR_MS, MINUTE_MS, SLOT_MS } from '../time/interval.ts';
import { factKind, type ColumnShape, type FactKind } from '../metrics/fact-kinds.ts';
import { RANK, replacedHalves, type Fact, type FactStamp, type Rank } from '../metrics/fact.ts';
import { BySite } from './by-site.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { Interner } from './interner.ts';
import { ENDING, NO_OPENING, OPENING, RivalFacts, type Sources, type StoredRivals } from './rival-facts.ts';
import { RowIndex } from './row-index.ts';

const SEPARATOR = '\u001f';
const NONE = -1;
const UNKNOWN_TEXT = -2;

/** Columns of a store as plain data: what a checkpoint keeps. */
export interface StoredFacts {
  keys: (string | null)[];
  columns: Record<string, Float64Array>;
  rivals: StoredRivals;
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
  readonly #spans: boolean;
  readonly #countsByEntry: boolean;
  readonly #rows = new BySite<number>();
  readonly #free: number[] = [];
  /** Facts that lost against the standing one of their key. */
  readonly #rivals: RivalFacts;
  #keys: (string | null)[] = [];
  #columns: Record<string, Float64Array> = {};
  /** The same columns, named in the program: every fact goes through them. */
  #from: Float64Array = NO_COLUMN;
  #to: Float64Array = NO_COLUMN;
  #dims: Float64Array = NO_COLUMN;
  #measures: Float64Array[] = [];
  #opening: StampColumns = NO_STAMPS;
  #end: StampColumns = NO_STAMPS;
  #capacity = 0;
  /** What stands in a row, put here to be compared. */
  readonly #standing: { opening: FactStamp; end: FactStamp | null } = { opening: emptyStamp(), end: null };
  readonly #standingEnd = emptyStamp();

  constructor(kind: FactKind, dimensions: DimensionTable, texts: Interner, stored?: StoredFacts) {
    this.kind = kind;
    this.#dimensions = dimensions;
    this.#texts = texts;
    this.#shapes = Object.entries(factKind(kind).columns).filter(([, { history }]) => !history);
    this.#countsByEntry = factKind(kind).countsByEntry === true;
    this.#spans = kind === 'span';
    this.#rivals = new RivalFacts(Object.fromEntries(this.#shapes), kind === 'visit', stored?.rivals);
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
    const shape = factKind(this.kind).columns[column];
    if (shape?.type !== 'enum') throw new Error(`${this.kind}.${column} is not a list of words.`);
    return shape.values.indexOf(word);
  }

  /** The texts of a `texts` column in a row. */
  texts(column: string, row: number): readonly string[] {
    const id = this.column(column)[row]!;
    return id === NONE ? [] : this.#texts.text(id).split(SEPARATOR);
  }

  /**
   * Whether the fact of a key is open; `inferred` where only the engine says that it has ended, `closed` where a source
   * does; null where there is none.
   */
  standing(site: string | null, key: string): 'open' | 'inferred' | 'closed' | null {
    const row = this.#rows.get(site, key);
    if (row === undefined) return null;
    if (Number.isNaN(this.#to[row])) return 'open';
    const rank = (this.#spans ? this.#end : this.#opening).rank[row];
    return rank === RANK.inferred ? 'inferred' : 'closed';
  }

  /** The span of the same agent that begins at an instant; null where there is none. */
  nextRow(row: number, enteredAt: number): number | null {
    const key = this.#keys[row]!;
    const agent = key.slice(0, key.lastIndexOf(SEPARATOR));
    return this.#rows.get(this.#siteOf(row), agent + SEPARATOR + enteredAt) ?? null;
  }

  /** Every row that stands, in no order. */
  eachRow(each: (row: number) => void): void {
    for (const row of this.open) each(row);
    this.ended.visit(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, each);
  }

  /** Number of a text in a `text` column, or one that no row holds. */
  textIndex(text: string): number {
    return this.#texts.known(text) ?? UNKNOWN_TEXT;
  }

  /** The contact of an open fact is over since an instant, ms UTC: it stands in no gauge from then on. */
  terminate(site: string | null, key: string, atMs: number): void {
    const row = this.#rows.get(site, key);
    if (row !== undefined && this.open.has(row)) this.terminated.set(row, atMs);
  }

  /** A text of a `text` column, by the number that the column holds. */
  text(id: number): string {
    return this.#texts.text(id);
  }

  /** Site and key of a row in one text, with a separator between them. */
  keyOf(row: number): string {
    return (this.#siteOf(row) ?? '') + SEPARATOR + this.#keys[row]!;
  }

  /** Takes a fact in. False where the standing one holds. */
  upsert(fact: Fact): boolean {
    const known = this.#rows.get(fact.dims.site, fact.key);
    if (known === undefined) {
      const row = this.#allocate(fact);
      this.#writeOpening(row, fact);
      this.#writeEnd(row, fact);
      this.#index(row);
      return true;
    }
    this.#look(known);
    const replaced = replacedHalves(this.#standing, fact);
    this.#keepLosing(known, fact, replaced);
    if (!replaced.opening && !replaced.end) return false;
    const from = this.#from[known]!;
    const to = this.#to[known]!;
    if (replaced.opening || !this.#spans) this.#writeOpening(known, fact);
    if (replaced.end || !this.#spans) this.#writeEnd(known, fact);
    this.#move(known, from, to);
    return true;
  }

  /** Lets go of closed facts that began, ended and were due before an instant. Returns how many. */
  forgetBefore(instantMs: number): number {
    const due = this.#columns.due;
    let forgotten = 0;
    for (const period of this.ended.periodsBefore(instantMs)) {
      for (const row of [...this.ended.rows(period)]) {
        const from = this.#from[row]!;
        const to = this.#to[row]!;
        if (from >= instantMs || to >= instantMs || (due && due[row]! >= instantMs)) continue;
        this.#drop(row);
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
    return { keys: [...this.#keys], columns, rivals: this.#rivals.stored() };
  }

  /** Keys of the facts that one of the events told, or a part of them, also where another one stands. */
  keysFrom(sources: Sources): { site: string | null; key: string }[] {
    const rows = new Set<number>();
    const stamps = this.#spans ? [this.#opening, this.#end] : [this.#opening];
    for (const { p, e, n } of stamps) {
      for (let row = 0; row < this.#keys.length; row += 1) {
        if (this.#keys[row] !== null && sources.has(p[row]!, e[row]!, n[row]!)) rows.add(row);
      }
    }
    this.#rivals.rowsFrom(sources, rows);
    return [...rows].map((row) => ({ site: this.#siteOf(row) ?? null, key: this.#keys[row]! }));
  }

  /** What stands at a key, or null. `ix` and `cust` are not kept here. */
  fact(site: string | null, key: string): Fact | null {
    const row = this.#rows.get(site, key);
    if (row === undefined) return null;
    const fact = this.#factAt(key, (column) => this.#columns[column]![row]!, null);
    return { ...fact, to: nullIfNaN(this.#to[row]!), end: this.#endAt(row) } as Fact;
  }

  /**
   * Takes everything of a key out, and gives it in pieces: `upsert` of them in any order restores it. The end of a span
   * is a piece of its own.
   */
  extract(site: string | null, key: string): Fact[] {
    const row = this.#rows.get(site, key);
    if (row === undefined) return [];
    const pieces: Fact[] = [];
    if (this.#opening.rank[row] !== NO_OPENING)
      pieces.push(this.#factAt(key, (column) => this.#columns[column]![row]!, null));
    const end = this.#endAt(row);
    if (end) pieces.push(this.#endPiece(row, key, end, this.#to[row]!));
    for (const [rival, half] of this.#rivals.ofRow(row)) {
      const value = (column: string): number => this.#rivals.value(column, rival);
      if (half === OPENING) pieces.push(this.#factAt(key, value, this.#rivals.contact(rival)));
      else pieces.push(this.#endPiece(row, key, this.#stampAt(value), value('to')));
    }
    this.#drop(row);
    return pieces;
  }

  /** The contact of an open fact goes on: it stands in the gauges again. */
  resume(site: string | null, key: string): void {
    const row = this.#rows.get(site, key);
    if (row !== undefined) this.terminated.delete(row);
  }

  #drop(row: number): void {
    const from = this.#from[row]!;
    if (this.#countsByEntry) this.entered.remove(this.entered.period(from), row);
    this.#unindexEnd(row, from, this.#to[row]!);
    this.terminated.delete(row);
    this.#rivals.forget(row);
    this.#rows.delete(this.#siteOf(row), this.#keys[row]!);
    this.#keys[row] = null;
    this.#free.push(row);
  }

  /** Of the standing and the arriving fact, what does not stand from now on is kept beside. */
  #keepLosing(row: number, fact: Fact, replaced: { opening: boolean; end: boolean }): void {
    const losesOpening = !replaced.opening && (fact.rank as number) !== NO_OPENING;
    const losesEnd = this.#spans && fact.end !== null && !replaced.end;
    let arriving = -1;
    if (losesOpening || losesEnd) {
      // Written into a row that nobody has, to be copied from there.
      arriving = this.#keys.length;
      if (arriving >= this.#capacity) this.#grow(this.#capacity * 2);
      this.#writeOpening(arriving, fact);
      this.#writeEnd(arriving, fact);
    }
    const columns = this.#columns;
    if (losesOpening) this.#rivals.keep(row, OPENING, columns, arriving, fact.ix);
    else if (replaced.opening && this.#opening.rank[row] !== NO_OPENING)
      this.#rivals.keep(row, OPENING, columns, row, fact.ix);
    if (losesEnd) this.#rivals.keep(row, ENDING, columns, arriving, null);
    else if (replaced.end && this.#end.rank[row] !== NONE) this.#rivals.keep(row, ENDING, columns, row, null);
  }

  #factAt(key: string, value: (column: string) => number, ix: string | null): Fact {
    const measures = this.#shapes.map(([name, shape]) => [name, this.#decode(shape, value(name))]);
    return {
      kind: this.kind,
      key,
      ...this.#stampAt(value),
      from: value('from'),
      to: this.#spans ? null : nullIfNaN(value('to')),
      dims: this.#dimensions.combinations[value('dims')]!,
      ix,
      cust: null,
      measures: Object.fromEntries(measures),
      end: null,
    } as unknown as Fact;
  }

  #endPiece(row: number, key: string, end: FactStamp, to: number): Fact {
    const opening = this.#factAt(key, (column) => this.#columns[column]![row]!, null);
    return { ...opening, ...end, rank: NO_OPENING, to: nullIfNaN(to), end } as unknown as Fact;
  }

  #endAt(row: number): FactStamp | null {
    if (!this.#spans || this.#end.rank[row] === NONE) return null;
    return this.#stampAt((column) => this.#columns[`end_${column}`]![row]!);
  }

  #stampAt(value: (column: string) => number): FactStamp {
    const [rev, at, e, n] = [value('rev'), value('at'), value('e'), value('n')];
    return { rank: value('rank') as Rank, rev, at, p: this.#texts.text(value('p')), e, n };
  }

  #decode(shape: ColumnShape, value: number): number | string | readonly string[] | null {
    switch (shape.type) {
      case 'enum':
        return value === NONE ? null : shape.values[value]!;
      case 'text':
        return value === NONE ? null : this.#texts.text(value);
      case 'texts':
        return value === NONE ? [] : this.#texts.text(value).split(SEPARATOR);
      default:
        return nullIfNaN(value);
    }
  }

  #restore({ keys, columns }: StoredFacts): void {
    this.#columns = columns;
    this.#nameColumns();
    this.#capacity = columns.from!.length;
    this.#keys = keys;
    keys.forEach((key, row) => {
      if (key === null) {
        this.#free.push(row);
        return;
      }
      this.#rows.set(this.#siteOf(row), key, row);
      this.#index(row);
    });
    if (this.#capacity === 0) this.#grow(1_024);
  }

  #siteOf(row: number): string | null | undefined {
    return this.#dimensions.combinations[this.#dims[row]!]!.site;
  }

  #allocate({ key, dims }: Fact): number {
    const row = this.#free.pop() ?? this.#keys.length;
    if (row >= this.#capacity) this.#grow(this.#capacity * 2);
    this.#keys[row] = key;
    this.#rows.set(dims.site, key, row);
    return row;
  }

  #grow(capacity: number): void {
    const names = ['from', 'to', 'dims', ...STAMP_COLUMNS, ...this.#shapes.map(([name]) => name)];
    if (this.#spans) names.push(...STAMP_COLUMNS.map((name) => `end_${name}`));
    for (const name of names) {
      const grown = new Float64Array(capacity);
      const column = this.#columns[name];
      if (column) grown.set(column);
      this.#columns[name] = grown;
    }
    this.#capacity = capacity;
    this.#nameColumns();
  }

  #nameColumns(): void {
    const columns = this.#columns;
    this.#from = columns.from!;
    this.#to = columns.to!;
    this.#dims = columns.dims!;
    this.#measures = this.#shapes.map(([name]) => columns[name]!);
    this.#opening = stampColumns(columns, '');
    if (this.#spans) this.#end = stampColumns(columns, 'end_');
  }

  #writeOpening(row: number, fact: Fact): void {
    this.#from[row] = fact.from;
    this.#dims[row] = this.#dimensions.id(fact.dims);
    this.#writeStamp(this.#opening, row, fact);
    const measures = fact.measures as unknown as Record<string, number | string | readonly string[] | null>;
    for (let place = 0; place < this.#shapes.length; place += 1) {
      const [name, shape] = this.#shapes[place]!;
      this.#measures[place]![row] = this.#encode(shape, measures[name] ?? null);
    }
  }

  #writeEnd(row: number, fact: Fact): void {
    this.#to[row] = fact.to ?? Number.NaN;
    if (!this.#spans) return;
    if (fact.end) this.#writeStamp(this.#end, row, fact.end);
    else this.#end.rank[row] = NONE;
  }

  #encode(shape: ColumnShape, value: number | string | readonly string[] | null): number {
    switch (shape.type) {
      case 'enum':
        return value === null ? NONE : shape.values.indexOf(value as string);
      case 'text':
        return value === null ? NONE : this.#texts.id(value as string);
      case 'texts':
        return (value as readonly string[]).length === 0
          ? NONE
          : this.#texts.id((value as readonly string[]).join(SEPARATOR));
      default:
        return value === null ? Number.NaN : (value as number);
    }
  }

  #writeStamp(columns: StampColumns, row: number, stamp: FactStamp): void {
    columns.rank[row] = stamp.rank;
    columns.rev[row] = stamp.rev;
    columns.at[row] = stamp.at;
    columns.p[row] = this.#texts.id(stamp.p);
    columns.e[row] = stamp.e;
    columns.n[row] = stamp.n;
  }

  #readStamp(columns: StampColumns, row: number, stamp: FactStamp): void {
    stamp.rank = columns.rank[row] as Rank;
    stamp.rev = columns.rev[row]!;
    stamp.at = columns.at[row]!;
    stamp.p = this.#texts.text(columns.p[row]!);
    stamp.e = columns.e[row]!;
    stamp.n = columns.n[row]!;
  }

  /** Puts the stamps of a row where they can be compared. */
  #look(row: number): void {
    const standing = this.#standing;
    this.#readStamp(this.#opening, row, standing.opening);
    standing.end = this.#spans && this.#end.rank[row] !== NONE ? this.#standingEnd : null;
    if (standing.end) this.#readStamp(this.#end, row, standing.end);
  }

  #index(row: number): void {
    if (this.#countsByEntry) this.entered.add(this.entered.period(this.#from[row]!), row);
    this.#indexEnd(row);
  }

  /** The instants of a row were these before: only where they changed it stands elsewhere. */
  #move(row: number, from: number, to: number): void {
    if (this.#countsByEntry) {
      const before = this.entered.period(from);
      const now = this.entered.period(this.#from[row]!);
      if (now !== before) {
        this.entered.remove(before, row);
        this.entered.add(now, row);
      }
    }
    if (Object.is(to, this.#to[row]!) && (!this.#spans || from === this.#from[row])) return;
    this.#unindexEnd(row, from, to);
    this.#indexEnd(row);
  }

  #indexEnd(row: number): void {
    const from = this.#from[row]!;
    const to = this.#to[row]!;
    if (Number.isNaN(to)) {
      this.open.add(row);
      return;
    }
    if (this.terminated.size > 0) this.terminated.delete(row);
    this.ended.add(this.ended.period(to), row);
    if (!this.#spans) return;
    if (to - from > LONG_SPAN_MS) this.long.add(row);
    else this.#eachTouched(from, to, (slot) => this.touched.add(slot, row));
  }

  #unindexEnd(row: number, from: number, to: number): void {
    if (Number.isNaN(to)) {
      this.open.delete(row);
      return;
    }
    this.ended.remove(this.ended.period(to), row);
    if (this.#spans && !this.long.delete(row)) this.#eachTouched(from, to, (slot) => this.touched.remove(slot, row));
  }

  #eachTouched(from: number, to: number, each: (slot: number) => void): void {
    const last = this.touched.period(to - 1);
    for (let slot = this.touched.period(from); slot <= last; slot += 1) each(slot);
  }
}

const LONG_SPAN_MS = 7 * 24 * HOUR_MS;

const STAMP_COLUMNS = ['rank', 'rev', 'at', 'p', 'e', 'n'] as const;

type StampColumns = Record<(typeof STAMP_COLUMNS)[number], Float64Array>;

const NO_COLUMN = new Float64Array(0);
const NO_STAMPS: StampColumns = {
  rank: NO_COLUMN,
  rev: NO_COLUMN,
  at: NO_COLUMN,
  p: NO_COLUMN,
  e: NO_COLUMN,
  n: NO_COLUMN,
};

const stampColumns = (columns: Record<string, Float64Array>, prefix: '' | 'end_'): StampColumns =>
  Object.fromEntries(STAMP_COLUMNS.map((name) => [name, columns[prefix + name]!])) as StampColumns;

const nullIfNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);

const emptyStamp = (): FactStamp => ({ rank: RANK.open, rev: 0, at: 0, p: '', e: 0, n: 0 });
