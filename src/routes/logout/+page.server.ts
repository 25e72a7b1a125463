import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Logging out is a post; who comes here by address goes home. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async ({ request, locals, cookies }) => {
    const blank = await locals.product.access.signOut(request.headers.get('cookie'));
    cookies.set(blank.name, blank.value, blank.options);
    redirect(303, '/login');
  },
};
