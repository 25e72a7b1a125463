import type { Access } from '../access/access.ts';
import type { Identity } from '../access/identity.ts';
import type { RestatedSpan } from '../metrics/definition-change.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import type { Filter, LiveAnswer, LiveQuestion, ReportQuestion } from '../metrics/question.ts';
import type { ContactTimeline } from '../reports/contact-timeline.ts';
import type { ContactsAnswer } from '../reports/contacts-answer.ts';
import type { ContactsQuestion, NumberQuestion } from '../reports/contacts-question.ts';
import type { DefinitionName, DefinitionStatement } from '../reports/definition-versions.ts';
import type { Explanation } from '../reports/explain-number.ts';
import type { SequenceGap } from '../engine/sequence-gap.ts';
import type { CorrectionRow } from '../reports/corrections-list.ts';
import type { DefinitionPreview } from '../reports/preview-definition.ts';
import type { QualityAnswer, QualityQuestion } from '../reports/quality.ts';
import type { RuleName } from '../reports/rule-counts.ts';
import type { RuleList } from '../reports/rule-list.ts';
import type { ReportAnswer } from '../reports/report-answer.ts';
import type { RestatedAnswer, RestatedQuestion } from '../reports/restated.ts';
import type { WhyAnswer } from '../reports/why-answer.ts';
import type { RawEventQuestion } from '../warehouse/raw-event-pages.ts';
import type { ProductStatus } from './product-status.ts';
import type { OpenGap } from './open-gaps.ts';
import type { Truth } from './truth.ts';
import type { Clock } from '../time/clock.ts';

/** A statement about a definition, and who made it. */
export interface PublishedStatement extends DefinitionStatement {
  /** Null: a producer said it, or the record of it was lost. */
  who: { kind: Identity['kind']; id: string; name: string } | null;
  /** Why closed quarter hours were restated by it; null where none were. */
  reason: string | null;
}

/** What routes may use: the running product. It reaches them as `event.locals.product`. */
export interface Product {
  access: Access;
  clock: Clock;
  /** Zone for pages without a site, IANA or offset. */
  defaultZone: string;
  live(question: LiveQuestion, who: Identity): Promise<LiveAnswer>;
  report(question: ReportQuestion, who: Identity): Promise<ReportAnswer>;
  /** The corrections received in a period (ms UTC), the newest first, and how each stands. */
  corrections(filter: Filter, fromMs: number, toMs: number, who: Identity): Promise<readonly CorrectionRow[]>;
  /** What a producer is asked to send again: gaps that are older than the grace and not accepted as lost. */
  missing(p: string): Promise<readonly SequenceGap[]>;
  /** The gaps of the producers that the caller may see, the newest first, and what was done about each. */
  gaps(who: Identity): Promise<readonly OpenGap[]>;
  /** Accepts a gap as lost: it is not asked for any more; the mark on the numbers stays. Audited. False: there is none. */
  acceptGap(p: string, gap: { e: number; from: number; to: number }, reason: string, who: Identity): Promise<boolean>;
  /** Closed intervals that changed after closing, with the values of before. */
  restated(question: RestatedQuestion, who: Identity): Promise<RestatedAnswer>;
  /** The facts behind a number, a page of them. */
  contacts(question: ContactsQuestion, who: Identity): Promise<ContactsAnswer>;
  /** Why a contact is, or is not, in a number. */
  why(question: NumberQuestion & { why: string }, who: Identity): Promise<WhyAnswer>;
  /** What a number is made of, and how far it can be believed. */
  explain(question: NumberQuestion, who: Identity): Promise<Explanation>;
  /** All that is known of one contact; null where that is nothing, or nothing that the caller may see. */
  contact(ix: string, who: Identity): Promise<ContactTimeline | null>;
  /** The raw events of a period as NDJSON, page by page. 403 for whom a site or a team is hidden from. */
  rawEvents(question: RawEventQuestion, who: Identity): Promise<AsyncGenerator<string, void, undefined>>;
  /** Newest version of every site, queue, team ... heard or set, for names and settings. */
  dimensions(): Promise<readonly DimensionVersion[]>;
  /**
   * Writes a version as a `dim.upsert` event into the log; resolves when it is durable. Audited. A version that would judge
   * closed quarter hours otherwise is a `conflict`, unless a reason is given why they are restated.
   */
  setDimension(version: DimensionVersion, who: Identity, restateBecause?: string | null): Promise<void>;
  /** The closed quarter hours that a version would judge otherwise. */
  restatedBy(version: DimensionVersion): Promise<RestatedSpan[]>;
  /** A past period under a version that is not published, beside what was counted. Writes nothing. */
  preview(version: DimensionVersion, who: Identity): Promise<DefinitionPreview>;
  /** Everything that was said of a site, a queue ..., the last first. */
  definitions(name: DefinitionName): Promise<readonly PublishedStatement[]>;
  /** Events that cannot have been as they say, by producer, kind and day. */
  quality(question: QualityQuestion, who: Identity): Promise<QualityAnswer>;
  /** The rules for such events, by producer, and how many events each changed. */
  qualityRules(who: Identity): Promise<RuleList>;
  /**
   * Takes back what a rule changed so far: its events count as they stand again. Resolves, when it is durable, with the
   * number of corrections taken back. Audited.
   */
  takeBackRule(rule: RuleName, reason: string, who: Identity): Promise<number>;
  status(): Promise<ProductStatus>;
  /** The proof of the numbers. */
  truth: Truth;
  simulator: {
    /** `offerSwitchOff` is true from the first event of a real producer on. */
    state(): { preset: string | null; running: boolean; offerSwitchOff: boolean };
    switchOff(who: Identity): Promise<void>;
  };
}
