import type { DimensionVersion } from '../metrics/settings.ts';
import type { Filter, ReportQuestion } from '../metrics/question.ts';
import type { ContactTimeline } from '../reports/contact-timeline.ts';
import type { ContactsAnswer } from '../reports/contacts-answer.ts';
import type { ContactsQuestion, NumberQuestion, ScopeFilter } from '../reports/contacts-question.ts';
import type { Explanation } from '../reports/explain-number.ts';
import type { CorrectionRow } from '../reports/corrections-list.ts';
import type { ReportAnswer } from '../reports/report-answer.ts';
import type { RestatedAnswer, RestatedQuestion } from '../reports/restated.ts';
import type { WhyAnswer } from '../reports/why-answer.ts';
import type { RawEventPage, RawEventQuestion } from '../warehouse/raw-event-pages.ts';
import type { DeadLetter } from '../streams/event-log.ts';

export interface WarehouseStatus {
  /** Lines (embedded) or entries (Redis) not yet written; null = unknown, which is not zero. */
  lag: number | null;
  events: number;
  invalid: number;
  conflicts: number;
  linesPerSecond: number | null;
  /** Why the present batch is being tried again; null when all is well. */
  trouble: string | null;
}

/** What the warehouse's process answers. */
export interface WarehouseApi {
  report(question: ReportQuestion, nowMs: number): Promise<ReportAnswer>;
  corrections(filter: Filter, fromMs: number, toMs: number): Promise<CorrectionRow[]>;
  restated(question: RestatedQuestion, nowMs: number): Promise<RestatedAnswer>;
  contacts(question: ContactsQuestion, nowMs: number): Promise<ContactsAnswer>;
  why(question: NumberQuestion & { why: string }, scope: ScopeFilter, nowMs: number): Promise<WhyAnswer>;
  explain(question: NumberQuestion, nowMs: number): Promise<Explanation>;
  /** Null where nothing is known of that contact within the scope. `raw`: with its events as they came. */
  contact(ix: string, scope: ScopeFilter, raw: boolean): Promise<ContactTimeline | null>;
  dimensions(): Promise<readonly DimensionVersion[]>;
  /** The raw events of a period, page by page. */
  rawEventPages(question: RawEventQuestion): Promise<RawEventPage[]>;
  rawEventText(question: RawEventQuestion, page: RawEventPage): Promise<string>;
  status(): Promise<WarehouseStatus>;
  /** Finishes the batch under way and ends. */
  stop(): Promise<void>;
}

/** What the warehouse's process asks of the one that writes the log. */
export interface WarehouseListener {
  bury(letters: readonly DeadLetter[]): Promise<void>;
  ready(): void;
  problem(message: string): void;
}
