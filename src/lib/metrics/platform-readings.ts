/**
 * What the platform knows of itself (domain 1.10): how old, how complete and how orderly what it counts came. A reading is
 * taken of producers and of closed quarter hours, never of facts: live of what the engine knows of producers at a moment,
 * in a report of the history of a period.
 */
export const LIVE_READINGS = ['data_age', 'open_gaps', 'rejected'] as const;
export const REPORT_READINGS = [
  'lag_p50',
  'lag_p99',
  'completeness',
  'missing',
  'late',
  'clock_ahead',
  'out_of_order',
  'unreconciled',
  'restated',
] as const;
export type LiveReading = (typeof LIVE_READINGS)[number];
export type ReportReading = (typeof REPORT_READINGS)[number];
/** `duplicates` are counted at the door and stand on the page of proof only. */
export type PlatformReading = LiveReading | ReportReading | 'duplicates';

/** A formula that is a reading. `empty`: what it says where something was heard and nothing of its kind came to pass. */
export type PlatformFormula = { kind: 'platform'; of: PlatformReading; empty: 0 | null };

/** Name under which a reading stands in a row, beside the aggregates of facts. */
export const readingKey = (reading: PlatformReading): string => `platform:${reading}`;

const isPlatformFormula = (formula: { kind: string }): formula is PlatformFormula => formula.kind === 'platform';

/** The readings that metrics show, each once. */
export const readingsOf = (metrics: readonly { formula: { kind: string } }[]): PlatformReading[] => [
  ...new Set(metrics.flatMap(({ formula }) => (isPlatformFormula(formula) ? [formula.of] : []))),
];
