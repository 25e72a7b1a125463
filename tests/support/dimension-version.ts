import type { DimensionVersion } from '#lib/metrics/settings.ts';

/** A version of a site, in force since ever unless an instant is said. */
export const siteVersion = (id: string, attrs: DimensionVersion['attrs'], validFrom = 0): DimensionVersion => ({
  kind: 'site',
  id,
  site: null,
  validFrom,
  attrs,
});

/** A version of a queue. */
export const queueVersion = (
  id: string,
  attrs: DimensionVersion['attrs'],
  validFrom = 0,
  site = 'cs',
): DimensionVersion => ({ kind: 'queue', id, site, validFrom, attrs });
