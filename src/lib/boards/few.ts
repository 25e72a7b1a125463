import type { Range } from '../metrics/confidence.ts';
import { MIN_SAMPLE } from './band.ts';

/** The range of 95 % where it has to stand beside its number: over few, or of events that are rare over however many. */
export function rangeOverFew(unit: string, sample: number | undefined, range: Range | undefined): Range | null {
  if (range === undefined) return null;
  return unit === 'per_100k' || (sample !== undefined && sample < MIN_SAMPLE) ? range : null;
}
