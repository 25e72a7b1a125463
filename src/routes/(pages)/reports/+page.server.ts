import { error } from '@sveltejs/kit';
import { metricById, type Metric } from '#lib/metrics/dictionary.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import type { Grain } from '#lib/metrics/question.ts';
import type { CountingSettings, DimensionVersion } from '#lib/metrics/settings.ts';
import { levelFormula, levelMetric, type LevelFormula } from '#lib/metrics/service-level.ts';
import { Thresholds } from '#lib/metrics/thresholds.ts';
import { effectiveTarget } from '#lib/metrics/targets.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { formulaText } from '#lib/ui/formula-text.ts';
import { GRAIN_OF } from '#lib/ui/report-period.ts';
import { namedShifts } from '#lib/ui/calendar-label.ts';
import { levelLabel } from '#lib/words/level-words.ts';
import { filterOf, reportNumbers } from './report-numbers.ts';
import { choicesOf, readReportQuery, siteSettings, type ReportQuery } from './report-query.ts';
import { thresholdsTold } from './thresholds-told.ts';
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

export const load: PageServerLoad = async ({ locals, url, setHeaders, isDataRequest }) => {
  const { product, identity, locale } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const versions = await product.dimensions();
  const newest = latestVersions(versions);
  const query = readReportQuery(url.searchParams, newest, { zone: product.defaultZone, nowMs: product.clock.now() });
  const grain = GRAIN_OF[query.period.kind];
  const { fromMs, toMs } = query.period;
  const judging = new Thresholds(versions);
  const level = levelFormula(judging, filterOf(query), fromMs, toMs);
  const outcome = reportNumbers(product, query, COLUMNS, identity);
  return {
    query,
    grain,
    metrics: COLUMNS.map((id) => columnOf(id, locale, ownTargets(newest, query), level)),
    headline: HEADLINE,
    sites: choicesOf(versions, 'site', locale),
    queues: choicesOf(versions, 'queue', locale),
    shifts: namedShifts(newest, locale),
    thresholds: thresholdsTold(judging, newest, query, locale),
    formula: formulaText(known(level === 'mixed' ? 'service_level' : levelMetric(level)).formula, locale),
    isMixed: level === 'mixed',
    csv: csvAddress(query, grain),
    filter: filterOf(query),
    // A page that moves on within the browser says that it counts; one that is asked whole comes whole, without a script too.
    outcome: isDataRequest ? outcome : await outcome,
  };
};

/** The same question to the API, as CSV: by what is compared, else queue by queue. */
function csvAddress(query: ReportQuery, grain: Grain): string {
  const params = new URLSearchParams({ metrics: COLUMNS.join(',') });
  params.set('by', query.by ?? 'queue');
  params.set('grain', query.by === null ? grain : 'total');
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

function columnOf(id: string, locale: Locale, own: CountingSettings['targets'], level: LevelFormula) {
  const metric = known(id);
  const label = id === 'service_level' ? levelLabel(level, locale) : metric.label[locale];
  return { id, label, unit: metric.unit, target: effectiveTarget(own?.[id], metric.target) };
}

function known(id: string): Metric {
  const metric = metricById(id);
  if (metric === null) throw new Error(`The report asks for the metric "${id}", which the dictionary does not hold.`);
  return metric;
}
