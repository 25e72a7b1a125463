import { answerQuestion, FRESH } from '../../answer.ts';
import { readVersion } from '../read-version.ts';
import type { RequestHandler } from './$types';

/** A past period under a version as if it had held, beside what was counted, and what of it is closed. Writes nothing. */
export const POST: RequestHandler = async ({ request, locals: { product, identity } }) =>
  answerQuestion(await readVersion(request, product.clock.now()), async ({ version }) => {
    const [preview, restates] = await Promise.all([product.preview(version, identity!), product.restatedBy(version)]);
    return Response.json({ ...preview, restates }, { headers: FRESH });
  });
