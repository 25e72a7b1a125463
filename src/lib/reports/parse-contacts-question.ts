import { CALENDAR_GROUPS } from '../metrics/calendar-groups.ts';
import { METRICS } from '../metrics/dictionary.ts';
import { REPORT_DIMENSIONS } from '../metrics/dimensions.ts';
import { sidesOf } from '../metrics/formula-sides.ts';
import { BASES, WINDOWS, type WindowName } from '../metrics/question.ts';
import { QuestionParameters, type ParsedQuestion } from '../metrics/question-parameters.ts';
import { MINUTE_MS, SLOT_MS, wholeSecondUp } from '../time/interval.ts';
import { readCursor } from './contacts-cursor.ts';
import type { ContactsQuestion } from './contacts-question.ts';
import { checkCalendar, readCalendarFilter } from './parse-calendar.ts';
import { readPeriod, type ReportSurroundings } from './parse-period.ts';

const PARAMETERS = [
  'metric',
  'from',
  'to',
  'window',
  'tz',
  'basis',
  'asOf',
  'limit',
  'cursor',
  'why',
  ...CALENDAR_GROUPS,
];
/** The dimensions by which a list can be narrowed; one of foreign numbers has the name of a parameter. */
const FILTERS = REPORT_DIMENSIONS.filter((name) => !PARAMETERS.includes(name));
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1_000;
/** An id of a contact is no longer than this. */
const MAX_IX = 200;

/** The metrics that have a list of facts behind them. */
export const LISTED_METRICS = METRICS.filter(({ formula, inReports }) => inReports && sidesOf(formula) !== null);

const WINDOW_MS: Readonly<Partial<Record<WindowName, number>>> = {
  now: SLOT_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '60m': 60 * MINUTE_MS,
};
/** A day with its clocks set back, and some more: what a `today` or an `interval` holds at most. */
const LONGEST_DAY_MS = 26 * 60 * MINUTE_MS;

/** Reads the parameters of `GET /api/v1/contacts`: those of a report of one metric, or of a live window. Pure. */
export function parseContactsQuestion(
  parameters: URLSearchParams,
  surroundings: ReportSurroundings,
  nowMs: number,
): ParsedQuestion<ContactsQuestion> {
  const read = new QuestionParameters(parameters, PARAMETERS, FILTERS);
  const metric = readMetric(read, parameters);
  const filter = read.filter(FILTERS);
  if (metric) read.checkDimensions([metric], [], filter);
  const windowed = parameters.has('window');
  const window = windowed ? read.choice('window', WINDOWS, 'now') : undefined;
  const basis = read.choice('basis', BASES, 'entry');
  const calendar = readCalendarFilter(read);
  const [placed] = Object.keys(calendar);
  if (placed !== undefined && windowed) read.fault(placed, 'A live window is not kept to values of a calendar.');
  if (placed !== undefined && metric) checkCalendar(read, [metric], { by: [], filter: calendar });
  if (windowed && (parameters.has('from') || parameters.has('to'))) {
    read.fault('window', 'It is a live window; from and to are a period of a report. Give one of them.');
  }
  const period = readPeriod(read, parameters, surroundings, filter, !windowed);
  const limit = readLimit(read);
  const why = read.text('why');
  if (why !== null && why.length > MAX_IX) read.fault('why', `The id of a contact has at most ${MAX_IX} characters.`);
  const cursor = read.text('cursor');
  const asOfMs = period?.asOfMs ?? (windowed ? wholeSecondUp(nowMs) : undefined);
  const toMs = windowed ? asOfMs! : (period?.toMs ?? 0);
  const fromMs = window ? toMs - (WINDOW_MS[window] ?? LONGEST_DAY_MS) : (period?.fromMs ?? 0);
  const question: ContactsQuestion = {
    metric: metric?.id ?? '',
    fromMs,
    toMs,
    ...(window ? { window } : {}),
    zone: period?.zone ?? '',
    basis,
    filter,
    ...(placed === undefined ? {} : { calendar }),
    ...(asOfMs === undefined ? {} : { asOfMs }),
    limit,
    cursor,
    why,
  };
  if (cursor !== null && readCursor(question, cursor) === null) {
    read.fault('cursor', 'It is none that this question answered with; ask for the first page again.');
  }
  return read.result(question);
}

function readMetric(read: QuestionParameters, parameters: URLSearchParams) {
  const id = read.text('metric');
  if (!parameters.has('metric')) read.fault('metric', 'It is required: the id of one metric.');
  if (id === null) return null;
  const metric = LISTED_METRICS.find((entry) => entry.id === id);
  if (!metric) {
    const known = METRICS.some((entry) => entry.id === id);
    const what = known ? `"${id}" is no number of a period` : `There is no metric "${id}"`;
    read.fault('metric', `${what}; allowed: ${LISTED_METRICS.map((entry) => entry.id).join(', ')}.`);
  }
  return metric ?? null;
}

function readLimit(read: QuestionParameters): number {
  const text = read.text('limit');
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) read.fault('limit', `"${text}" is no whole number from 1 to ${MAX_LIMIT}.`);
  return limit;
}
