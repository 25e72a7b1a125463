import type { InvariantReading } from '../metrics/invariants.ts';
import type { LiveAtClose } from '../metrics/live-at-close.ts';
import type { Badge } from '../reports/reconciliation.ts';
import type { ProducerSpan } from '../warehouse/producer-spans.ts';
import type { ProducerPunctuality } from '../warehouse/producer-punctuality.ts';
import type { Correction } from '../metrics/corrections.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import type { Filter, ReportQuestion } from '../metrics/question.ts';
import type { ContactTimeline } from '../reports/contact-timeline.ts';
import type { ContactsAnswer } from '../reports/contacts-answer.ts';
import type { ContactsQuestion, NumberQuestion, ScopeFilter } from '../reports/contacts-question.ts';
import type { DefinitionName, DefinitionStatement } from '../reports/definition-versions.ts';
import type { Explanation } from '../reports/explain-number.ts';
import type { CorrectionRow } from '../reports/corrections-list.ts';
import type { DefinitionPreview, PreviewQuestion } from '../reports/preview-definition.ts';
import type { QualityAnswer, QualityQuestion } from '../reports/quality.ts';
import type { RuleCount, RuleName } from '../reports/rule-counts.ts';
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
  /** Findings of data quality since the start, by producer and kind. */
  findings: readonly { p: string; kind: string; n: number }[];
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
  /** A past period under a version that is not published. Writes nothing. */
  preview(question: PreviewQuestion, nowMs: number): Promise<DefinitionPreview>;
  /** Everything that was said of a site, a queue ..., the last first. */
  statements(name: DefinitionName, nowMs: number): Promise<readonly DefinitionStatement[]>;
  /** Events that cannot have been as they say. */
  quality(question: QualityQuestion, nowMs: number): Promise<QualityAnswer>;
  /** How many events the rules of producers changed. */
  ruleCounts(filter: Filter, nowMs: number): Promise<RuleCount[]>;
  /** The corrections in force that a rule made. */
  correctionsOfRule(rule: RuleName): Promise<Correction[]>;
  /** Keeps what the live path said of quarter hours when they closed. */
  keepLiveAtClose(closed: readonly LiveAtClose[]): Promise<void>;
  /** The closed quarter hours of a period against what the live path said of them. */
  badges(period: { fromMs: number; toMs: number }, nowMs: number): Promise<Badge[]>;
  totalReadings(period: { fromMs: number; toMs: number }, nowMs: number): Promise<InvariantReading[]>;
  /** From when to when each producer epoch was heard at each site. */
  producerSpans(): Promise<ProducerSpan[]>;
  /** How each producer was heard since an instant, ms UTC. */
  punctuality(sinceMs: number): Promise<ProducerPunctuality[]>;
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
  /** This process cannot go on, for one because a statement does not come back: it has to be killed. */
  giveUp(message: string): void;
}
