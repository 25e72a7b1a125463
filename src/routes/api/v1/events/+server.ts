import { parseRawEventsQuestion } from '#lib/reports/parse-raw-events-question.ts';
import { answerQuestion, FRESH } from '../answer.ts';
import type { RequestHandler } from './$types';

/** The raw events of a period, as they were received first: `{"receivedAt":ms,"line":"..."}`, one a line. */
export const GET: RequestHandler = async ({ url, locals: { product, identity } }) => {
  const surroundings = { defaultZone: product.defaultZone, versions: await product.dimensions() };
  return answerQuestion(parseRawEventsQuestion(url.searchParams, surroundings), async (question) => {
    const pages = await product.rawEvents(question, identity!);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      // One page is in memory at a time: the next one is read when the caller has taken this one.
      async pull(stream) {
        const page = await pages.next();
        if (page.done) stream.close();
        else stream.enqueue(encoder.encode(page.value));
      },
      async cancel() {
        await pages.return();
      },
    });
    return new Response(body, { headers: { ...FRESH, 'content-type': 'application/x-ndjson' } });
  });
};
