import type { Identity } from '#lib/access/identity.ts';
import { INBOUND } from '#lib/boards/inbound-floor.ts';
import type { CalendarGroup } from '#lib/metrics/calendar-groups.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import type { Filter, Grain } from '#lib/metrics/question.ts';
import type { ReportAnswer } from '#lib/reports/report-answer.ts';
import type { RestatedAnswer } from '#lib/reports/restated.ts';
import type { Product } from '#lib/runtime/product.ts';
import { GRAIN_OF } from '#lib/ui/report-period.ts';
import { problemOf } from '#lib/wire/problem.ts';
import type { ReportQuery } from './report-query.ts';

/** The numbers of the page: over the whole period, by interval, by queue, by what the calendar says. */
export interface ReportNumbers {
  total: ReportAnswer;
  intervals: ReportAnswer;
  queues: ReportAnswer;
  /** By the group of the calendar that is asked; null where none is. */
  groups: ReportAnswer | null;
  /** Closed intervals that changed after closing; null where there is none. */
  restated: RestatedAnswer | null;
}

/** What the list of restated intervals shows, and of how many intervals at most. */
const RESTATED_METRICS = ['offered', 'answered', 'service_level'];
const MOST_RESTATED = 20;

/** Why there are none. `away`: the history cannot answer now and will again; `detail` is one sentence of its own. */
export interface ReportFailure {
  kind: 'away' | 'fault';
  detail: string;
}

export type ReportOutcome = { numbers: ReportNumbers; failure: null } | { numbers: null; failure: ReportFailure };

/** What of the floor the page counts. */
export const filterOf = ({ site, queue }: ReportQuery): Filter => ({
  ...INBOUND,
  ...(site === null ? {} : { site: [site] }),
  ...(queue === null ? {} : { queue: [queue] }),
});

/** Asks the history; never rejects. */
export async function reportNumbers(
  product: Product,
  query: ReportQuery,
  metrics: readonly string[],
  identity: Identity,
): Promise<ReportOutcome> {
  const { fromMs, toMs, kind } = query.period;
  const { zone, basis, by: group } = query;
  const asOfMs = product.clock.now();
  const asked = { metrics, fromMs, toMs, zone, basis, filter: filterOf(query), asOfMs };
  const ask = (by: readonly Dimension[], grain: Grain) => product.report({ ...asked, by, grain }, identity);
  const compare = (by: CalendarGroup) =>
    product.report({ ...asked, by: [], grain: 'total', calendar: { by: [by], filter: {} } }, identity);
  try {
    const [total, intervals, queues, groups] = await Promise.all([
      ask([], 'total'),
      ask([], GRAIN_OF[kind]),
      ask(['queue'], 'total'),
      group === null ? null : compare(group),
    ]);
    const changed = total.restated + total.backfilled > 0;
    const restated = changed
      ? await product.restated(
          {
            metrics: RESTATED_METRICS,
            filter: query.site === null ? {} : { site: [query.site] },
            basis,
            fromMs,
            toMs,
            zone,
            limit: MOST_RESTATED,
          },
          identity,
        )
      : null;
    return { numbers: { total, intervals, queues, groups, restated }, failure: null };
  } catch (failure) {
    const told = problemOf(failure);
    const detail = failure instanceof Error ? failure.message : String(failure);
    return { numbers: null, failure: { kind: told?.status === 503 ? 'away' : 'fault', detail } };
  }
}
