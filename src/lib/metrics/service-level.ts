import type { Filter } from './question.ts';
import { DEFAULT_SETTINGS, type ServiceLevelFormula } from './settings.ts';
import type { Thresholds } from './thresholds.ts';

/** The formula by which a service level counts; `mixed`: queues of its scope count by different ones. */
export type LevelFormula = ServiceLevelFormula | 'mixed';

/** The metric that is always counted by a formula. */
export const levelMetric = (formula: ServiceLevelFormula): string => `service_level_${formula}`;

/** True where a number is named after the formula, for it is not the usual one. */
export const isNamedFormula = (formula: LevelFormula): boolean => formula !== DEFAULT_SETTINGS.serviceLevelFormula;

/**
 * By which formula the known sites and queues of a scope count in [fromMs, toMs); the default where none is known.
 */
export function levelFormula(
  { timelines, defaults }: Thresholds,
  { site: sites, queue: queues }: Filter,
  fromMs: number,
  toMs: number,
): LevelFormula {
  const asked = timelines.filter(
    ({ site, queue }) =>
      (!sites || (site !== null && sites.includes(site))) && (queue === null || !queues || queues.includes(queue)),
  );
  // What a queue sets itself stands for the visits of that queue alone; its site's setting is for the others.
  const own = new Set(asked.flatMap(({ site, queue }) => (queue === null ? [] : [JSON.stringify([site, queue])])));
  const inScope = asked.filter(
    ({ site, queue }) => queue !== null || !queues || queues.some((one) => !own.has(JSON.stringify([site, one]))),
  );
  const formulas = new Set(
    inScope.flatMap(({ steps }) =>
      steps
        .filter((step, i) => step.fromMs < toMs && (steps[i + 1]?.fromMs ?? Infinity) > fromMs)
        .map(({ serviceLevelFormula }) => serviceLevelFormula),
    ),
  );
  const [only = defaults.serviceLevelFormula, ...others] = formulas;
  return others.length === 0 ? only : 'mixed';
}
