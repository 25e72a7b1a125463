import { latestVersions } from '#lib/ui/latest-versions.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { PublishedStatement } from '#lib/runtime/product.ts';
import { SETTINGS_PRODUCER } from '#lib/events/own-producers.ts';
import { auditChanges } from '#lib/ui/audit-text.ts';
import { namedIn } from '#lib/ui/names.ts';
import { problemOf } from '#lib/wire/problem.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import { WAIT_BOUNDS_SECONDS } from '#lib/metrics/histogram.ts';
import { levelMetric } from '#lib/metrics/service-level.ts';
import { LOCALES, type Locale } from '#lib/metrics/locale.ts';
import { DEFAULT_SETTINGS, SERVICE_LEVEL_FORMULAS, type DimensionVersion } from '#lib/metrics/settings.ts';
import {
  readSettingsForm,
  SETTING_KINDS,
  TARGET_METRICS,
  type Complaints,
  type SettingKind,
} from '#lib/ui/settings-form.ts';
import { comparisonOf, type Comparison } from './comparison.ts';
import type { Actions, PageServerLoad } from './$types';

const kindOf = (text: string): SettingKind => SETTING_KINDS.find((kind) => kind === text) ?? error(404);

/** The version that the address names, or null for a new site or queue. 404 where it names an unknown one. */
function find(
  versions: readonly DimensionVersion[],
  kind: SettingKind,
  params: URLSearchParams,
): DimensionVersion | null {
  const id = params.get('id');
  if (id === null) return null;
  const site = params.get('site');
  const found = versions.find(
    (version) => version.kind === kind && version.id === id && (kind === 'site' || (version.site ?? null) === site),
  );
  return found ?? error(404);
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const kind = kindOf(params.kind);
  const versions = latestVersions(await locals.product.dimensions());
  const current = find(versions, kind, url.searchParams);
  const site =
    current === null ? null : (versions.find(({ kind: of, id }) => of === 'site' && id === current.site) ?? null);
  const zone = current?.attrs.tz ?? site?.attrs.tz ?? locals.product.defaultZone;
  const wider = kind === 'queue' ? site?.attrs : undefined;
  const told = current === null ? [] : await statementsOf(locals.product, { kind, id: current.id, site: current.site });
  const again = told.find((statement) => placeOf(statement) === url.searchParams.get('again')) ?? null;
  return {
    kind,
    zone,
    current: current === null ? null : { id: current.id, site: current.site, validFrom: current.validFrom },
    fields: fieldsOf(again && current ? { ...current, attrs: again.attrs } : current),
    again: again?.at ?? null,
    versions: told.map((statement, i) => ({
      place: placeOf(statement),
      validFrom: statement.validFrom,
      at: statement.at,
      by: statement.who?.name ?? (statement.p === SETTINGS_PRODUCER ? null : statement.p),
      state: statement.state,
      reason: statement.reason,
      changes: auditChanges({ before: attrsText(told[i + 1]), after: attrsText(statement) }, locals.locale, zone),
    })),
    names: Object.fromEntries(
      versions.flatMap(({ kind: of, id, attrs }) =>
        of === 'queue' ? [[id, namedIn(attrs.name, locals.locale) ?? id]] : [],
      ),
    ),
    metrics: SHOWN.map((id) => ({
      id,
      label: metricById(id)?.label[locals.locale] ?? id,
      unit: metricById(id)?.unit ?? 'count',
    })),
    inherited: {
      tz: locals.product.defaultZone,
      businessDayStart: DEFAULT_SETTINGS.businessDayStart,
      slThreshold: (wider?.slThresholdMs ?? DEFAULT_SETTINGS.slThresholdMs) / 1000,
      formula: named(levelMetric(wider?.serviceLevelFormula ?? DEFAULT_SETTINGS.serviceLevelFormula), locals.locale)
        .label,
      shortAbandon: (wider?.shortAbandonMs ?? DEFAULT_SETTINGS.shortAbandonMs) / 1000,
      callingWindow: wider?.callingWindow ?? DEFAULT_SETTINGS.callingWindow,
      attemptsPerDay: wider?.attemptsPerDay ?? DEFAULT_SETTINGS.attemptsPerDay,
    },
    formulas: SERVICE_LEVEL_FORMULAS.map((formula) => ({ formula, ...named(levelMetric(formula), locals.locale) })),
    targets: TARGET_METRICS.flatMap((id) => {
      const metric = metricById(id);
      if (metric === null) return [];
      const { unit } = metric;
      const inherited = wider?.targets?.[id] ?? metric.target ?? null;
      return [{ id, label: metric.label[locals.locale], unit, inherited }];
    }),
    sites: versions.filter(({ kind: of }) => of === 'site').map(({ id }) => id),
    bounds: WAIT_BOUNDS_SECONDS.filter((bound) => bound > 60 && bound <= 600)
      .filter((_, index) => index % 12 === 0)
      .join(', '),
    nowMs: locals.product.clock.now(),
    savedFrom: Number(url.searchParams.get('saved')) || null,
  };
};

