import { error } from '@sveltejs/kit';
import { metricById } from '#lib/metrics/dictionary.ts';
import { isNamedFormula } from '#lib/metrics/service-level.ts';
import { parseContactsQuestion } from '#lib/reports/parse-contacts-question.ts';
import { namedShifts } from '#lib/ui/calendar-label.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { namedIn } from '#lib/ui/names.ts';
import { levelLabel } from '#lib/words/level-words.ts';
import { answersOf, definitionOf, numberText, rowTexts, scopeTexts, whyTexts } from './explain-data.ts';
import type { PageServerLoad } from './$types';

/** The parameters that name the number: a page of its list, and a contact asked about, are left out. */
const withoutPlace = (asked: URLSearchParams, ...names: string[]): string => {
  const kept = new URLSearchParams(asked);
  for (const name of names) kept.delete(name);
  return kept.toString();
};

/** One number, explained: the same question as the API's, in words. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const { product, identity, locale } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const asked = new URLSearchParams(url.searchParams);
  asked.delete('lang');
  // An empty field of the form asks nothing.
  if (asked.get('why')?.trim() === '') asked.delete('why');
  const versions = await product.dimensions();
  const parsed = parseContactsQuestion(asked, { defaultZone: product.defaultZone, versions }, product.clock.now());
  if (!parsed.ok) {
    return { complaint: parsed.errors.map(({ field, reason }) => `${field}: ${reason}`).join(' '), number: null };
  }
  const { question } = parsed;
  const metric = metricById(question.metric)!;
  const shifts = namedShifts(latestVersions(versions), locale);
  const where = { locale, zone: question.zone, shifts };
  const { answers, failure } = await answersOf(product, question, identity);
  const common = {
    complaint: null,
    metric: definitionOf(metric, locale, answers?.explanation.formula ?? null),
    zone: question.zone,
    failure,
  };
  if (answers === null) return { ...common, number: null };
  const { explanation, contacts, why } = answers;
  const nameOf = (site: string | null, queue: string | null): string =>
    [
      site && (namedIn(versions.findLast((one) => one.kind === 'site' && one.id === site)?.attrs.name, locale) ?? site),
      queue &&
        (namedIn(versions.findLast((one) => one.kind === 'queue' && one.id === queue)?.attrs.name, locale) ?? queue),
    ]
      .filter(Boolean)
      .join(' · ');
  // Every further page and question is about the same instant.
  asked.set('asOf', String(contacts.asOfMs));
  const here = withoutPlace(asked, 'cursor', 'why');
  return {
    ...common,
    number: {
      ...numberText(metric, explanation, where),
      fromMs: explanation.fromMs,
      toMs: explanation.toMs,
      asOfMs: explanation.asOfMs,
      basis: question.basis,
      window: question.window ?? null,
      scope: scopeTexts(question, locale, shifts),
      rules: explanation.rules.map(({ site, queue, sinceMs, slThresholdMs, shortAbandonMs, serviceLevelFormula }) => ({
        name: site === null && queue === null ? null : nameOf(site, queue),
        t: slThresholdMs / 1_000,
        s: shortAbandonMs / 1_000,
        formula: isNamedFormula(serviceLevelFormula) ? levelLabel(serviceLevelFormula, locale) : null,
        sinceMs,
      })),
      completeness: explanation.completeness,
      missing: explanation.missing,
      restated: explanation.restated,
      simulated: explanation.simulated,
      provisional: explanation.provisional,
      reached: explanation.reached,
    },
    list: {
      rows: rowTexts(contacts, where),
      facts: contacts.facts,
      next: contacts.next,
      first: question.cursor === null,
    },
    why: why && whyTexts(why, metric, where),
    here,
    fields: [...new URLSearchParams(here)],
    withWhy: question.why === null ? '' : `&why=${encodeURIComponent(question.why)}`,
    reportAddress: reportAddress(explanation.fromMs, question.zone, question.basis, question.filter),
  };
};

/** The report page of the day in which the number begins, for the same site and queue. */
function reportAddress(
  fromMs: number,
  zone: string,
  basis: string,
  filter: { site?: readonly string[]; queue?: readonly string[] },
): string {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(fromMs);
  const params = new URLSearchParams({ period: 'day', date, basis });
  for (const name of ['site', 'queue'] as const) {
    const [only, ...others] = filter[name] ?? [];
    if (only !== undefined && others.length === 0) params.set(name, only);
  }
  return `/reports?${params}`;
}
