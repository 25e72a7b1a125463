import type { AggregateName } from '../metrics/aggregates.ts';
import type { CalendarScan } from '../metrics/calendar-sql.ts';
import type { AnyDimension } from '../metrics/dimensions.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import type { Basis, Filter } from '../metrics/question.ts';
import type { Thresholds } from '../metrics/thresholds.ts';

/** What is counted, how it is grouped, and over which intervals. */
export interface Counting {
  aggregates: readonly AggregateName[];
  by: readonly AnyDimension[];
  filter: Filter;
  /** Groups of the calendar: what stands before the dimensions in every cell. */
  calendar?: CalendarScan | undefined;
  basis: Basis;
  period: CountedPeriod;
  thresholds: Thresholds;
  /**
   * Whether roll-ups may be read where they are up to date: for an asOf that is now. One of the past is counted from the
   * facts, for a roll-up holds what has happened since.
   */
  rollUps?: boolean;
}
