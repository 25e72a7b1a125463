import { clockMs } from './calendar-data.ts';
import type { ParameterFault } from './question-parameters.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Dates of one version: ten years of a country with two hundred a year. */
const MAX_DATES = 2_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDate = (text: unknown): boolean => {
  const match = DATE.exec(typeof text === 'string' ? text : '');
  if (!match) return false;
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return day.getUTCMonth() === Number(match[2]) - 1 && day.getUTCDate() === Number(match[3]);
};

const isWeekdays = (value: unknown): boolean =>
  Array.isArray(value) && value.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);

const HOURS = 'Hours are {"from": "09:00", "to": "18:00"}, on 15 minutes, `from` before `to`.';
const isHours = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const [from, to] = [clockMs(value['from']), clockMs(value['to'])];
  return from !== null && to !== null && from < to;
};

/** What is wrong with the attributes of a calendar. */
export function calendarFaults(attrs: Readonly<Record<string, unknown>>): ParameterFault[] {
  const faults: ParameterFault[] = [];
  const { dates, restDays, opening } = attrs;
  if (!Array.isArray(dates) || dates.length > MAX_DATES)
    faults.push({ field: 'attrs.dates', reason: `It is a list of at most ${MAX_DATES} dates.` });
  else
    dates.forEach((day: unknown, i) => {
      const field = `attrs.dates.${i}`;
      if (!isObject(day) || !isDate(day['date'])) faults.push({ field, reason: 'Its date is written 2026-10-01.' });
      else if (day['open'] !== undefined && !(Array.isArray(day['open']) && day['open'].every(isHours)))
        faults.push({ field, reason: HOURS });
    });
  if (restDays !== undefined && !isWeekdays(restDays))
    faults.push({ field: 'attrs.restDays', reason: 'Weekdays are numbers from 1 (Monday) to 7.' });
  const isOpening = (value: unknown): boolean => isHours(value) && isWeekdays((value as { days?: unknown }).days);
  if (opening !== undefined && !(Array.isArray(opening) && opening.every(isOpening)))
    faults.push({ field: 'attrs.opening', reason: `${HOURS} With "days" from 1 (Monday) to 7.` });
  return faults;
}

/** What is wrong with the attributes of a shift. */
export function shiftFaults({ from, to, days }: Readonly<Record<string, unknown>>): ParameterFault[] {
  const faults: ParameterFault[] = [];
  for (const [field, text] of Object.entries({ from, to })) {
    if (clockMs(text) === null)
      faults.push({ field: `attrs.${field}`, reason: 'It is a local time on 15 minutes, as 22:00.' });
  }
  if (days !== undefined && !isWeekdays(days))
    faults.push({ field: 'attrs.days', reason: 'Weekdays are numbers from 1 (Monday) to 7.' });
  return faults;
}
