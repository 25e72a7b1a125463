import type { EventIdentity } from '../events/envelope.ts';
import { factKind, type FactKind } from '../metrics/fact-kinds.ts';
import { RANK, replacedHalves, type Fact, type FactStamp } from '../metrics/fact.ts';
import { SEPARATOR } from '../metrics/separator.ts';
import { BySite } from './by-site.ts';
import type { DimensionTable } from './dimension-table.ts';
import { FactColumns, nullIfNaN } from './fact-columns.ts';
import type { Interner } from './interner.ts';
import { ENDING, NO_OPENING, OPENING, RivalFacts, type StoredRivals } from './rival-facts.ts';
import { RowPlaces } from './row-places.ts';
import { SourceIndex } from './source-index.ts';

/** Columns of a store as plain data: what a checkpoint keeps. */
export interface StoredFacts {
  keys: (string | null)[];
  columns: Record<string, Float64Array>;
  rivals: StoredRivals;
}

/** The surviving facts of one kind: which stand, where they are found, and what lost against them. */
export class FactStore {
  readonly kind: FactKind;
  readonly places: RowPlaces;
  readonly #columns: FactColumns;
  readonly #rows = new BySite<number>();
  readonly #free: number[] = [];
  /** Facts that lost against the standing one of their key. */
  readonly #rivals: RivalFacts;
  #keys: (string | null)[] = [];
  #told = new SourceIndex();

