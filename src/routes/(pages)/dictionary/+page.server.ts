import { METRICS, type Metric } from '#lib/metrics/dictionary.ts';
import type { PageServerLoad } from './$types';

/** The dictionary in one language; formulas as they are printed from the code that counts. */
export const load: PageServerLoad = ({ locals, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim();
  return { query, entries: METRICS.map((metric) => entryOf(metric, locals.locale)) };
};

function entryOf(metric: Metric, locale: App.Locals['locale']) {
  return {
    id: metric.id,
    code: metric.code,
    label: metric.label[locale],
    help: metric.help[locale],
    /** Names in all languages: what the search looks through. */
    words: `${metric.id} ${metric.code} ${Object.values(metric.label).join(' ')} ${metric.help[locale]}`.toLowerCase(),
    unit: metric.unit,
    better: metric.better,
    attribution: metric.attribution,
    printed: metric.printed,
    none: metric.none,
    dimensions: metric.dimensions,
    target: metric.target ?? null,
    inReports: metric.inReports,
    source: metric.source,
  };
}
