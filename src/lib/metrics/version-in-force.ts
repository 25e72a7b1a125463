import type { DimensionVersion } from './settings.ts';

/** The version in force at an instant: the greatest `validFrom` not after it; of equal ones the last given. */
export function versionAt(versions: readonly DimensionVersion[], instantMs: number): DimensionVersion | null {
  let inForce: DimensionVersion | null = null;
  for (const version of versions) {
    if (version.validFrom <= instantMs && (!inForce || version.validFrom >= inForce.validFrom)) inForce = version;
  }
  return inForce;
}
