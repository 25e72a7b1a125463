import type { ColumnShape } from '../metrics/fact-kinds.ts';
import { holdsText } from './fact-columns.ts';

/** Which part of a fact lost: the fact, or a span's opening; or only what was said of a span's end. */
export const OPENING = 0;
export const ENDING = 1;
type Half = typeof OPENING | typeof ENDING;

/** A fact without an opening: what only tells the end of a span. It never stands. */
export const NO_OPENING = -1;

type Columns = Readonly<Record<string, Float64Array>>;
type NarrowColumn = Float64Array | Int32Array | Int8Array;

const STAMP = ['rank', 'rev', 'at', 'p', 'e', 'n'] as const;
const NONE = 0;

/** Columns of rivals as plain data. `of`: the row of the store that each belongs to, -1 = free. */
export interface StoredRivals {
  of: Int32Array;
  half: Int8Array;
  columns: Record<string, NarrowColumn>;
  contacts: (string | null)[] | null;
}

/**
 * The facts of a store that lost against the standing one of their key: what counts again when that one is taken back.
 * Rows of numbers like the store's own, copied from there, in chains by the row that they belong to.
 */
export class RivalFacts {
  readonly #names: readonly string[];
  readonly #shapes: Readonly<Record<string, ColumnShape>>;
  readonly #keepsContacts: boolean;
  #columns: Record<string, NarrowColumn> = {};
  #half = new Int8Array(0);
  #of = new Int32Array(0);
  /** The next rival of the same row, plus 1; 0 = none. */
  #next = new Int32Array(0);
  /** The first rival of a row, plus 1; 0 = none. */
  #first = new Int32Array(0);
  #contacts: (string | null)[] | null;
  #used = 0;
  #free: number[] = [];
  /** Column pairs in one order, so that a copy looks nothing up. */
  #pairs: [from: Float64Array, to: NarrowColumn][] = [];
  #pairsOf: Columns | null = null;

  constructor(shapes: Readonly<Record<string, ColumnShape>>, keepsContacts: boolean, stored?: StoredRivals) {
    this.#shapes = shapes;
    this.#names = ['from', 'to', 'dims', ...STAMP, ...Object.keys(shapes)];
    this.#keepsContacts = keepsContacts;
    this.#contacts = keepsContacts ? [] : null;
    this.#grow(256);
    if (stored) this.#restore(stored);
  }

  get size(): number {
    return this.#used - this.#free.length;
  }

  /**
   * Keeps what stands in row `at` of the store's columns as a rival of row `row`. `contact`: ix of the fact, where the
   * store has no column for it.
   */
  keep(row: number, half: Half, columns: Columns, at: number, contact: string | null): void {
    const rival = this.#free.pop() ?? this.#used++;
    if (rival >= this.#of.length) this.#grow(this.#of.length * 2);
    if (this.#pairsOf !== columns || this.#pairs[0]?.[0] !== columns.from) this.#pair(columns);
    for (let place = 0; place < this.#pairs.length; place += 1) {
      const [from, to] = this.#pairs[place]!;
      to[rival] = from[at]!;
    }
    if (half === ENDING) for (const name of STAMP) this.#columns[name]![rival] = columns[`end_${name}`]![at]!;
    this.#half[rival] = half;
    if (this.#contacts) this.#contacts[rival] = contact;
    this.#link(rival, row);
  }

  /** Rivals of a row: number and half of each. */
  *ofRow(row: number): Iterable<[rival: number, half: number]> {
    for (let next = this.#first[row] ?? NONE; next !== NONE; next = this.#next[next - 1]!)
      yield [next - 1, this.#half[next - 1]!];
  }

  value(column: string, rival: number): number {
    return this.#columns[column]![rival]!;
  }

  contact(rival: number): string | null {
    return this.#contacts?.[rival] ?? null;
  }

  /** Lets go of the rivals of a row. */
  forget(row: number): void {
    let next = this.#first[row] ?? NONE;
    if (next === NONE) return;
    this.#first[row] = NONE;
    while (next !== NONE) {
      const rival = next - 1;
      next = this.#next[rival]!;
      this.#of[rival] = -1;
      if (this.#contacts) this.#contacts[rival] = null;
      this.#free.push(rival);
    }
  }

  /** Puts new numbers of texts in place of those of every rival. */
  renumberTexts(numberOf: (id: number) => number): void {
    const names = this.#names.filter((name) => this.#shapes[name] && holdsText(this.#shapes[name]));
    this.#renumber(['p', ...names], numberOf);
  }

  /** Puts new numbers of their combinations of dimensions in every rival. */
  renumberDimensions(numberOf: (id: number) => number): void {
    this.#renumber(['dims'], numberOf);
  }

  stored(): StoredRivals {
    const columns = Object.entries(this.#columns).map(([name, column]) => [name, column.slice(0, this.#used)]);
    return {
      of: this.#of.slice(0, this.#used),
      half: this.#half.slice(0, this.#used),
      columns: Object.fromEntries(columns) as Record<string, NarrowColumn>,
      contacts: this.#contacts && this.#contacts.slice(0, this.#used),
    };
  }

  #restore({ of, half, columns, contacts }: StoredRivals): void {
    this.#grow(Math.max(256, of.length));
    this.#used = of.length;
    this.#half.set(half);
    for (const name of this.#names) this.#columns[name]!.set(columns[name]!);
    if (this.#keepsContacts) this.#contacts = [...(contacts ?? [])];
    of.forEach((row, rival) => {
      if (row >= 0) this.#link(rival, row);
      else {
        this.#of[rival] = -1;
        this.#free.push(rival);
      }
    });
  }

  #renumber(names: readonly string[], numberOf: (id: number) => number): void {
    for (const name of names) {
      const column = this.#columns[name]!;
      for (let rival = 0; rival < this.#used; rival += 1)
        if (this.#of[rival]! >= 0 && column[rival]! >= 0) column[rival] = numberOf(column[rival]!);
    }
  }

  #link(rival: number, row: number): void {
    if (row >= this.#first.length) {
      const grown = new Int32Array(Math.max(row + 1, this.#first.length * 2, 256));
      grown.set(this.#first);
      this.#first = grown;
    }
    this.#of[rival] = row;
    this.#next[rival] = this.#first[row]!;
    this.#first[row] = rival + 1;
  }

  #grow(capacity: number): void {
    for (const name of this.#names) {
      const grown = new (this.#arrayOf(name))(capacity);
      const column = this.#columns[name];
      if (column) grown.set(column);
      this.#columns[name] = grown;
    }
    const [half, of, next] = [new Int8Array(capacity), new Int32Array(capacity), new Int32Array(capacity)];
    half.set(this.#half);
    of.set(this.#of);
    next.set(this.#next);
    [this.#half, this.#of, this.#next] = [half, of, next];
    this.#pairsOf = null;
  }

  /** Numbers of lists and texts are small and never null: half the room. */
  #arrayOf(name: string): Float64ArrayConstructor | Int32ArrayConstructor | Int8ArrayConstructor {
    if (name === 'rank') return Int8Array;
    if (name === 'p' || name === 'dims') return Int32Array;
    const shape = this.#shapes[name];
    return shape && (shape.type === 'enum' || holdsText(shape)) ? Int32Array : Float64Array;
  }

  #pair(columns: Columns): void {
    this.#pairs = this.#names.map((name) => [columns[name]!, this.#columns[name]!]);
    this.#pairsOf = columns;
  }
}
