import type { Metric } from './dictionary.ts';
import type { Locale } from './locale.ts';

/** A metric as `GET /api/v1/metrics` tells it (contract 8). `none`: what a row holds where nothing counted. */
export const dictionaryEntry = (metric: Metric, locale: Locale) => ({
  id: metric.id,
  label: metric.label[locale],
  unit: metric.unit,
  better: metric.better,
  kind: metric.kind,
  formula: metric.printed,
  dimensions: metric.dimensions,
  attribution: metric.attribution,
  none: metric.none === '0' ? 0 : null,
  live: metric.live,
  report: metric.inReports,
  target: metric.target ?? null,
  source: metric.source,
  page: metric.page ?? null,
});
