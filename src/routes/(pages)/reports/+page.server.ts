import { error } from '@sveltejs/kit';
import { INBOUND } from '#lib/boards/inbound-floor.ts';
import { metricById, type Metric } from '#lib/metrics/dictionary.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import type { Filter, Grain, ReportQuestion } from '#lib/metrics/question.ts';
import { DEFAULT_SETTINGS, type CountingSettings, type DimensionVersion } from '#lib/metrics/settings.ts';
import { effectiveTarget } from '#lib/metrics/targets.ts';
import type { ReportAnswer } from '#lib/reports/report-answer.ts';
import { GRAIN_OF } from '#lib/ui/report-period.ts';
import { namedIn } from '#lib/ui/names.ts';
import { choicesOf, readReportQuery, siteSettings, type ReportQuery } from './report-query.ts';
import type { PageServerLoad } from './$types';

/** Columns of the tables; the figures of the headline are the first seven of HEADLINE. */
const COLUMNS = [
  'offered',
  'answered',
  'abandoned',
  'short_abandoned',
  'answer_rate',
  'abandon_rate',
  'service_level',
  'asa',
  'wait_p90',
  'wait_max',
  'handled',
  'aht',
];
const HEADLINE = ['offered', 'answered', 'service_level', 'answer_rate', 'abandon_rate', 'asa', 'aht'];

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const { product, identity, locale } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const versions = await product.dimensions();
  const query = readReportQuery(url.searchParams, versions, { zone: product.defaultZone, nowMs: product.clock.now() });
  const grain = GRAIN_OF[query.period.kind];
  const ask = (by: readonly Dimension[], of: Grain) => product.report(questionOf(query, by, of), identity);

  const metrics = COLUMNS.map((id) => columnOf(id, locale, ownTargets(versions, query)));
  const page = {
    query,
    grain,
    metrics,
    headline: HEADLINE,
    sites: choicesOf(versions, 'site', locale),
    queues: choicesOf(versions, 'queue', locale),
    thresholds: thresholdsOf(versions, query, locale),
    formula: metricById('service_level')?.printed ?? '',
    csv: csvAddress(query, grain),
  };
  try {
    const [total, intervals, queues] = await Promise.all([ask([], 'total'), ask([], grain), ask(['queue'], 'total')]);
    return { ...page, failure: null, report: { total, intervals, queues: namedQueues(queues, page.queues) } };
  } catch (failure) {
    return { ...page, failure: failure instanceof Error ? failure.message : String(failure), report: null };
  }
};

const filterOf = ({ site, queue }: ReportQuery): Filter => ({
  ...INBOUND,
  ...(site === null ? {} : { site: [site] }),
  ...(queue === null ? {} : { queue: [queue] }),
});

function questionOf(query: ReportQuery, by: readonly Dimension[], grain: Grain): ReportQuestion {
  const { fromMs, toMs } = query.period;
  return { metrics: COLUMNS, by, grain, fromMs, toMs, zone: query.zone, basis: query.basis, filter: filterOf(query) };
}

/** The same question to the API, as CSV. */
function csvAddress(query: ReportQuery, grain: Grain): string {
  const params = new URLSearchParams({ metrics: COLUMNS.join(','), by: 'queue', grain });
  params.set('from', new Date(query.period.fromMs).toISOString());
  params.set('to', new Date(query.period.toMs).toISOString());
  params.set('tz', query.zone);
  params.set('basis', query.basis);
  for (const [dimension, values] of Object.entries(filterOf(query))) params.set(dimension, values.join(','));
  params.set('format', 'csv');
  return `/api/v1/reports/query?${params}`;
}

/** Targets that the queue asked sets, else those of the site, as on the wall. */
function ownTargets(versions: readonly DimensionVersion[], query: ReportQuery): CountingSettings['targets'] {
  const { queue, site } = query;
  const ofQueue = versions.find(
    (version) =>
      queue !== null && version.kind === 'queue' && version.id === queue && (site === null || version.site === site),
  );
  return { ...siteSettings(versions, site)?.targets, ...ofQueue?.attrs.targets };
}

function columnOf(id: string, locale: Locale, own: CountingSettings['targets']) {
  const metric: Metric | null = metricById(id);
  if (metric === null) throw new Error(`The report asks for the metric "${id}", which the dictionary does not hold.`);
  return { id, label: metric.label[locale], unit: metric.unit, target: effectiveTarget(own?.[id], metric.target) };
}

function namedQueues(answer: ReportAnswer, names: readonly { id: string; name: string }[]) {
  const rows = answer.rows.map((row) => {
    const queue = row['queue'] ?? null;
    return { row, name: queue === null ? null : (names.find(({ id }) => id === queue)?.name ?? String(queue)) };
  });
  return { ...answer, rows: rows.map(({ row, name }) => ({ ...row, name })) };
}

/** T and S of the scope: the default, then every site or queue in it that has its own. */
function thresholdsOf(versions: readonly DimensionVersion[], query: ReportQuery, locale: Locale) {
  const seconds = (ms: number) => ms / 1000;
  const own = versions
    .filter(({ kind, id, site }) => {
      if (kind === 'site') return query.site === null || id === query.site;
      if (kind !== 'queue') return false;
      return (query.queue === null || id === query.queue) && (query.site === null || site === query.site);
    })
    .filter(({ attrs }) => attrs.slThresholdMs !== undefined || attrs.shortAbandonMs !== undefined)
    .map(({ id, attrs }) => ({
      name: namedIn(attrs.name, locale) ?? id,
      t: seconds(attrs.slThresholdMs ?? DEFAULT_SETTINGS.slThresholdMs),
      s: seconds(attrs.shortAbandonMs ?? DEFAULT_SETTINGS.shortAbandonMs),
    }));
  return {
    t: seconds(DEFAULT_SETTINGS.slThresholdMs),
    s: seconds(DEFAULT_SETTINGS.shortAbandonMs),
    own,
  };
}
