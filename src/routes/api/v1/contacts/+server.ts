import { contactsBody, whyBody } from '#lib/reports/contacts-body.ts';
import { parseContactsQuestion } from '#lib/reports/parse-contacts-question.ts';
import { answerQuestion, FRESH } from '../answer.ts';
import type { RequestHandler } from './$types';

/** The facts behind a number, page by page; with `why` what of one contact counts in it, and what does not. */
export const GET: RequestHandler = async ({ url, locals: { product, identity } }) => {
  const surroundings = { defaultZone: product.defaultZone, versions: await product.dimensions() };
  const parsed = parseContactsQuestion(url.searchParams, surroundings, product.clock.now());
  return answerQuestion(parsed, async (question) => {
    const { metric, why } = question;
    const body =
      why === null
        ? contactsBody(metric, await product.contacts(question, identity!))
        : whyBody(metric, await product.why({ ...question, why }, identity!));
    return Response.json(body, { headers: FRESH });
  });
};
