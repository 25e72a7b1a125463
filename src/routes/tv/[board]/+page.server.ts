import { error } from '@sveltejs/kit';
import { wallDataFor } from '../wall-data.ts';
import type { PageServerLoad } from './$types';

/** The wall of a board for whoever is signed in; `?site=a&site=b` narrows it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { identity, locale, product } = locals;
  if (identity === null) error(401, 'Sign in to see this board.');
  return {
    wall: await wallDataFor(product, params.board, { identity, locale, sites: url.searchParams.getAll('site') }),
  };
};
