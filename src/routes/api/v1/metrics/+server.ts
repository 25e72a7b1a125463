import { dictionaryEntry } from '#lib/metrics/dictionary-entry.ts';
import { DICTIONARY } from '#lib/metrics/dictionary.ts';
import { badParameters, problemResponse } from '#lib/wire/problem.ts';
import { FRESH } from '../answer.ts';
import type { RequestHandler } from './$types';

/** The dictionary, its texts in the language of the caller (`lang` chooses it). */
export const GET: RequestHandler = ({ url, locals }) => {
  const unknown = [...new Set(url.searchParams.keys())].filter((name) => name !== 'lang');
  if (unknown.length > 0) {
    const errors = unknown.map((field) => ({ field, reason: 'There is no such parameter; allowed: lang.' }));
    return problemResponse(badParameters(errors));
  }
  return Response.json(
    DICTIONARY.map((metric) => dictionaryEntry(metric, locals.locale)),
    { headers: FRESH },
  );
};
