import type { Locale } from '#lib/metrics/locale.ts';
import { isNamedFormula } from '#lib/metrics/service-level.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { judgesSame, type Thresholds, type ThresholdStep } from '#lib/metrics/thresholds.ts';
import { SECOND_MS } from '#lib/time/interval.ts';
import { formatInstant } from '#lib/ui/format.ts';
import { namedIn } from '#lib/ui/names.ts';
import { levelLabel } from '#lib/words/level-words.ts';
import type { ReportQuery } from './report-query.ts';

/** T and S in seconds, and the formula where it is not the usual one, of a site or queue in the period or from an instant in it on. */
export interface ToldThresholds {
  /** One of a kind in a list. */
  key: string;
  name: string;
  /** Null: since before the period. */
  since: string | null;
  t: number;
  s: number;
  formula: string | null;
}

/**
 * T, S and formula of the scope: the default, then those of sites that differ from it and of queues that differ from their
 * site, as they were in force in the period, each change of them apart. `newest`: for the names.
 */
export function thresholdsTold(
  thresholds: Thresholds,
  newest: readonly DimensionVersion[],
  query: Pick<ReportQuery, 'site' | 'queue' | 'period' | 'zone'>,
  locale: Locale,
): { t: number; s: number; own: ToldThresholds[] } {
  const { fromMs, toMs } = query.period;
  const { defaults, timelines } = thresholds;
  const nameOf = (site: string | null, queue: string | null): string => {
    const id = queue ?? site ?? '';
    const named = newest.find(
      (version) =>
        version.id === id &&
        (queue === null ? version.kind === 'site' : version.kind === 'queue' && version.site === site),
    );
    return namedIn(named?.attrs.name, locale) ?? id;
  };
  const own = timelines.flatMap(({ site, queue, steps }): ToldThresholds[] => {
    if (query.site !== null && site !== query.site) return [];
    if (query.queue !== null && queue !== null && queue !== query.queue) return [];
    const inForce = steps.filter((step, i) => step.fromMs < toMs && (steps[i + 1]?.fromMs ?? toMs) > fromMs);
    const above = (step: ThresholdStep): ThresholdStep =>
      queue === null ? defaults : thresholds.stepAt(site, null, Math.max(step.fromMs, fromMs));
    if (inForce.every((step) => judgesSame(step, above(step)))) return [];
    return inForce.map((step) => ({
      key: JSON.stringify([site, queue, step.fromMs]),
      name: nameOf(site, queue),
      since: step.fromMs > fromMs ? formatInstant(step.fromMs, query.zone, locale) : null,
      t: step.slThresholdMs / SECOND_MS,
      s: step.shortAbandonMs / SECOND_MS,
      formula: isNamedFormula(step.serviceLevelFormula) ? levelLabel(step.serviceLevelFormula, locale) : null,
    }));
  });
  return { t: defaults.slThresholdMs / SECOND_MS, s: defaults.shortAbandonMs / SECOND_MS, own };
}
