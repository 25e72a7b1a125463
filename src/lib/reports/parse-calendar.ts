import { aggregate } from '../metrics/aggregates.ts';
import { CALENDAR_GROUPS, CALENDAR_WORDS } from '../metrics/calendar-groups.ts';
import type { CalendarQuestion } from '../metrics/calendar-sql.ts';
import type { Metric } from '../metrics/dictionary.ts';
import { aggregatesOf } from '../metrics/formula.ts';
import type { QuestionParameters } from '../metrics/question-parameters.ts';

/** One parameter by each group of the calendar that is restricted. */
export const readCalendarFilter = (read: QuestionParameters): CalendarQuestion['filter'] =>
  read.lists(CALENDAR_GROUPS, (group) => CALENDAR_WORDS[group] ?? null);

/** Passes that look at one moment, or at what was said of a whole period: they lie in no one quarter hour. */
const UNPLACED: readonly string[] = ['moment', 'latest', 'planned', 'within'];

/** Faults metrics that lie in no quarter hour, where a group of the calendar is asked. */
export function checkCalendar(
  read: QuestionParameters,
  metrics: readonly Metric[],
  { by, filter }: CalendarQuestion,
): void {
  const field = by.length > 0 ? 'by' : Object.keys(filter)[0]!;
  for (const { id, formula } of metrics) {
    const placed = aggregatesOf(formula).every((name) => !UNPLACED.includes(aggregate(name).when));
    if (placed && formula.kind !== 'platform') continue;
    read.fault(
      field,
      `The metric "${id}" is not counted by quarter hours; it has none of: ${CALENDAR_GROUPS.join(', ')}.`,
    );
  }
}
