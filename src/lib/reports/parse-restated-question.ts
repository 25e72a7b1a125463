import { BASES } from '../metrics/question.ts';
import { QuestionParameters, type ParsedQuestion } from '../metrics/question-parameters.ts';
import { readPeriod, type ReportSurroundings } from './parse-period.ts';
import type { RestatedQuestion } from './restated.ts';

const PARAMETERS = ['metrics', 'from', 'to', 'tz', 'basis', 'limit'];
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

/** Reads the parameters of `GET /api/v1/reports/restated`. Pure. */
export function parseRestatedQuestion(
  parameters: URLSearchParams,
  surroundings: ReportSurroundings,
): ParsedQuestion<RestatedQuestion> {
  const read = new QuestionParameters(parameters, PARAMETERS, ['site']);
  // The values of before are counted as live ones are: what needs more of the past than a live window holds has none.
  const metrics = read.metrics(({ live, inReports }) => live && inReports);
  const basis = read.choice('basis', BASES, 'entry');
  const filter = read.filter(['site']);
  const period = readPeriod(read, parameters, surroundings, filter);
  const text = read.text('limit');
  const limit = text === null ? DEFAULT_LIMIT : /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) read.fault('limit', `"${text}" is no whole number from 1 to ${MAX_LIMIT}.`);
  return read.result({
    metrics: metrics.map(({ id }) => id),
    filter,
    basis,
    zone: period?.zone ?? 'UTC',
    fromMs: period?.fromMs ?? 0,
    toMs: period?.toMs ?? 0,
    limit,
  });
}
