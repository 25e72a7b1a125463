import { SECOND_MS } from '../time/interval.ts';
import { LIVE_GROUPINGS } from './dimensions.ts';
import type { Metric } from './dictionary.ts';
import { BASES, WINDOWS, type Basis, type LiveQuestion, type WindowName } from './question.ts';
import { QuestionParameters, type ParsedQuestion } from './question-parameters.ts';

const DEFAULT_WINDOW: WindowName = '30m';

/** The basis of a window where none is asked: the running interval and the day are cohorts, the rest are what happened. */
export const defaultBasis = (window: WindowName): Basis =>
  window === 'interval' || window === 'today' ? 'entry' : 'event';

const answersNow = ({ formula }: Metric): boolean =>
  formula.kind === 'gauge' || formula.kind === 'derived' || formula.kind === 'platform';

/** Reads the parameters of `GET /api/v1/live`. Pure. */
export function parseLiveQuestion(parameters: URLSearchParams): ParsedQuestion<LiveQuestion> {
  const read = new QuestionParameters(parameters, ['metrics', 'by', 'window', 'basis', 'asOf'], LIVE_GROUPINGS);
  const metrics = read.metrics(({ live }) => live);
  const by = read.by(LIVE_GROUPINGS);
  const window = read.choice('window', WINDOWS, DEFAULT_WINDOW);
  const basis = read.choice('basis', BASES, defaultBasis(window));
  const filter = read.filter(LIVE_GROUPINGS);
  read.checkDimensions(metrics, by, filter);
  const never = window === 'now' ? metrics.filter((metric) => !answersNow(metric)).map(({ id }) => id) : [];
  if (never.length > 0) {
    const others = WINDOWS.filter((name) => name !== 'now').join(', ');
    read.fault('window', `${never.join(', ')} counted over a time, not at a moment; ask over one of: ${others}.`);
  }
  const asOfText = read.text('asOf');
  const asOfMs = asOfText === null ? null : Number(asOfText);
  if (asOfMs !== null && !(Number.isSafeInteger(asOfMs) && asOfMs % SECOND_MS === 0)) {
    read.fault('asOf', `"${asOfText}" is no whole second in ms UTC.`);
  }
  return read.result({
    metrics: metrics.map(({ id }) => id),
    by,
    window,
    basis,
    filter,
    ...(asOfMs === null ? {} : { asOfMs }),
  });
}
