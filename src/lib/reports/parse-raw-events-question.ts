import { QuestionParameters, type ParsedQuestion } from '../metrics/question-parameters.ts';
import type { RawEventQuestion } from '../warehouse/raw-event-pages.ts';
import { readPeriod, type ReportSurroundings } from './parse-period.ts';

const WORD = /^[a-z][a-z_.]{0,63}$/;
const MS = /^\d{1,14}$/;

/** Reads the parameters of `GET /api/v1/events`. Pure. */
export function parseRawEventsQuestion(
  parameters: URLSearchParams,
  surroundings: ReportSurroundings,
): ParsedQuestion<RawEventQuestion> {
  const read = new QuestionParameters(parameters, ['from', 'to', 'tz', 'types', 'receivedFrom'], []);
  const typesText = read.text('types');
  const types = typesText === null ? null : typesText.split(',');
  for (const type of types ?? []) if (!WORD.test(type)) read.fault('types', `"${type}" is no type of event.`);
  const receivedText = read.text('receivedFrom');
  if (receivedText !== null && !MS.test(receivedText)) read.fault('receivedFrom', `"${receivedText}" is not ms UTC.`);
  const period = readPeriod(read, parameters, surroundings, {});
  return read.result({
    fromMs: period?.fromMs ?? 0,
    toMs: period?.toMs ?? 0,
    types,
    receivedFromMs: receivedText === null ? null : Number(receivedText),
  });
}
