import { FACT_KIND_NAMES, ownDimensions, type OwnDimension } from './fact-kinds.ts';

/** The dimensions of counting. A fact has the ones that its event carries; an absent one is null; nothing is looked up. */
export const DIMENSIONS = [
  'site',
  'queue',
  'skill',
  'media',
  'direction',
  'fn',
  'agent',
  'team',
  'campaign',
  'list',
  'country',
  'province',
  'city',
  'segment',
  'partner',
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** True for the name of a dimension that every fact has. */
export const isDimension = (name: string): name is Dimension => (DIMENSIONS as readonly string[]).includes(name);

/** A dimension of every fact, or one that the facts of some kinds have beside them. */
export type AnyDimension = Dimension | OwnDimension;

/** Everything by which a report can be asked; a metric has the dimensions of the facts that it counts. */
export const REPORT_DIMENSIONS: readonly AnyDimension[] = [
  ...new Set<AnyDimension>([...DIMENSIONS, ...FACT_KIND_NAMES.flatMap(ownDimensions)]),
];

/** Dimensions by which live values can be grouped. */
export const LIVE_GROUPINGS = [
  'site',
  'queue',
  'skill',
  'media',
  'direction',
  'fn',
  'team',
  'agent',
  'campaign',
  'country',
] as const satisfies readonly Dimension[];

export type DimensionValues = { readonly [D in Dimension]?: string | null };