const named = (id: string, locale: Locale) => ({ label: metricById(id)?.label[locale] ?? id });

/** Metrics of the comparison: one row of a table each rule. The other formulas of the service level come after the first. */
const SHOWN = [
  'service_level',
  'short_abandoned',
  'answer_rate',
  'abandon_rate',
  'asa',
  'service_level_neg',
  'service_level_ign',
  'service_level_pos',
  'service_level_ans',
  'service_level_short',
];

const placeOf = ({ p, e, n }: PublishedStatement): string => `${p}/${e}/${n}`;
const attrsText = (statement: PublishedStatement | undefined): string | null =>
  statement ? JSON.stringify(statement.attrs) : null;

/** None where the history does not answer: the form works without it. */
async function statementsOf(product: App.Locals['product'], name: { kind: string; id: string; site: string | null }) {
  try {
    return await product.definitions(name);
  } catch (failure) {
    if (problemOf(failure)?.status !== 503) throw failure;
    return [];
  }
}

/** What stands in the form of a version: the texts that reading it gives the same version again. */
function fieldsOf(current: DimensionVersion | null): Record<string, string> {
  const attrs = current?.attrs ?? {};
  const fields: Record<string, string> = {
    id: current?.id ?? '',
    site: current?.site ?? '',
    tz: attrs.tz ?? '',
    businessDayStart: attrs.businessDayStart ?? '',
    slThreshold: attrs.slThresholdMs === undefined ? '' : String(attrs.slThresholdMs / 1000),
    serviceLevelFormula: attrs.serviceLevelFormula ?? '',
    shortAbandon: attrs.shortAbandonMs === undefined ? '' : String(attrs.shortAbandonMs / 1000),
    callingWindow: attrs.callingWindow ?? '',
    attemptsPerDay: attrs.attemptsPerDay === undefined ? '' : String(attrs.attemptsPerDay),
    validFrom: '',
  };
  for (const locale of LOCALES) {
    fields[`name.${locale}`] = (typeof attrs.name === 'string' ? attrs.name : attrs.name?.[locale]) ?? '';
  }
  for (const id of TARGET_METRICS) {
    const scale = metricById(id)?.unit === 'ratio' ? 100 : 1;
    const write = (value: number | undefined) =>
      value === undefined ? '' : String(Number((value * scale).toFixed(4)));
    fields[`target.${id}`] = write(attrs.targets?.[id]?.target);
    fields[`breach.${id}`] = write(attrs.targets?.[id]?.breach);
  }
  return fields;
}

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    const { product, identity } = locals;
    if (identity === null) error(401);
    const kind = kindOf(params.kind);
    const form = await request.formData();
    const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    const versions = latestVersions(await product.dimensions());
    const current = find(versions, kind, url.searchParams);
    const site = current === null ? null : versions.find(({ kind: of, id }) => of === 'site' && id === current.site);
    const reading = readSettingsForm((name) => fields[name] ?? '', {
      kind,
      current,
      metric: metricById,
      zone: current?.attrs.tz ?? site?.attrs.tz ?? product.defaultZone,
      nowMs: product.clock.now(),
    });
    const nothing = {
      fields,
      complaints: {} as Complaints,
      failure: null,
      comparison: null as Comparison | null,
      refused: false,
    };
    if (reading.complaints !== null) return fail(400, { ...nothing, complaints: reading.complaints });
    const { version } = reading;
    const comparison = await comparisonOf(product, version, fields['validFrom'] ?? '', identity);
    if (comparison !== null && comparison.seen !== fields['seen']) return { ...nothing, comparison };
    const reason = fields['restate'] === 'on' ? (fields['reason'] ?? '').trim() : '';
    if (comparison?.restates && reason === '') return fail(409, { ...nothing, comparison, refused: true });
    try {
      await product.setDimension(version, identity, reason || null);
    } catch (failure) {
      const detail = failure instanceof Error ? failure.message : String(failure);
      return fail(503, { ...nothing, failure: detail });
    }
    const to = new URLSearchParams({
      id: version.id,
      ...(kind === 'queue' && version.site !== null ? { site: version.site } : {}),
    });
    to.set('saved', String(version.validFrom));
    redirect(303, `/settings/${kind}?${to}`);
  },
};
