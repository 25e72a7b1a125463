import { error } from '@sveltejs/kit';
import { may } from '#lib/access/rights.ts';
import { FINDINGS } from '#lib/metrics/impossibilities.ts';
import { parseQualityQuestion } from '#lib/reports/parse-quality-question.ts';
import type { RuleRow } from '#lib/reports/rule-list.ts';
import type { QualityAnswer } from '#lib/reports/quality.ts';
import { businessDate, businessDayStart } from '#lib/time/interval.ts';
import { zoneOf } from '#lib/time/zone.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { problemOf } from '#lib/wire/problem.ts';
import type { PageServerLoad } from './$types';

/** Days that are shown where none are asked. */
const DAYS = 7;
const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** The data-quality lane: the same question as the API's, last week where no period is asked. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const { product, identity } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const versions = await product.dimensions();
  const nowMs = product.clock.now();
  const zone = zoneOf(product.defaultZone);
  const dateOf = (instantMs: number): string => {
    const { year, month, day } = businessDate(instantMs, zone, 0);
    return `${year}-${two(month)}-${two(day)}`;
  };
  const today = businessDayStart(nowMs, zone, 0);
  const asked = new URLSearchParams();
  // An empty field of the form asks nothing.
  for (const [name, value] of url.searchParams) if (name !== 'lang' && value !== '') asked.set(name, value);
  if (!asked.has('from')) asked.set('from', dateOf(today - (DAYS - 1) * DAY_MS + DAY_MS / 2));
  if (!asked.has('to')) asked.set('to', dateOf(today + 1.5 * DAY_MS));
  const parsed = parseQualityQuestion(asked, { defaultZone: product.defaultZone, versions });
  const status = await product.status();
  const common = {
    chosen: Object.fromEntries(['from', 'to', 'site', 'producer', 'kind'].map((name) => [name, asked.get(name) ?? ''])),
    kinds: FINDINGS,
    sites: latestVersions(versions).flatMap(({ kind, id }) => (kind === 'site' ? [id] : [])),
    producers: status.producers.map(({ p }) => p).sort(),
    mayRule: may(identity, 'edit_settings'),
  };
  const nothing = {
    ...common,
    answer: null as QualityAnswer | null,
    rules: [] as readonly RuleRow[],
    complaint: null as string | null,
    away: false,
  };
  if (!parsed.ok) return { ...nothing, complaint: parsed.errors.map(({ reason }) => reason).join(' ') };
  try {
    const [answer, { rules }] = await Promise.all([
      product.quality(parsed.question, identity),
      product.qualityRules(identity),
    ]);
    return { ...nothing, answer, rules };
  } catch (failure) {
    if (problemOf(failure)?.status !== 503) throw failure;
    return { ...nothing, away: true };
  }
};
