import { error, fail } from '@sveltejs/kit';
import { TOKEN_KINDS } from '#lib/access/tokens.ts';
import { BOARDS } from '#lib/boards/inbound-floor.ts';
import { accessProblem } from '../../../access-problem.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  const { access, defaultZone } = locals.product;
  setHeaders({ 'cache-control': 'no-store' });
  return {
    displays: await access.displays.list(),
    tokens: await access.tokens.list(),
    kinds: TOKEN_KINDS,
    boards: BOARDS.map(({ id }) => id),
    zone: defaultZone,
  };
};

/** Does what a form asks, as the one who is signed in; what the access room refuses goes back into the form. */
async function act<Result>(
  { locals, request }: RequestEvent,
  what: (field: (name: string) => string, by: NonNullable<App.Locals['identity']>) => Promise<Result>,
) {
  if (locals.identity === null) error(401);
  const form = await request.formData();
  try {
    return await what((name) => String(form.get(name) ?? ''), locals.identity);
  } catch (failure) {
    const problem = accessProblem(failure);
    if (problem === null) throw failure;
    return fail(problem.status, { refused: problem.message });
  }
}

/** Sites named with commas, as far as the one who asks sees; none named means all of theirs. */
function scopeOf(sites: string, by: NonNullable<App.Locals['identity']>) {
  const named = sites.split(/[\s,，、]+/).filter(Boolean);
  return { ...by.scope, ...(named.length === 0 ? {} : { sites: named }) };
}

export const actions: Actions = {
  makeDisplay: (event) =>
    act(event, async (field, by) => {
      const { display, path } = await event.locals.product.access.displays.make(
        {
          name: field('name'),
          board: field('board'),
          scope: scopeOf(field('sites'), by),
          locale: field('locale') || null,
        },
        by,
      );
      return { made: { name: display.name, secret: new URL(path, event.url).href } };
    }),
  renameDisplay: (event) =>
    act(event, async (field, by) => {
      await event.locals.product.access.displays.rename(field('id'), field('name'), by);
    }),
  revokeDisplay: (event) =>
    act(event, async (field, by) => {
      await event.locals.product.access.displays.revoke(field('id'), by);
    }),
  makeToken: (event) =>
    act(event, async (field, by) => {
      const { token, secret } = await event.locals.product.access.tokens.make(
        {
          name: field('name'),
          kind: field('kind'),
          scope: scopeOf(field('sites'), by),
          correct: field('correct') === 'yes',
        },
        by,
      );
      return { made: { name: token.name, secret } };
    }),
  revokeToken: (event) =>
    act(event, async (field, by) => {
      await event.locals.product.access.tokens.revoke(field('id'), by);
    }),
};
