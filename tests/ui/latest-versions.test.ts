import { expect, test } from 'vitest';
import { latestVersions } from '#lib/ui/latest-versions.ts';

const version = (id: string, site: string, validFrom: number, slThresholdMs: number) => ({
  kind: 'queue',
  id,
  site,
  validFrom,
  attrs: { slThresholdMs },
});

test('[SC13] a list and a form show the newest version of each thing, once', () => {
  const versions = [
    version('svc', 'cs', 1, 20_000),
    version('svc', 'cs', 5, 30_000),
    version('svc', 'gz', 2, 5_000),
    version('svc', 'cs', 3, 10_000),
    version('svc', 'gz', 2, 7_500),
  ];
  expect(latestVersions(versions).map(({ site, attrs }) => [site, attrs.slThresholdMs])).toEqual([
    ['cs', 30_000],
    ['gz', 7_500],
  ]);
});
