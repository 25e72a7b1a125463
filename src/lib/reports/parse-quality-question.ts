import { FINDINGS } from '../metrics/impossibilities.ts';
import { QuestionParameters, type ParsedQuestion } from '../metrics/question-parameters.ts';
import { readPeriod, type ReportSurroundings } from './parse-period.ts';
import type { QualityQuestion } from './quality.ts';
import { DAY_MS } from '../time/interval.ts';

/** What several events say together is found among all of a period: a longer one would hold up every report. */
const LONGEST_MS = 32 * DAY_MS;

/** Reads the parameters of `GET /api/v1/quality`. Pure. */
export function parseQualityQuestion(
  parameters: URLSearchParams,
  surroundings: ReportSurroundings,
): ParsedQuestion<QualityQuestion> {
  const read = new QuestionParameters(parameters, ['from', 'to', 'tz', 'producer', 'kind'], ['site']);
  const filter = read.filter(['site']);
  const { producer = [], kind = [] } = read.lists(['producer', 'kind'], (name) => (name === 'kind' ? FINDINGS : null));
  const period = readPeriod(read, parameters, surroundings, filter);
  const { fromMs = 0, toMs = 0, zone = '' } = period ?? {};
  if ((toMs ?? 0) - (fromMs ?? 0) > LONGEST_MS) read.fault('to', 'A period of findings has at most 32 days.');
  return read.result({
    fromMs: fromMs ?? 0,
    toMs: toMs ?? 0,
    zone,
    filter,
    producers: producer,
    kinds: kind as QualityQuestion['kinds'],
  });
}
