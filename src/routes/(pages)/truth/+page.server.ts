import { error, fail } from '@sveltejs/kit';
import { seesSite } from '#lib/access/identity.ts';
import { may } from '#lib/access/rights.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import { INVARIANT_IDS, INVARIANTS } from '#lib/metrics/invariants.ts';
import { KEPT_AT_CLOSE } from '#lib/metrics/live-at-close.ts';
import { unlessLate } from '#lib/runtime/unless-late.ts';
import { businessDayStart, HOUR_MS, SLOT_MS, slotOf } from '#lib/time/interval.ts';
import { instantOf, zoneOf } from '#lib/time/zone.ts';
import { problemOf } from '#lib/wire/problem.ts';
import { badgeDays } from './badge-days.ts';
import { TRUTH_KEY } from './truth-key.ts';
import type { Actions, PageServerLoad } from './$types';

const WEEK_MS = 7 * 24 * HOUR_MS;
const MOST_MOVED = 20;
const MOST_EVENTS = 4;

/** What has to hold, and how it stands; within what the caller may see. */
export const load: PageServerLoad = async ({ locals, depends, setHeaders }) => {
  depends(TRUTH_KEY);
  const { product, identity, locale } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const nowMs = product.clock.now();
  const todayMs = businessDayStart(nowMs, zoneOf(product.defaultZone), 0);
  const fromMs = todayMs - WEEK_MS;
  const toMs = slotOf(nowMs) + SLOT_MS;
  const restatedQuestion = {
    metrics: ['offered', 'answered', 'abandoned', 'service_level', 'handled'],
    filter: {},
    basis: 'entry' as const,
    fromMs,
    toMs,
    zone: product.defaultZone,
    limit: 10,
  };
  const [view, verification, corrections, restated] = await Promise.all([
    product.truth.view(identity),
    product.truth.verification(identity),
    unlessLate(product.corrections({}, fromMs, nowMs + 1, identity)),
    unlessLate(product.restated(restatedQuestion, identity)),
  ]);
  const label = (id: string): string => metricById(id)?.label[locale] ?? id;
  const unit = (id: string): string => metricById(id)?.unit ?? 'number';
  const { badges } = view;
  return {
    nowMs,
    zone: product.defaultZone,
    invariants: INVARIANT_IDS.map((id) => {
      const states = view.invariants.filter(({ invariant }) => invariant === id);
      const sum = (of: 'readings' | 'left' | 'right' | 'brokenReadings'): number =>
        states.reduce((total, state) => total + state[of], 0);
      const broken = states.flatMap((state) => state.broken);
      return {
        id,
        number: INVARIANTS[id].number,
        unit: INVARIANTS[id].unit,
        readings: sum('readings'),
        left: sum('left'),
        right: sum('right'),
        brokenReadings: sum('brokenReadings'),
        sinceMs: broken.length === 0 ? null : Math.min(...broken.map(({ sinceMs }) => sinceMs)),
        broken: broken.map(({ site, of, left, right, sinceMs }) => ({ site, of, left, right, sinceMs })),
      };
    }),
    readingMs: view.readingMs,
    badges: badges && {
      ...badgeDays(badges, todayMs, product.defaultZone),
      moved: badges
        .filter(({ state }) => state === 'late' || state === 'unexplained')
        .reverse()
        .slice(0, MOST_MOVED)
        .map(({ site, slotAtMs, state, moved, events }) => ({
          site,
          slotAtMs,
          state,
          numbers: moved
            .filter(({ queue }) => queue === undefined)
            .map(({ metric, live, report }) => ({ label: label(metric), unit: unit(metric), live, report })),
          moved: moved.length,
          events: events.slice(0, MOST_EVENTS),
          moreEvents: Math.max(0, events.length - MOST_EVENTS),
        })),
    },
    kept: KEPT_AT_CLOSE.length,
    producers: view.producers,
    counts: seesSite(identity.scope, null) ? view.counts : null,
    corrections: corrections?.filter(({ standing }) => standing === 'in_force') ?? null,
    restated: restated && {
      n: restated.restated,
      backfilled: restated.backfilled,
      rows: restated.rows
        .filter((row) => row.old !== row.new)
        .map(({ metric, events, ...row }) => ({
          ...row,
          label: label(metric),
          unit: unit(metric),
          events: events.slice(0, MOST_EVENTS),
          moreEvents: Math.max(0, events.length - MOST_EVENTS),
        })),
    },
    verification,
    mayVerify: may(identity, 'view_events') && seesSite(identity.scope, null),
    day: {
      from: dateText(todayMs - 12 * HOUR_MS, product.defaultZone),
      to: dateText(todayMs + 12 * HOUR_MS, product.defaultZone),
    },
  };
};

/** `2026-11-01` of an instant, by the calendar of a zone: as a date field holds it. */
const dateText = (instantMs: number, zone: string): string => {
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return shown.format(instantMs);
};

function readDate(text: FormDataEntryValue | null, zone: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typeof text === 'string' ? text : '') ?? [];
  if (day === undefined) return null;
  return instantOf({ year: Number(year), month: Number(month), day: Number(day) }, 0, zoneOf(zone));
}

export const actions: Actions = {
  verify: async ({ locals: { product, identity }, request }) => {
    if (identity === null) error(401);
    const form = await request.formData();
    const fromMs = readDate(form.get('from'), product.defaultZone);
    const toMs = readDate(form.get('to'), product.defaultZone);
    if (fromMs === null || toMs === null || fromMs >= toMs || fromMs % SLOT_MS !== 0) return fail(400, { bad: true });
    try {
      product.truth.verify({ fromMs, toMs }, identity);
    } catch (thrown) {
      const carried = problemOf(thrown);
      if (carried === null) throw thrown;
      error(carried.status, carried.detail);
    }
    return { bad: false };
  },
  cancel: ({ locals: { product, identity } }) => {
    if (identity === null) error(401);
    product.truth.cancel(identity);
  },
};
