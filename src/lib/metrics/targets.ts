import type { MetricTarget } from './settings.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/**
 * Targets as a site or queue told them: by metric id, a number or an object with `target`, `breach`, `marks`. What is
 * neither is left out: it can colour nothing.
 */
export function readTargets(told: unknown): Record<string, MetricTarget> {
  const targets: Record<string, MetricTarget> = {};
  if (typeof told !== 'object' || told === null) return targets;
  for (const [metric, value] of Object.entries(told) as [string, unknown][]) {
    if (isNumber(value)) targets[metric] = { target: value };
    else if (typeof value === 'object' && value !== null) {
      const { target, breach, marks } = value as Record<string, unknown>;
      if (!isNumber(target)) continue;
      targets[metric] = {
        target,
        ...(isNumber(breach) ? { breach } : {}),
        ...(Array.isArray(marks) ? { marks: marks.filter(isNumber) } : {}),
      };
    }
  }
  return targets;
}

/**
 * The target in force: a scope's own, else the standard one. A scope that sets no breach keeps the standard's distance
 * between target and breach; one that sets no marks keeps its marks.
 */
export function effectiveTarget(
  own: MetricTarget | undefined,
  standard: MetricTarget | undefined,
): Required<MetricTarget> | null {
  const target = own?.target ?? standard?.target;
  if (target === undefined) return null;
  const distance = standard?.breach === undefined ? 0 : standard.breach - standard.target;
  return { target, breach: own?.breach ?? target + distance, marks: own?.marks ?? standard?.marks ?? [] };
}
