import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { FACT_KINDS, factKind, type ColumnShape, type FactKind } from '#lib/metrics/fact-kinds.ts';
import type { Fact } from '#lib/metrics/fact.ts';
import { columnName } from '#lib/metrics/sql.ts';
import { optionalText, optionalWhole, tabRow, textField, textsField } from './tab-separated.ts';

/** Name and ClickHouse type of a column. */
export interface Column {
  name: string;
  type: string;
}

const WORD = 'LowCardinality(Nullable(String))';

/** Value of the column `site` where an event names none. It stands in sorting keys, which hold no NULL; no id is empty. */
export const NO_SITE = '';

/** The columns of the dimensions, in every table that has them: null where absent, but for `site` (NO_SITE). */
export const DIMENSION_COLUMNS: readonly Column[] = DIMENSIONS.map((name) => ({
  name,
  type: name === 'site' ? 'LowCardinality(String)' : WORD,
}));

/** Columns of every fact table. `version`, `gone`: see clickhouse/README.md. */
const HEADER: readonly Column[] = [
  { name: 'key', type: 'String' },
  { name: 'version', type: 'UInt32' },
  { name: 'gone', type: 'UInt8' },
  { name: 'rank', type: 'Int8' },
  { name: 'rev', type: 'Int64' },
  { name: 'at', type: 'Int64' },
  { name: 'p', type: 'LowCardinality(String)' },
  { name: 'e', type: 'Int64' },
  { name: 'n', type: 'Int64' },
  { name: 'from_at', type: 'Int64' },
  { name: 'to_at', type: 'Nullable(Int64)' },
  { name: 'ix', type: 'Nullable(String)' },
  { name: 'cust', type: 'Nullable(String)' },
];

const WHOLE = 'Nullable(Int64)';

const TYPES: Readonly<Record<ColumnShape['type'], string>> = {
  ms: WHOLE,
  count: WHOLE,
  instant: WHOLE,
  decimal: WHOLE,
  flag: 'Nullable(UInt8)',
  enum: WORD,
  text: WORD,
  texts: 'Array(LowCardinality(String))',
};

export const factTable = (kind: FactKind): string => `fact_${kind}`;

/** All columns of a fact table, in the order in which `factRow` writes them. */
export function factColumns(kind: FactKind): Column[] {
  const measures = Object.entries(factKind(kind).columns);
  return [
    ...HEADER,
    ...DIMENSION_COLUMNS,
    ...measures.map(([measure, { type, wide }]) => ({
      name: columnName(kind, measure),
      type: wide ? 'Nullable(String)' : TYPES[type],
    })),
  ];
}

/** One row of a fact table, as tab-separated text. */
export function factRow(fact: Fact, version: number): string {
  return row(fact, version, 0, fact.from, fact.to);
}

/** The row which says that from this version on the fact no longer begins at `from`. */
export function goneRow(fact: Fact, version: number, from: number): string {
  return row(fact, version, 1, from, null);
}

function row(fact: Fact, version: number, gone: 0 | 1, from: number, to: number | null): string {
  const { dims } = fact;
  const measures: Readonly<Record<string, unknown>> = fact.measures;
  const fields: (string | number)[] = [
    textField(fact.key),
    version,
    gone,
    fact.rank,
    fact.rev,
    fact.at,
    fact.p,
    fact.e,
    fact.n,
    from,
    optionalWhole(to),
    optionalText(fact.ix),
    optionalText(fact.cust),
    textField(dims.site ?? NO_SITE),
  ];
  for (let index = 1; index < DIMENSIONS.length; index += 1) fields.push(optionalText(dims[DIMENSIONS[index]!]));
  for (const write of MEASURE_WRITERS[fact.kind]) fields.push(write(measures));
  return tabRow(fields);
}

type MeasureWriter = (measures: Readonly<Record<string, unknown>>) => string;

const MEASURE_WRITERS = Object.fromEntries(
  Object.entries(FACT_KINDS).map(([kind, { columns }]) => [
    kind,
    Object.entries(columns as Record<string, ColumnShape>).map(([name, { type }]): MeasureWriter => {
      if (type === 'texts') return (measures) => textsField(measures[name] as readonly string[]);
      if (type === 'text' || type === 'enum') return (measures) => optionalText(measures[name] as string | null);
      return (measures) => optionalWhole(measures[name] as number | null);
    }),
  ]),
) as Record<FactKind, MeasureWriter[]>;

if (DIMENSIONS[0] !== 'site') throw new Error('The fact rows write the site first: DIMENSIONS must begin with it.');
