import {
  ROLLED_UP_AGGREGATES,
  aggregate,
  isAdditive,
  needsThreshold,
  type AggregateName,
} from '#lib/metrics/aggregates.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { FACT_KIND_NAMES, type FactKind } from '#lib/metrics/fact-kinds.ts';
import { DIMENSION_COLUMNS, type Column } from './fact-table.ts';
import type { RolledUp } from './slots-touched.ts';

/** The dimensions of the roll-ups: without the agent, with whom there would be nearly as many rows as facts. */
export const ROLLUP_DIMENSIONS = DIMENSIONS.filter((dimension) => dimension !== 'agent');

/** The fact kinds that have a roll-up; the others are few enough to be read fact by fact. */
export const ROLLED_UP_KINDS: readonly FactKind[] = FACT_KIND_NAMES.filter((kind) =>
  Object.values(ROLLED_UP_AGGREGATES).some(({ fact }) => fact === kind),
);

/** Everything that is rolled up by quarter hours. */
export const ROLLED_UP: readonly RolledUp[] = [...ROLLED_UP_KINDS, 'event'];

export const rollupTable = (kind: FactKind): string => `rollup_${kind}`;

/** Received events by site, producer and epoch, of one quarter hour of `at`. */
export const PRODUCER_SLOT = 'producer_slot';

/** The table that holds the quarter hours of what is rolled up. */
export const slotTable = (what: RolledUp): string => (what === 'event' ? PRODUCER_SLOT : rollupTable(what));

/** The aggregates that are columns of the kind's roll-up; the others are read from facts or judged on a histogram. */
export const rollupAggregates = (kind: FactKind): AggregateName[] =>
  (Object.keys(ROLLED_UP_AGGREGATES) as AggregateName[]).filter((name) => {
    const { fact, where, perListedQueue } = aggregate(name);
    return fact === kind && isAdditive(name) && !needsThreshold(where) && !perListedQueue;
  });

/** A visit counts by its entry and by its exit, in different quarter hours: two sets of rows. Other kinds have one. */
export const ROLLUP_BASES = ['entry', 'event'] as const;

function aggregateType(name: AggregateName): string {
  const { take } = aggregate(name);
  if (typeof take === 'string' || 'sum' in take) return 'Int64';
  // Upper bounds in seconds, and how many waits lie in each: what sumMap adds up.
  return 'histogram' in take ? 'Tuple(Array(Int64), Array(Int64))' : 'Nullable(Int64)';
}

/** All columns of a roll-up, in the order in which it is built. */
export function rollupColumns(kind: FactKind): Column[] {
  return [
    { name: 'slot_at', type: 'Int64' },
    { name: 'build', type: 'Int64' },
    ...(kind === 'visit' ? [{ name: 'basis', type: 'LowCardinality(String)' }] : []),
    ...DIMENSION_COLUMNS.filter(({ name }) => (ROLLUP_DIMENSIONS as readonly string[]).includes(name)),
    ...rollupAggregates(kind).map((name) => ({ name, type: aggregateType(name) })),
  ];
}
