import { error, fail } from '@sveltejs/kit';
import { MIN_PASSWORD } from '#lib/access/passwords.ts';
import { accessProblem } from '../../../access-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ minimum: MIN_PASSWORD });

export const actions: Actions = {
  default: async ({ locals, request, cookies, getClientAddress }) => {
    if (locals.identity === null) error(401);
    const form = await request.formData();
    if (form.get('new') !== form.get('again'))
      return fail(400, { differ: true, code: null, detail: '', changed: false });
    try {
      const { sessionCookie } = await locals.product.access.changePassword({
        identity: locals.identity,
        currentPassword: form.get('current'),
        newPassword: form.get('new'),
        address: getClientAddress(),
      });
      cookies.set(sessionCookie.name, sessionCookie.value, sessionCookie.options);
    } catch (failure) {
      const problem = accessProblem(failure);
      if (problem === null) throw failure;
      return fail(problem.status, { differ: false, code: problem.code, detail: problem.message, changed: false });
    }
    return { differ: false, code: null, detail: '', changed: true };
  },
};
