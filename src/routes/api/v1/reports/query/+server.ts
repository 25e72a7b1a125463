import { parseReportQuestion } from '#lib/reports/parse-question.ts';
import { reportFile } from '#lib/reports/report-file.ts';
import { answerQuestion, FRESH } from '../../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, locals: { product, identity } }) => {
  const surroundings = { defaultZone: product.defaultZone, versions: await product.dimensions() };
  return answerQuestion(parseReportQuestion(url.searchParams, surroundings), async ({ format, ...question }) => {
    const { body, headers } = await reportFile(await product.report(question, identity!), format, question);
    return new Response(body, { headers: { ...FRESH, ...headers } });
  });
};
