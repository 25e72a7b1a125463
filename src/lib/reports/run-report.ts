import { metricById } from '../metrics/dictionary.ts';
import { calendarScan } from '../metrics/calendar-sql.ts';
import { Dimensions } from '../metrics/dimension-register.ts';
import { aggregatesOf, yearBeforeAggregatesOf } from '../metrics/formula.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import type { ReportQuestion, Row } from '../metrics/question.ts';
import { readingsOf } from '../metrics/platform-readings.ts';
import { shownRanges, shownSamples, shownValues } from '../metrics/rows.ts';
import { intervalStarts } from '../time/interval.ts';
import { isoInZone, zoneOf } from '../time/zone.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import { producerSpans } from '../warehouse/producer-spans.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { countPeriod } from './count-period.ts';
import type { Counting } from './counting.ts';
import { coveredIntervals, epochsInScope, isHeard } from './coverage.ts';
import { correctionsInForce } from './corrections-in-force.ts';
import { lateIntervals } from './late-intervals.ts';
import { periodCompleteness } from './period-trust.ts';
import type { ReadingSource } from './reading-source.ts';
import type { ReportAnswer } from './report-answer.ts';
import { isSettled } from './settled.ts';
import { addYearBefore } from './year-before.ts';

/**
 * Answers a report question: counts over the surviving facts in SQL, formulas over the counts here, by the same code as
 * the live path. What lies at or after asOf has not happened yet. `readings` answers for what the platform says of itself.
 * Throws WarehouseError.
 */
export async function runReport(
  warehouse: Warehouse,
  question: ReportQuestion,
  nowMs: number,
  readings?: ReadingSource,
): Promise<ReportAnswer> {
  const metrics = question.metrics.map((id) => {
    const metric = metricById(id);
    if (!metric) throw new RangeError(`There is no metric ${id}.`);
    return metric;
  });
  const { by, filter, basis, grain, fromMs, toMs, asOfMs = nowMs } = question;
  const [versions, spans] = await Promise.all([dimensionVersions(warehouse), producerSpans(warehouse)]);
  const known = new Dimensions(versions);
  const zone = zoneOf(question.zone);
  const onlySite = filter.site?.length === 1 ? filter.site[0]! : null;
  const { dayStartMs } = known.calendar(onlySite, fromMs, question.zone);
  const nominal = intervalStarts(grain, fromMs, toMs, zone, dayStartMs);
  const period: CountedPeriod = { startsMs: nominal.map((start) => Math.max(start, fromMs)), toMs, asOfMs };

  const { calendar } = question;
  const groups = [...(calendar?.by ?? []), ...by];
  const counting: Counting = {
    aggregates: metrics.flatMap(({ formula }) => aggregatesOf(formula)),
    by,
    filter,
    calendar: calendar && calendarScan(calendar, known, { fromMs, toMs }, question.zone),
    basis,
    period,
    thresholds: known.thresholds(),
    // A roll-up holds what has happened since: an asOf of the past is counted from the facts.
    rollUps: question.asOfMs === undefined,
  };
  const counted = await countPeriod(warehouse, counting);
  const asked = readingsOf(metrics);
  const cells =
    asked.length > 0 && readings
      ? await readings(warehouse, asked, { by, filter, period, spans }, counted, nowMs)
      : counted;
  const compared = metrics.flatMap(({ formula }) => yearBeforeAggregatesOf(formula));
  if (compared.length > 0)
    await addYearBefore(warehouse, counting, compared, cells, { zone, dayStartMs, known, spans });
  const covered = coveredIntervals(spans, filter, period);
  const epochs = epochsInScope(spans, filter, fromMs, Math.min(toMs, asOfMs));
  const place = new Map(period.startsMs.map((start, i) => [start, i]));
  const [completeness, { restated, backfilled }, corrections, settled] = await Promise.all([
    periodCompleteness(warehouse, epochs, fromMs, toMs),
    lateIntervals(warehouse, filter, fromMs, toMs),
    correctionsInForce(warehouse, filter, fromMs, toMs),
    isSettled(warehouse, metrics, filter, fromMs, toMs, asOfMs),
  ]);
  return {
    columns: [...(grain === 'total' ? [] : ['interval']), ...groups, ...question.metrics],
    rows: cells.map((cell): Row => {
      const i = place.get(cell.intervalMs)!;
      return {
        ...(grain === 'total' ? {} : { interval: isoInZone(nominal[i]!, zone) }),
        ...Object.fromEntries(groups.map((dimension, d) => [dimension, cell.dims[d]!])),
        ...shownValues(metrics, cell.values, covered[i]!),
      };
    }),
    samples: cells.map(({ values }) => shownSamples(metrics, values)),
    ranges: cells.map(({ values }) => shownRanges(metrics, values)),
    completeness,
    restated,
    backfilled,
    corrections,
    generatedAt: nowMs,
    basis,
    grain,
    zone: question.zone,
    asOf: asOfMs,
    simulated: isHeard(
      epochs.filter((epoch) => epoch.simulated),
      fromMs,
      toMs,
    ),
    provisional: !settled,
  };
}
