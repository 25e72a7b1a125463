import { error, fail } from '@sveltejs/kit';
import { may } from '#lib/access/rights.ts';
import { problemOf } from '#lib/wire/problem.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_SHOWN = 200;
const LONGEST_REASON = 500;

/** The gaps that are open: those that wait for somebody first, the newest of each first. */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  const { product, identity } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const common = { nowMs: Date.now(), zone: product.defaultZone, mayAccept: may(identity, 'accept_gap') };
  try {
    const gaps = (await product.gaps(identity)).toSorted((a, b) => rank(a) - rank(b));
    const alarms = gaps.filter(({ alarming }) => alarming).length;
    return { ...common, gaps: gaps.slice(0, MOST_SHOWN), all: gaps.length, alarms, away: false };
  } catch (failure) {
    if (problemOf(failure)?.status !== 503) throw failure;
    return { ...common, gaps: [], all: 0, alarms: 0, away: true };
  }
};

const rank = ({ alarming, accepted }: { alarming: boolean; accepted: unknown }): number =>
  alarming ? 0 : accepted === null ? 1 : 2;

export const actions: Actions = {
  accept: async ({ locals: { product, identity }, request }) => {
    if (identity === null) error(401);
    if (!may(identity, 'accept_gap')) error(403);
    const form = await request.formData();
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const p = text('p');
    const [e, from, to] = ['e', 'from', 'to'].map((name) => Number(text(name))) as [number, number, number];
    const reason = text('reason');
    const gap = `${p} ${e} ${from}-${to}`;
    if (reason === '' || reason.length > LONGEST_REASON) return fail(400, { gap, wrong: 'reason' as const });
    if (!(await product.acceptGap(p, { e, from, to }, reason, identity)))
      return fail(404, { gap, wrong: 'gone' as const });
    return { gap, wrong: null };
  },
};
