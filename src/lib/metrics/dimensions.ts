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