  constructor(kind: FactKind, dimensions: DimensionTable, texts: Interner, stored?: StoredFacts) {
    this.kind = kind;
    this.#columns = new FactColumns(kind, dimensions, texts, stored?.columns);
    this.places = new RowPlaces(this.#columns.spans, factKind(kind).countsByEntry === true);
    this.#rivals = new RivalFacts(this.#columns.shapes, kind === 'visit', stored?.rivals);
    if (stored) this.#restore(stored.keys);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A column by name: `from`, `to`, `dims`, or one of the kind's own. Valid until the next upsert. */
  column(name: string): Float64Array {
    return this.#columns.column(name);
  }

  /** Number of a word in its list, as the column holds it. */
  wordIndex(column: string, word: string): number {
    return this.#columns.wordIndex(column, word);
  }

  /** The texts of a `texts` column in a row. */
  texts(column: string, row: number): readonly string[] {
    return this.#columns.texts(column, row);
  }

  /**
   * Whether the fact of a key is open; `inferred` where only the engine says that it has ended, `closed` where a source
   * does; null where there is none.
   */
  standing(site: string | null, key: string): 'open' | 'inferred' | 'closed' | null {
    const row = this.#rows.get(site, key);
    if (row === undefined) return null;
    const { to, spans, opening, end } = this.#columns;
    if (Number.isNaN(to[row])) return 'open';
    const rank = (spans ? end : opening).rank[row];
    return rank === RANK.inferred ? 'inferred' : 'closed';
  }

  /** The span of the same agent that begins at an instant; null where there is none. */
  nextRow(row: number, enteredAt: number): number | null {
    const key = this.#keys[row]!;
    const agent = key.slice(0, key.lastIndexOf(SEPARATOR));
    return this.#rows.get(this.#columns.siteOf(row), agent + SEPARATOR + enteredAt) ?? null;
  }

  /** Every row that stands, in no order. */
  eachRow(each: (row: number) => void): void {
    this.eachRowFrom(Number.NEGATIVE_INFINITY, each);
  }

  /** Every row that is open or ended in the minute of an instant or later; others beside them. In no order. */
  eachRowFrom(instantMs: number, each: (row: number) => void): void {
    for (const row of this.places.open) each(row);
    this.places.ended.visit(instantMs, Number.POSITIVE_INFINITY, each);
  }

  /** The row that has the site and key of a row of another store; null where there is none. */
  rowAs(other: FactStore, row: number): number | null {
    return this.#rows.get(other.#columns.siteOf(row), other.#keys[row]!) ?? null;
  }

  /** Number of a text in a `text` column, or one that no row holds. */
  textIndex(text: string): number {
    return this.#columns.textIndex(text);
  }

  /** The contact of an open fact is over since an instant, ms UTC: it stands in no gauge from then on. */
  terminate(site: string | null, key: string, atMs: number): void {
    const row = this.#rows.get(site, key);
    if (row !== undefined && this.places.open.has(row)) this.places.terminated.set(row, atMs);
  }

  /** A text of a `text` column, by the number that the column holds. */
  text(id: number): string {
    return this.#columns.text(id);
  }

  /** Site and key of a row in one text, with a separator between them. */
  keyOf(row: number): string {
    return (this.#columns.siteOf(row) ?? '') + SEPARATOR + this.#keys[row]!;
  }

  /** Takes a fact in. False where the standing one holds. */
  upsert(fact: Fact): boolean {
    const columns = this.#columns;
    const known = this.#rows.get(fact.dims.site, fact.key);
    if (known === undefined) {
      const row = this.#allocate(fact);
      columns.writeOpening(row, fact);
      columns.writeEnd(row, fact);
      this.places.add(row, columns.from[row]!, columns.to[row]!);
      this.#noteSource(row, fact, fact.end);
      return true;
    }
    this.#noteSource(known, fact, fact.end);
    const replaced = replacedHalves(columns.look(known), fact);
    this.#keepLosing(known, fact, replaced);
    if (!replaced.opening && !replaced.end) return false;
    const from = columns.from[known]!;
    const to = columns.to[known]!;
    if (replaced.opening || !columns.spans) columns.writeOpening(known, fact);
    if (replaced.end || !columns.spans) columns.writeEnd(known, fact);
    this.places.move(known, from, to, columns.from[known]!, columns.to[known]!);
    return true;
  }

  /** Lets go of closed facts that began, ended and were due before an instant. Returns how many. */
  forgetBefore(instantMs: number): number {
    const { from: began, to: ended } = this.#columns;
    const due = this.#columns.optional('due');
    let forgotten = 0;
    for (const period of this.places.ended.periodsBefore(instantMs)) {
      for (const row of [...this.places.ended.rows(period)]) {
        if (began[row]! >= instantMs || ended[row]! >= instantMs || (due && due[row]! >= instantMs)) continue;
        this.#drop(row);
        forgotten += 1;
      }
    }
    if (this.#told.size > STALE_SOURCES * (this.#rows.size + this.#rivals.size)) this.#noteSourcesAnew();
    return forgotten;
  }

  /** Puts new numbers of texts in place of all that are in use. */
  renumberTexts(numberOf: (id: number) => number): void {
    this.eachRow((row) => this.#columns.renumberTexts(row, numberOf));
    this.#rivals.renumberTexts(numberOf);
  }

  /** Puts new numbers of combinations of dimensions in place of all that are in use. */
  renumberDimensions(numberOf: (id: number) => number): void {
    this.eachRow((row) => this.#columns.renumberDimensions(row, numberOf));
    this.#rivals.renumberDimensions(numberOf);
  }

  stored(): StoredFacts {
    const { length } = this.#keys;
    return { keys: [...this.#keys], columns: this.#columns.stored(length), rivals: this.#rivals.stored() };
  }

  /** Keys of the facts that one of the events told, or a part of them, also where another one stands. */
  keysFrom(events: Iterable<EventIdentity>): { site: string | null; key: string }[] {
    const found = new Set<number>();
    for (const event of events) {
      const p = this.#columns.textIndex(event.p);
      for (const row of this.#told.rows(event)) if (this.#isFrom(row, p, event.e, event.n)) found.add(row);
    }
    return [...found].map((row) => ({ site: this.#columns.siteOf(row) ?? null, key: this.#keys[row]! }));
  }

  /** What stands at a key, or null. `ix` and `cust` are not kept here. */
  fact(site: string | null, key: string): Fact | null {
    const row = this.#rows.get(site, key);
    if (row === undefined) return null;
    const columns = this.#columns;
    const fact = columns.fact(key, columns.valuesOf(row), null);
    return { ...fact, to: nullIfNaN(columns.to[row]!), end: columns.endStamp(row) } as Fact;
  }

  /**
   * Takes everything of a key out, and gives it in pieces: `upsert` of them in any order restores it. The end of a span
   * is a piece of its own.
   */
  extract(site: string | null, key: string): Fact[] {
    const row = this.#rows.get(site, key);
    if (row === undefined) return [];
    const columns = this.#columns;
    const pieces: Fact[] = [];
    if (columns.opening.rank[row] !== NO_OPENING) pieces.push(columns.fact(key, columns.valuesOf(row), null));
    const end = columns.endStamp(row);
    if (end) pieces.push(this.#endPiece(row, key, end, columns.to[row]!));
    for (const [rival, half] of this.#rivals.ofRow(row)) {
      const value = (column: string): number => this.#rivals.value(column, rival);
      if (half === OPENING) pieces.push(columns.fact(key, value, this.#rivals.contact(rival)));
      else pieces.push(this.#endPiece(row, key, columns.stamp(value), value('to')));
    }
    this.#drop(row);
    return pieces;
  }

  /** The contact of an open fact goes on: it stands in the gauges again. */
  resume(site: string | null, key: string): void {
    const row = this.#rows.get(site, key);
    if (row !== undefined) this.places.terminated.delete(row);
  }

  #noteSource(row: number, { p, e, n }: FactStamp, end: FactStamp | null): void {
    this.#told.add(p, e, n, row);
    if (end && this.#columns.spans) this.#told.add(end.p, end.e, end.n, row);
  }

  #isFrom(row: number, p: number, e: number, n: number): boolean {
    if (this.#keys[row] === null) return false;
    const { opening, end } = this.#columns;
    if (opening.n[row] === n && opening.e[row] === e && opening.p[row] === p) return true;
    if (this.#columns.hasEnd(row) && end.n[row] === n && end.e[row] === e && end.p[row] === p) return true;
    for (const [rival] of this.#rivals.ofRow(row)) {
      const value = (column: string): number => this.#rivals.value(column, rival);
      if (value('n') === n && value('e') === e && value('p') === p) return true;
    }
    return false;
  }

  /** Lets go of what was told of rows that are no more. */
  #noteSourcesAnew(): void {
    this.#told = new SourceIndex();
    this.#keys.forEach((key, row) => {
      if (key === null) return;
      this.#noteSource(row, this.#columns.look(row).opening, this.#columns.endStamp(row));
      for (const [rival] of this.#rivals.ofRow(row))
        this.#noteSource(
          row,
          this.#columns.stamp((column) => this.#rivals.value(column, rival)),
          null,
        );
    });
  }

  #drop(row: number): void {
    this.places.remove(row, this.#columns.from[row]!, this.#columns.to[row]!);
    this.#rivals.forget(row);
    this.#rows.delete(this.#columns.siteOf(row), this.#keys[row]!);
    this.#keys[row] = null;
    this.#free.push(row);
  }

  /** Of the standing and the arriving fact, what does not stand from now on is kept beside. */
  #keepLosing(row: number, fact: Fact, replaced: { opening: boolean; end: boolean }): void {
    const columns = this.#columns;
    const losesOpening = !replaced.opening && (fact.rank as number) !== NO_OPENING;
    const losesEnd = columns.spans && fact.end !== null && !replaced.end;
    let arriving = -1;
    if (losesOpening || losesEnd) {
      // Written into a row that nobody has, to be copied from there.
      arriving = this.#keys.length;
      columns.reach(arriving);
      columns.writeOpening(arriving, fact);
      columns.writeEnd(arriving, fact);
    }
    const { byName } = columns;
    if (losesOpening) this.#rivals.keep(row, OPENING, byName, arriving, fact.ix);
    else if (replaced.opening && columns.opening.rank[row] !== NO_OPENING)
      this.#rivals.keep(row, OPENING, byName, row, fact.ix);
    if (losesEnd) this.#rivals.keep(row, ENDING, byName, arriving, null);
    else if (replaced.end && columns.hasEnd(row)) this.#rivals.keep(row, ENDING, byName, row, null);
  }

  #endPiece(row: number, key: string, end: FactStamp, to: number): Fact {
    const opening = this.#columns.fact(key, this.#columns.valuesOf(row), null);
    return { ...opening, ...end, rank: NO_OPENING, to: nullIfNaN(to), end } as unknown as Fact;
  }

  #restore(keys: (string | null)[]): void {
    this.#keys = keys;
    keys.forEach((key, row) => {
      if (key === null) {
        this.#free.push(row);
        return;
      }
      this.#rows.set(this.#columns.siteOf(row), key, row);
      this.places.add(row, this.#columns.from[row]!, this.#columns.to[row]!);
    });
    this.#noteSourcesAnew();
  }

  #allocate({ key, dims }: Fact): number {
    const row = this.#free.pop() ?? this.#keys.length;
    this.#columns.reach(row);
    this.#keys[row] = key;
    this.#rows.set(dims.site, key, row);
    return row;
  }
}

/** So many entries for each fact that is kept say that most are of facts that are no more. */
const STALE_SOURCES = 4;
