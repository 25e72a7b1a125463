import type { CalendarQuestion } from '../metrics/calendar-sql.ts';
import type { Filter, Basis, WindowName } from '../metrics/question.ts';

/** One number that is asked about: a metric over a period or a live window, with the filters of reports. */
export interface NumberQuestion {
  metric: string;
  /** ms UTC; of a live window, where its earliest part begins. */
  fromMs: number;
  /** ms UTC, exclusive. */
  toMs: number;
  /** Set where the number is a live one: `today` and `interval` begin by the calendar of each site. */
  window?: WindowName;
  /** IANA name or offset. */
  zone: string;
  basis: Basis;
  filter: Filter;
  /** Values of the calendar of each fact's site to which the number is kept; absent: all. */
  calendar?: CalendarQuestion['filter'];
  /** The instant as of which things have happened, ms UTC; absent: now. */
  asOfMs?: number;
}

/** The list behind a number, page by page; or why one contact is in it. */
export interface ContactsQuestion extends NumberQuestion {
  /** Rows of a page. */
  limit: number;
  /** `next` of the page before; null for the first. */
  cursor: string | null;
  /** A contact of which is asked why it is, or is not, in the number. */
  why: string | null;
}

/** What a caller may see, beside what it asks for: facts outside do not exist for it. */
export type ScopeFilter = Pick<Filter, 'site' | 'team'>;
