import type { AnyDimension } from '../metrics/dimensions.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import type { PlatformReading } from '../metrics/platform-readings.ts';
import type { Filter } from '../metrics/question.ts';
import type { ProducerSpan } from '../warehouse/producer-spans.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { CountedCell } from './count-period.ts';

/** Of what a report asks the platform. */
export interface ReadingScope {
  /** None, or the site. */
  by: readonly AnyDimension[];
  filter: Filter;
  period: CountedPeriod;
  spans: readonly ProducerSpan[];
}

/** Puts readings of the platform into the cells of a report, new cells where there were none; sorted. */
export type ReadingSource = (
  warehouse: Warehouse,
  asked: readonly PlatformReading[],
  scope: ReadingScope,
  counted: readonly CountedCell[],
  nowMs: number,
) => Promise<CountedCell[]>;
