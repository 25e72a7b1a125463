import type { Preset } from '../preset.ts';
import type { DayCount } from './day-count.ts';
import type { Finding, Target } from './target.ts';
import {
  MANUAL_TARGETS,
  commonTargets,
  gfTargets,
  homeCreditTargets,
  writtenTargets,
  hhiTargets,
} from './target-sets.ts';

/** Standard deviations of chance that a figure may be off. */
const SIGMAS = 3.5;

/** The figures that a day of the site is calibrated by. `scale`: share of the floor; `weekday`: factor of the day on calls in. */
export function targetsOf(preset: Preset, scale: number, weekday: number): Target[] {
  const common = commonTargets(preset, scale, weekday);
  switch (preset.id) {
    case 'manual-separate':
      return [...common, ...MANUAL_TARGETS];
    case 'aicai':
      return [...common, ...writtenTargets(preset, scale)];
    case 'gf':
      return [...common, ...gfTargets(preset)];
    case 'hhi':
      return [...common, ...hhiTargets(preset, scale)];
    default:
      return [...common, ...homeCreditTargets(preset, scale)];
  }
}

/** Holds a counted day against its targets. */
export function findingsOf(count: DayCount, targets: readonly Target[]): Finding[] {
  return targets.map(({ figure, unit, expected, tolerance, sample, value }) => {
    const found = value(count);
    const n = sample?.(count) ?? Number.POSITIVE_INFINITY;
    const chance = unit === 'n' || unit === 'per 100,000' ? poissonSpread(expected, n) : shareSpread(expected, n, unit);
    const width = tolerance * expected + SIGMAS * chance;
    const [low, high] = [expected - width, expected + width];
    // Nothing to judge where chance left no sample at all.
    const met = n === 0 || (found !== null && found >= low && found <= high);
    return { figure, unit, value: n === 0 ? null : found, expected, low, high, met };
  });
}

/** Of a count; of a rate whose sample is the count expected. Small counts are skewed: one more. */
function poissonSpread(expected: number, n: number): number {
  if (!Number.isFinite(n)) return Math.sqrt(Math.max(0, expected));
  return n > 0 ? (expected * (Math.sqrt(n) + 0.5)) / n : 0;
}

/** Of a share: binomial. Of a mean time: one relative standard deviation over the root of n. Of a score from -100 to 100: twice. */
function shareSpread(expected: number, n: number, unit: Target['unit']): number {
  if (!Number.isFinite(n) || n <= 0) return 0;
  if (unit === '%') return Math.sqrt((expected * (1 - expected)) / n);
  return unit === 'NPS' ? 67 / Math.sqrt(n) : (1.2 * expected) / Math.sqrt(n);
}
