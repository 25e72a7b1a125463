import { factKind, type ColumnShape, type FactKind } from '../metrics/fact-kinds.ts';
import { RANK, type Fact, type FactStamp, type Rank } from '../metrics/fact.ts';
import { SEPARATOR } from '../metrics/separator.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { Interner } from './interner.ts';

const NONE = -1;
/** The number of a text that no row holds. */
const UNKNOWN_TEXT = -2;
const FIRST_CAPACITY = 1_024;

const STAMP_COLUMNS = ['rank', 'rev', 'at', 'p', 'e', 'n'] as const;
type StampColumns = Record<(typeof STAMP_COLUMNS)[number], Float64Array>;

const NO_COLUMN = new Float64Array(0);
const NO_STAMPS = Object.fromEntries(STAMP_COLUMNS.map((name) => [name, NO_COLUMN])) as StampColumns;

/** Who told a fact, and for a span who told of its end; null where nobody did. */
export interface Stamps {
  readonly opening: FactStamp;
  end: FactStamp | null;
}

/**
 * Facts of one kind as rows of numbers, a column each, so that a million of them neither burden the collector nor a
 * checkpoint. Null is NaN; words and texts are numbers of their list. It knows rows, no keys and no order of facts.
 */
export class FactColumns {
  readonly kind: FactKind;
  /** Its end is a fact of its own, told by another event than its beginning. */
  readonly spans: boolean;
  /** The kind's own columns that are kept, by name. */
  readonly shapes: Readonly<Record<string, ColumnShape>>;
  readonly #dimensions: DimensionTable;
  readonly #texts: Interner;
  readonly #names: readonly string[];
  readonly #ofName: readonly ColumnShape[];
  #columns: Record<string, Float64Array>;
  /** The same columns, named in the program: every fact goes through them. */
  #from: Float64Array = NO_COLUMN;
  #to: Float64Array = NO_COLUMN;
  #dims: Float64Array = NO_COLUMN;
  #measures: Float64Array[] = [];
  #ofTexts: Float64Array[] = [];
  #opening = NO_STAMPS;
  #end = NO_STAMPS;
  #capacity = 0;
  /** What stands in a row, put here to be compared. */
  readonly #standing: Stamps = { opening: emptyStamp(), end: null };
  readonly #standingEnd = emptyStamp();

