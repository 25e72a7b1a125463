import { redirect, type Handle, type RequestEvent } from '@sveltejs/kit';
import type { Identity } from '#lib/access/identity.ts';
import { admission, routeRule, type Admission } from '#lib/access/route-rights.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import { roomOf } from '#lib/ui/room.ts';
import { problem, problemResponse } from '#lib/wire/problem.ts';
import { acceptedLocale, chooseLocale, localeOf } from '#lib/words/locale-choice.ts';
import { speak } from '#lib/words/speak.ts';
import { SHELL_WORDS } from '#lib/words/shell-words.ts';
import { error } from '@sveltejs/kit';

const LANGUAGE_COOKIE = 'floorlight_lang';
const LANGUAGE_COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** Every request: who asks, in which language, and whether the table of rights lets them in. */
export const handle: Handle = async ({ event, resolve }) => {
  const product = event.platform?.req.product;
  if (product === undefined) throw new Error('No product on the request: start the server with npm start.');
  event.locals.product = product;
  event.locals.identity = await identify(event);
  event.locals.locale = chooseLanguage(event, event.locals.identity);

  const { method } = event.request;
  const { pathname } = event.url;
  const admitted = admission(event.locals.identity, method, pathname);
  if (admitted !== 'granted') {
    const answer = refuse(event, admitted, routeRule(method, pathname)?.surface ?? null);
    if (answer !== null) return answer;
  }
  const { locale } = event.locals;
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%floorlight.lang%', locale).replace('%floorlight.room%', roomOf(pathname)),
  });
};

async function identify(event: RequestEvent): Promise<Identity | null> {
  const { headers } = event.request;
  const caller = await event.locals.product.access.identify({
    authorization: headers.get('authorization'),
    cookie: headers.get('cookie'),
    origin: headers.get('origin'),
    host: headers.get('host'),
  });
  for (const { name, value, options } of caller?.cookies ?? []) event.cookies.set(name, value, options);
  return caller?.identity ?? null;
}

/** `?lang=` is a choice that stays; else the account or display says it, else the choice before, else the browser. */
function chooseLanguage(event: RequestEvent, identity: Identity | null): Locale {
  const asked = localeOf(event.url.searchParams.get('lang'));
  if (asked !== null && event.cookies.get(LANGUAGE_COOKIE) !== asked) {
    event.cookies.set(LANGUAGE_COOKIE, asked, { path: '/', maxAge: LANGUAGE_COOKIE_SECONDS, sameSite: 'lax' });
  }
  const stayed = localeOf(event.cookies.get(LANGUAGE_COOKIE));
  return chooseLocale(
    asked,
    localeOf(identity?.locale),
    stayed,
    acceptedLocale(event.request.headers.get('accept-language')),
  );
}

/** The answer to a caller who does not get in; null where the router's own "not found" says it best. */
function refuse(
  event: RequestEvent,
  admitted: Exclude<Admission, 'granted'>,
  surface: 'page' | 'api' | 'operations' | null,
): Response | null {
  if (surface === 'page') {
    if (admitted === 'sign_in') {
      redirect(303, `/login?to=${encodeURIComponent(event.url.pathname + event.url.search)}`);
    }
    error(403, speak(SHELL_WORDS, event.locals.locale)('error.forbidden'));
  }
  if (surface === null) {
    return event.url.pathname.startsWith('/api/')
      ? problemResponse(problem('not_found', `There is no ${event.request.method} ${event.url.pathname}.`))
      : null;
  }
  return admitted === 'sign_in'
    ? problemResponse(problem('unauthenticated', 'This call needs a valid token or a signed-in session.'), {
        'www-authenticate': 'Bearer',
      })
    : problemResponse(problem('forbidden', 'This identity lacks the right for this call; ask an administrator.'));
}
