import { error } from '@sveltejs/kit';
import { chooseLocale, localeOf } from '#lib/words/locale-choice.ts';
import { wallDataFor } from '../../tv/wall-data.ts';
import type { PageServerLoad } from './$types';

/** A display link: makes this browser the display that the link names, and shows its board. 410 where it was revoked. */
export const load: PageServerLoad = async ({ locals, params, cookies, url, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const opened = await locals.product.access.displays.open(params.secret);
  if (opened === null) error(410, 'This display link is not valid any more.');
  cookies.set(opened.cookie.name, opened.cookie.value, opened.cookie.options);
  const { identity } = opened;
  const locale = chooseLocale(localeOf(url.searchParams.get('lang')), localeOf(identity.locale), locals.locale);
  return { locale, wall: await wallDataFor(locals.product, identity.board, { identity, locale, sites: [] }) };
};
