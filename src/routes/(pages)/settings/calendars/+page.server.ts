import { error, fail, redirect } from '@sveltejs/kit';
import type { CalendarAttrs, ShiftAttrs } from '#lib/metrics/calendar-data.ts';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { readCalendarForm, readShiftForm } from '#lib/ui/calendar-form.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { namedIn } from '#lib/ui/names.ts';
import { problemOf } from '#lib/wire/problem.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const versions = latestVersions(await locals.product.dimensions());
  const ofKind = (kind: string) => versions.filter((version) => version.kind === kind);
  return {
    zone: locals.product.defaultZone,
    saved: url.searchParams.get('saved'),
    sites: ofKind('site').map(({ id }) => id),
    calendars: ofKind('calendar').map(({ id, site, validFrom, attrs }) => {
      const { dates = [], restDays = [], opening = [] } = attrs as Partial<CalendarAttrs>;
      return {
        id,
        site,
        validFrom,
        dates: dates.map(({ date, name, working = false }) => ({ date, working, name: namedIn(name, locals.locale) })),
        restDays,
        opening,
      };
    }),
    shifts: ofKind('shift').map(({ id, site, validFrom, attrs }) => {
      const { from = '', to = '', days = [] } = attrs as Partial<ShiftAttrs>;
      return { id, site, validFrom, from, to, days, name: namedIn(attrs.name, locals.locale) };
    }),
  };
};

type Reader = (field: (name: string) => string, validFrom: number) => DimensionVersion;

/** Publishes what the form says: from now on, or from the start of a date with the reason why closed quarter hours are regrouped. */
async function publish({ locals, request }: RequestEvent, kind: 'calendar' | 'shift', read: Reader) {
  const { product, identity } = locals;
  if (identity === null) error(401);
  const fields = Object.fromEntries([...(await request.formData())].map(([name, value]) => [name, String(value)]));
  const since = fields['since']?.trim() ?? '';
  const sinceMs = since === '' ? product.clock.now() : Date.parse(`${since}T00:00:00Z`);
  const version = read((name) => fields[name] ?? '', sinceMs);
  const faults = settingFaults(version);
  if (faults.length > 0) {
    return fail(400, { kind, fields, detail: faults.map(({ field, reason }) => `${field}: ${reason}`).join(' ') });
  }
  try {
    await product.setDimension(version, identity, fields['reason'] ?? null);
  } catch (failure) {
    const carried = problemOf(failure);
    if (carried === null) throw failure;
    return fail(carried.status, { kind, fields, detail: carried.detail });
  }
  redirect(303, `/settings/calendars?saved=${encodeURIComponent(version.id)}`);
}

export const actions: Actions = {
  calendar: (event) => publish(event, 'calendar', readCalendarForm),
  shift: (event) => publish(event, 'shift', readShiftForm),
};
