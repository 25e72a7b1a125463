import { DEFAULT_SETTINGS } from '#lib/metrics/settings.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { namedIn } from '#lib/ui/names.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const versions = latestVersions(await locals.product.dimensions());
  const entries = (kind: string) =>
    versions
      .filter((version) => version.kind === kind)
      .map(({ id, site, validFrom, attrs }) => ({
        id,
        site,
        validFrom,
        name: namedIn(attrs.name, locals.locale),
        tz: attrs.tz ?? null,
        businessDayStart: attrs.businessDayStart ?? null,
        slThresholdMs: attrs.slThresholdMs ?? null,
        shortAbandonMs: attrs.shortAbandonMs ?? null,
      }))
      .sort((left, right) => (left.site ?? '').localeCompare(right.site ?? '') || left.id.localeCompare(right.id));
  return {
    sites: entries('site'),
    queues: entries('queue'),
    defaults: DEFAULT_SETTINGS,
    zone: locals.product.defaultZone,
    nowMs: locals.product.clock.now(),
  };
};
