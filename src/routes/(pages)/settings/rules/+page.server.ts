import { error, fail, redirect } from '@sveltejs/kit';
import { EVENT_FINDINGS } from '#lib/metrics/impossibilities.ts';
import { isRepairable } from '#lib/metrics/quality-repairs.ts';
import { DEEDS, PRODUCER_KIND, rulesIn } from '#lib/metrics/quality-rules.ts';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import type { RuleRow } from '#lib/reports/rule-list.ts';
import { MINUTE_MS } from '#lib/time/interval.ts';
import { readRulesForm } from '#lib/ui/rules-form.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { problemOf } from '#lib/wire/problem.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const { product, identity } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const [{ producers }, versions] = await Promise.all([product.status(), product.dimensions()]);
  const ruled = latestVersions(versions).filter(({ kind }) => kind === PRODUCER_KIND);
  const chosen = url.searchParams.get('producer')?.trim() ?? '';
  const { deeds, callLengthMs } = rulesIn(ruled.find(({ id }) => id === chosen)?.attrs ?? {});
  return {
    zone: product.defaultZone,
    chosen: chosen === '' ? null : chosen,
    producers: [...new Set([...producers.map(({ p }) => p), ...ruled.map(({ id }) => id)])].sort(),
    findings: EVENT_FINDINGS.map((finding) => ({
      finding,
      deed: deeds[finding] ?? '',
      repair: isRepairable(finding) ? finding : null,
    })),
    callMinutes: String(callLengthMs / MINUTE_MS),
    rules: await rulesOf(locals, chosen),
    saved: Number(url.searchParams.get('saved')) || null,
    takenBack: url.searchParams.has('takenBack') ? Number(url.searchParams.get('takenBack')) : null,
  };
};

/** Null where the history does not answer: the form works without it. */
async function rulesOf({ product, identity }: App.Locals, chosen: string): Promise<readonly RuleRow[] | null> {
  try {
    const { rules } = await product.qualityRules(identity!);
    return chosen === '' ? rules : rules.filter(({ producer }) => producer === chosen);
  } catch (failure) {
    if (problemOf(failure)?.status !== 503) throw failure;
    return null;
  }
}

/** What the form says, and the address of the page that answers it. */
async function read({ request, url }: RequestEvent) {
  const fields = Object.fromEntries([...(await request.formData())].map(([name, value]) => [name, String(value)]));
  const chosen = url.searchParams.get('producer')?.trim() ?? '';
  const answer = (what: Record<string, string>) =>
    redirect(
      303,
      `/settings/rules?${new URLSearchParams({ ...(chosen === '' ? {} : { producer: chosen }), ...what })}`,
    );
  return { fields, chosen, answer };
}

const refused = (fields: Record<string, string>, failure: unknown) => {
  const carried = problemOf(failure);
  if (carried === null) throw failure;
  const reasons = carried.errors?.map(({ reason }) => reason).join(' ');
  return fail(carried.status, { fields, detail: reasons || carried.detail });
};

export const actions: Actions = {
  save: async (event) => {
    const { product, identity } = event.locals;
    if (identity === null) error(401);
    const { fields, chosen, answer } = await read(event);
    const surroundings = { producer: chosen, zone: product.defaultZone, nowMs: product.clock.now() };
    const version = readRulesForm((name) => fields[name] ?? '', surroundings);
    const faults = settingFaults(version);
    if (faults.length > 0)
      return fail(400, { fields, detail: faults.map(({ field, reason }) => `${field}: ${reason}`).join(' ') });
    try {
      await product.setDimension(version, identity);
    } catch (failure) {
      return refused(fields, failure);
    }
    return answer({ saved: String(version.validFrom) });
  },
  takeBack: async (event) => {
    const { product, identity } = event.locals;
    if (identity === null) error(401);
    const { fields, answer } = await read(event);
    const finding = EVENT_FINDINGS.find((one) => one === fields['finding']);
    const deed = DEEDS.find((one) => one === fields['deed']);
    const reason = fields['reason']?.trim() ?? '';
    if (!finding || !deed || reason === '') error(400);
    let count: number;
    try {
      count = await product.takeBackRule({ producer: fields['producer'] ?? '', finding, deed }, reason, identity);
    } catch (failure) {
      return refused(fields, failure);
    }
    return answer({ takenBack: String(count) });
  },
};
