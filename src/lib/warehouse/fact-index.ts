import { DIMENSIONS, type Dimension } from '#lib/metrics/dimensions.ts';
import type { Fact, FactStamp, Rank } from '#lib/metrics/fact.ts';
import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import { NO_SITE } from './fact-table.ts';
import { KeyFilter } from './key-filter.ts';
import { RecentMap } from './recent-map.ts';
import { optionalWhole, sqlText, tabRow, textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** Where a fact lay: its `from` and `to`. */
export type Home = readonly [from: number, to: number | null];

/**
 * The surviving fact of a key as the index knows it. Where kinds are replaced as a whole, `fact` has the stamp and the
 * instants only; a span is whole, since an event may tell one half of it.
 */
export interface Standing {
  version: number;
  fact: Fact;
  /** Places that the fact may still have rows in, other than its own. */
  past: readonly Home[];
}

export interface FactIndexLimits {
  /** Keys whose facts are kept in memory. About 0.5 KB each. */
  recentKeys: number;
  /** Keys whose presence is kept in memory (KeyFilter). */
  filterKeys: number;
}

export const FACT_INDEX_LIMITS: FactIndexLimits = { recentKeys: 100_000, filterKeys: 20_000_000 };

/** (kind, site, key) in one text. Well formed, because the tables hold UTF-8, which has no half of a surrogate pair. */
export const factId = (fact: Fact): string => `${fact.kind}\0${fact.dims.site ?? NO_SITE}\0${fact.key}`.toWellFormed();

interface IndexRow {
  kind: FactKind;
  site: string;
  key: string;
  version: number;
  from_at: number;
  to_at: number | null;
  rank: Rank;
  rev: number;
  at: number;
  p: string;
  e: number;
  n: number;
  past: Home[];
  fact: string;
}

const COLUMNS = [
  'kind',
  'site',
  'key',
  'version',
  'from_at',
  'to_at',
  'rank',
  'rev',
  'at',
  'p',
  'e',
  'n',
  'past',
  'fact',
];

/** Knows the surviving fact of every key: recent keys from memory, others from the table fact_index. */
export class FactIndex {
  readonly #warehouse: Warehouse;
  readonly #recent: RecentMap<string, Standing>;
  readonly #filter: KeyFilter;

  private constructor(warehouse: Warehouse, limits: FactIndexLimits) {
    this.#warehouse = warehouse;
    this.#recent = new RecentMap(limits.recentKeys);
    this.#filter = new KeyFilter(limits.filterKeys);
  }

  static async open(warehouse: Warehouse, limits: FactIndexLimits = FACT_INDEX_LIMITS): Promise<FactIndex> {
    const index = new FactIndex(warehouse, limits);
    await index.#filter.load(warehouse);
    return index;
  }

  /** The standing facts of those of the ids that have one. One query at most, none where memory knows them all. */
  async standing(facts: ReadonlyMap<string, Fact>): Promise<Map<string, Standing>> {
    const found = new Map<string, Standing>();
    const asked = new Map<FactKind, Fact[]>();
    for (const [id, fact] of facts) {
      const recent = this.#recent.get(id);
      if (recent) found.set(id, recent);
      else if (this.#filter.mayHold(id)) {
        const ofKind = asked.get(fact.kind);
        if (ofKind) ofKind.push(fact);
        else asked.set(fact.kind, [fact]);
      }
    }
    if (asked.size === 0) return found;
    const conditions = [...asked].map(
      ([kind, ofKind]) => `(kind = '${kind}' AND key IN (${ofKind.map(({ key }) => sqlText(key)).join(',')}))`,
    );
    const rows = await this.#warehouse.query<IndexRow>(`
      SELECT ${COLUMNS.join(', ')} FROM fact_index FINAL WHERE ${conditions.join(' OR ')}`);
    for (const row of rows) {
      const standing = { version: row.version, past: row.past, fact: factOf(row) };
      found.set(factId(standing.fact), standing);
    }
    return found;
  }

  write(standing: readonly Standing[]): Promise<void> {
    for (const { fact } of standing) this.#filter.add(factId(fact));
    return this.#warehouse.insert('fact_index', COLUMNS, standing.map(indexRow));
  }

  /** The batch of these facts is complete in every table: nothing of them lies elsewhere. */
  settle(standing: readonly Standing[]): void {
    for (const { version, fact } of standing) {
      this.#recent.set(factId(fact), {
        version,
        fact: fact.kind === 'span' ? fact : stampOnly(fact, fact.dims.site ?? NO_SITE),
        past: [],
      });
    }
  }
}

function factOf(row: IndexRow): Fact {
  const stamp = stampOnly({ ...row, from: row.from_at, to: row.to_at }, row.site);
  return row.fact === '' ? stamp : ({ ...stamp, ...(JSON.parse(row.fact) as Partial<Fact>) } as Fact);
}

/** A fact that is only replaced as a whole: what decides over that, and where it lies. */
function stampOnly(
  { kind, key, rank, rev, at, p, e, n, from, to }: Pick<Fact, 'kind' | 'key' | 'from' | 'to' | keyof FactStamp>,
  site: string,
): Fact {
  const header = { kind, key, rank, rev, at, p, e, n, from, to, dims: { site }, ix: null, cust: null, end: null };
  return { ...header, measures: NO_MEASURES } as unknown as Fact;
}

const NO_MEASURES = {};

/** What the columns of the index do not say of a fact; of its dimensions those that it has. */
function restOf({ dims, ix, cust, measures, end }: Fact): string {
  const present: Partial<Record<Dimension, string>> = {};
  for (const dimension of DIMENSIONS) {
    const value = dims[dimension];
    if (value !== null && value !== undefined) present[dimension] = value;
  }
  return JSON.stringify({ dims: present, ix, cust, measures, end });
}

function indexRow({ version, fact, past }: Standing): string {
  const whole = fact.kind === 'span' ? textField(restOf(fact)) : '';
  const homes = past.length === 0 ? '[]' : `[${past.map(([from, to]) => `(${from},${to ?? 'NULL'})`).join(',')}]`;
  const { kind, key, from, to, rank, rev, at, p, e, n } = fact;
  const site = textField(fact.dims.site ?? NO_SITE);
  return tabRow([kind, site, textField(key), version, from, optionalWhole(to), rank, rev, at, p, e, n, homes, whole]);
}