  constructor(
    kind: FactKind,
    dimensions: DimensionTable,
    texts: Interner,
    stored: Record<string, Float64Array> | null = null,
  ) {
    this.kind = kind;
    this.spans = kind === 'span';
    this.#dimensions = dimensions;
    this.#texts = texts;
    const kept = Object.entries(factKind(kind).columns).filter(([, { history }]) => !history);
    this.shapes = Object.fromEntries(kept);
    this.#names = kept.map(([name]) => name);
    this.#ofName = kept.map(([, shape]) => shape);
    this.#columns = stored ?? {};
    this.#capacity = stored?.from?.length ?? 0;
    if (this.#capacity === 0) this.#grow(FIRST_CAPACITY);
    else this.#nameColumns();
  }

  get from(): Float64Array {
    return this.#from;
  }

  get to(): Float64Array {
    return this.#to;
  }

  get dims(): Float64Array {
    return this.#dims;
  }

  get opening(): StampColumns {
    return this.#opening;
  }

  get end(): StampColumns {
    return this.#end;
  }

  /** All of them by name; those of the end of spans begin with `end_`. */
  get byName(): Readonly<Record<string, Float64Array>> {
    return this.#columns;
  }

  /** A column by name: `from`, `to`, `dims`, or one of the kind's own. Valid until the next row is made. */
  column(name: string): Float64Array {
    const column = this.#columns[name];
    if (!column) throw new Error(`${this.kind} has no column ${name}.`);
    return column;
  }

  /** A column that only some kinds have; undefined where this one has not. */
  optional(name: string): Float64Array | undefined {
    return this.#columns[name];
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

  /** Number of a text in a `text` column, or one that no row holds. */
  textIndex(text: string): number {
    return this.#texts.known(text) ?? UNKNOWN_TEXT;
  }

  /** A text of a `text` column, by the number that the column holds. */
  text(id: number): string {
    return this.#texts.text(id);
  }

  /** Site of the fact in a row; null or undefined where it has none. */
  siteOf(row: number): string | null | undefined {
    return this.#dimensions.combinations[this.#dims[row]!]!.site;
  }

  /** Makes room for a row. */
  reach(row: number): void {
    if (row >= this.#capacity) this.#grow(this.#capacity * 2);
  }

  /** Writes what a fact says, but for its end. */
  writeOpening(row: number, fact: Fact): void {
    this.#from[row] = fact.from;
    this.#dims[row] = this.#dimensions.id(fact.dims);
    this.#writeStamp(this.#opening, row, fact);
    const measures = fact.measures as unknown as Record<string, number | string | readonly string[] | null>;
    for (let place = 0; place < this.#names.length; place += 1)
      this.#measures[place]![row] = this.#encode(this.#ofName[place]!, measures[this.#names[place]!] ?? null);
  }

  /** Writes when it ended and, for a span, who told so. */
  writeEnd(row: number, fact: Fact): void {
    this.#to[row] = fact.to ?? Number.NaN;
    if (!this.spans) return;
    if (fact.end) this.#writeStamp(this.#end, row, fact.end);
    else this.#end.rank[row] = NONE;
  }

  /** True where somebody told of the end of the span in a row. */
  hasEnd(row: number): boolean {
    return this.spans && this.#end.rank[row] !== NONE;
  }

  /** Who told of a row. Valid until the next look. */
  look(row: number): Stamps {
    const standing = this.#standing;
    this.#readStamp(this.#opening, row, standing.opening);
    standing.end = this.hasEnd(row) ? this.#standingEnd : null;
    if (standing.end) this.#readStamp(this.#end, row, standing.end);
    return standing;
  }

  /** The fact of a row, without its contact and customer, which are not kept; `value` gives its columns. */
  fact(key: string, value: (column: string) => number, ix: string | null): Fact {
    const measures = Object.entries(this.shapes).map(([name, shape]) => [name, this.#decode(shape, value(name))]);
    return {
      kind: this.kind,
      key,
      ...this.stamp(value),
      from: value('from'),
      to: this.spans ? null : nullIfNaN(value('to')),
      dims: this.#dimensions.combinations[value('dims')]!,
      ix,
      cust: null,
      measures: Object.fromEntries(measures),
      end: null,
    } as unknown as Fact;
  }

  /** The values of a row, by column. */
  valuesOf(row: number): (column: string) => number {
    return (column) => this.#columns[column]![row]!;
  }

  /** Who told of the end of the span in a row; null where nobody did. */
  endStamp(row: number): FactStamp | null {
    return this.hasEnd(row) ? this.stamp((column) => this.#columns[`end_${column}`]![row]!) : null;
  }

  /** Who told a row; `value` gives its columns. */
  stamp(value: (column: string) => number): FactStamp {
    const [rev, at, e, n] = [value('rev'), value('at'), value('e'), value('n')];
    return { rank: value('rank') as Rank, rev, at, p: this.#texts.text(value('p')), e, n };
  }

  /** Puts new numbers of texts in place of those in a row. */
  renumberTexts(row: number, numberOf: (id: number) => number): void {
    this.#opening.p[row] = numberOf(this.#opening.p[row]!);
    if (this.hasEnd(row)) this.#end.p[row] = numberOf(this.#end.p[row]!);
    for (const column of this.#ofTexts) if (column[row] !== NONE) column[row] = numberOf(column[row]!);
  }

  /** Puts a new number of its combination of dimensions in a row. */
  renumberDimensions(row: number, numberOf: (id: number) => number): void {
    this.#dims[row] = numberOf(this.#dims[row]!);
  }

  /** The first rows as plain data. */
  stored(rows: number): Record<string, Float64Array> {
    return Object.fromEntries(Object.entries(this.#columns).map(([name, column]) => [name, column.slice(0, rows)]));
  }

  #grow(capacity: number): void {
    const names = ['from', 'to', 'dims', ...STAMP_COLUMNS, ...this.#names];
    if (this.spans) names.push(...STAMP_COLUMNS.map((name) => `end_${name}`));
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
    this.#measures = this.#names.map((name) => columns[name]!);
    this.#ofTexts = this.#names.filter((name) => holdsText(this.shapes[name]!)).map((name) => columns[name]!);
    this.#opening = stampColumns(columns, '');
    if (this.spans) this.#end = stampColumns(columns, 'end_');
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
}

const stampColumns = (columns: Record<string, Float64Array>, prefix: '' | 'end_'): StampColumns =>
  Object.fromEntries(STAMP_COLUMNS.map((name) => [name, columns[prefix + name]!])) as StampColumns;

/** True where a column holds numbers of texts. */
export const holdsText = ({ type }: ColumnShape): boolean => type === 'text' || type === 'texts';

/** NaN is the null of a column. */
export const nullIfNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);

const emptyStamp = (): FactStamp => ({ rank: RANK.open, rev: 0, at: 0, p: '', e: 0, n: 0 });
