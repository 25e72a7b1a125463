import { fail, redirect } from '@sveltejs/kit';
import { accessProblem } from '../access-problem.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only a path of our own is a place to go on to. */
const placeAfter = (to: string | null): string =>
  to !== null && to.startsWith('/') && !/^\/[/\\]/.test(to) && !to.startsWith('/login') ? to : '/';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.identity?.kind === 'person') redirect(303, placeAfter(url.searchParams.get('to')));
  return {};
};

export const actions: Actions = {
  default: async ({ request, locals, cookies, url, getClientAddress }) => {
    const form = await request.formData();
    const name = String(form.get('name') ?? '');
    try {
      const { sessionCookie } = await locals.product.access.signIn({
        name,
        password: String(form.get('password') ?? ''),
        address: getClientAddress(),
      });
      cookies.set(sessionCookie.name, sessionCookie.value, sessionCookie.options);
    } catch (failure) {
      const problem = accessProblem(failure);
      if (problem === null) throw failure;
      const { status, retryAfterSeconds } = problem;
      return fail(status, { name, retryAfterSeconds, wrong: problem.code === 'wrong_credentials' });
    }
    redirect(303, placeAfter(url.searchParams.get('to')));
  },
};
