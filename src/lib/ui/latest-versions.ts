import type { DimensionVersion } from '../metrics/settings.ts';

/** Of every site, queue ... its newest version, planned ones too; versions of one instant in the order of writing. */
export function latestVersions(versions: readonly DimensionVersion[]): DimensionVersion[] {
  const latest = new Map<string, DimensionVersion>();
  for (const version of versions) {
    const key = JSON.stringify([version.kind, version.site, version.id]);
    const known = latest.get(key);
    if (known === undefined || known.validFrom <= version.validFrom) latest.set(key, version);
  }
  return [...latest.values()];
}
