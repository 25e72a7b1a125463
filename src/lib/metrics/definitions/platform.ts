import type { Definition } from '../definition.ts';
import type { PlatformFormula, PlatformReading } from '../platform-readings.ts';

const SOURCE = 'Contract 4, 5';

const counted = (of: PlatformReading): PlatformFormula => ({ kind: 'platform', of, empty: 0 });
const known = (of: PlatformReading): PlatformFormula => ({ kind: 'platform', of, empty: null });

/** A reading of the moment: no period has it. */
const moment = { attribution: 'S', source: SOURCE, report: false, dimensions: ['site'] } as const;
/** A reading of a period: a live window has not enough of the past. */
const period = { attribution: 'X', source: SOURCE, live: false, dimensions: ['site'] } as const;
const TRUTH = '/truth';
const GAPS = '/quality/gaps';

/** Platform and trust (domain 1.10): what makes the other numbers provable. */
export const PLATFORM = {
  data_age: {
    ...moment,
    code: 'P01',
    unit: 'seconds',
    better: 'lower',
    formula: known('data_age'),
    target: { target: 10, breach: 60 },
    page: TRUTH,
  },
  transport_lag_p50: {
    ...period,
    code: 'P01',
    unit: 'seconds',
    better: 'lower',
    formula: known('lag_p50'),
    page: TRUTH,
  },
  transport_lag_p99: {
    ...period,
    code: 'P01',
    unit: 'seconds',
    better: 'lower',
    formula: known('lag_p99'),
    target: { target: 1 },
    page: TRUTH,
  },
  data_completeness: {
    ...period,
    code: 'P02',
    unit: 'ratio',
    better: 'higher',
    formula: known('completeness'),
    target: { target: 1 },
    page: TRUTH,
  },
  missing_events: {
    ...period,
    code: 'P02',
    unit: 'count',
    better: 'lower',
    formula: counted('missing'),
    target: { target: 0 },
    page: GAPS,
  },
  open_gaps: {
    ...moment,
    code: 'P02',
    unit: 'count',
    better: 'lower',
    formula: counted('open_gaps'),
    target: { target: 0 },
    page: GAPS,
  },
  duplicate_events: {
    ...moment,
    live: false,
    code: 'P03',
    unit: 'count',
    better: 'neither',
    formula: counted('duplicates'),
    page: TRUTH,
  },
  out_of_order_events: {
    ...period,
    code: 'P03',
    unit: 'count',
    better: 'neither',
    formula: counted('out_of_order'),
    page: TRUTH,
  },
  late_events: { ...period, code: 'P03', unit: 'count', better: 'lower', formula: counted('late'), page: TRUTH },
  clock_ahead_events: {
    ...period,
    code: 'P03',
    unit: 'count',
    better: 'lower',
    formula: counted('clock_ahead'),
    page: TRUTH,
  },
  rejected_events: {
    ...moment,
    code: 'P03',
    unit: 'count',
    better: 'lower',
    formula: counted('rejected'),
    page: TRUTH,
  },
  reconciliation_difference: {
    ...period,
    code: 'P04',
    unit: 'count',
    better: 'lower',
    formula: known('unreconciled'),
    target: { target: 0 },
    page: TRUTH,
  },
  restated_intervals: {
    ...period,
    code: 'P05',
    unit: 'count',
    better: 'lower',
    formula: counted('restated'),
    page: TRUTH,
  },
} as const satisfies Record<string, Definition>;
