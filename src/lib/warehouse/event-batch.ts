import type { ContactCentreEvent, UnknownEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import type { Corrected, Correction, Corrections } from '#lib/metrics/corrections.ts';
import { mergeFact, type Fact } from '#lib/metrics/fact.ts';
import { factsOf } from '#lib/metrics/facts.ts';
import type { DeadLetter, LogEntry } from '#lib/streams/event-log.ts';
import type { Cause } from './corrected-facts.ts';
import { correctionRow } from './correction-table.ts';
import { EventFindings } from './event-findings.ts';
import { factId } from './fact-index.ts';
import { NO_SITE } from './fact-table.ts';
import { LateFacts } from './late-facts.ts';
import { ProducerSpans } from './producer-spans.ts';
import { ReceivedEvents } from './received-events.ts';
import { SlotsTouched } from './slots-touched.ts';
import { tabRow, textField, textsField } from './tab-separated.ts';
import { dimensionRow } from './dimension-versions.ts';

/** The events of some log entries, read and de-duplicated, as rows and facts. */
export interface EventBatch {
  entries: readonly LogEntry[];
  lines: number;
  /** Rows of event_raw: one per event that was not received before. */
  raw: string[];
  /** Facts merged by key (factId). */
  facts: Map<string, Fact>;
  /** The events of this batch. */
  received: ReceivedEvents;
  producers: ProducerSpans;
  dimensions: string[];
  /** Events that cannot have been as they say. */
  findings: EventFindings;
  /** Rows of the corrections of this batch. */
  corrections: string[];
  /** Events and facts that corrections speak of: they are put together apart. */
  corrected: (Cause & { what: Corrected })[];
  /** What it changes in quarter hours that have ended long since. */
  late: LateFacts;
  /** Quarter hours in which events lie. */
  touched: SlotsTouched;
  duplicates: number;
  /** Duplicates whose content differs from that of the first, where the first stands in the same batch. */
  conflicts: number;
  unknownTypes: number;
  invalid: DeadLetter[];
}

export const RAW_COLUMNS = ['p', 'e', 'n', 'at', 'received_at', 'site', 't', 'line', 'ix', 'keys'];

/**
 * Reads entries. Marks their events as received in `known`; what stands there already is a duplicate and is left out.
 * Their corrections go into `corrections`.
 */
export function readBatch(entries: readonly LogEntry[], known: ReceivedEvents, corrections: Corrections): EventBatch {
  const batch: EventBatch = {
    entries,
    lines: 0,
    raw: [],
    facts: new Map(),
    received: new ReceivedEvents(),
    producers: new ProducerSpans(),
    dimensions: [],
    findings: new EventFindings(),
    corrections: [],
    corrected: [],
    late: new LateFacts(),
    touched: new SlotsTouched(),
    duplicates: 0,
    conflicts: 0,
    unknownTypes: 0,
    invalid: [],
  };
  const repeated: string[] = [];
  for (const entry of entries) {
    for (const line of entry.lines) {
      batch.lines += 1;
      const parsed = parseLine(line);
      if (!parsed.ok) {
        const { shard, receivedAt } = entry;
        const { rejection, identity } = parsed;
        batch.invalid.push({ shard, receivedAt, code: rejection.code, message: rejection.message, line, identity });
      } else if (!known.add(parsed.event)) {
        batch.duplicates += 1;
        repeated.push(line);
      } else {
        if (!parsed.known) batch.unknownTypes += 1;
        take(batch, parsed.event, line, entry.receivedAt, corrections);
      }
    }
  }
  if (repeated.length > 0) batch.conflicts = conflictsIn(entries, repeated);
  return batch;
}

function take(
  batch: EventBatch,
  event: ContactCentreEvent | UnknownEvent,
  line: string,
  receivedAt: number,
  corrections: Corrections,
): void {
  const site = event.d.site ?? NO_SITE;
  const facts = factsOf(event);
  const ids = facts.map(factId);
  batch.raw.push(
    tabRow([
      event.p,
      event.e,
      event.n,
      event.at,
      receivedAt,
      textField(site),
      textField(event.t),
      textField(line),
      textField(event.d.ix ?? ''),
      textsField(ids),
    ]),
  );
  batch.received.add(event);
  batch.findings.add(event, receivedAt);
  batch.producers.add(site, event, receivedAt);
  batch.touched.add('event', event.at);
  const dimension = dimensionRow(event);
  if (dimension !== null) batch.dimensions.push(dimension);
  if (event.t === 'correction') {
    batch.corrections.push(correctionRow(event as Correction, receivedAt, line));
    const corrected = corrections.receive(event as Correction);
    if (corrected) batch.corrected.push({ what: corrected, source: event, receivedAt });
  } else if (corrections.speaksOf(event)) {
    batch.corrected.push({ what: { event }, source: event, receivedAt });
    return;
  }
  for (let place = 0; place < facts.length; place += 1) {
    const fact = facts[place]!;
    const id = ids[place]!;
    const before = batch.facts.get(id);
    batch.late.add(id, fact, before, event, receivedAt);
    const merged = mergeFact(before ?? null, fact);
    if (merged) batch.facts.set(id, merged);
    if (corrections.correctsFacts && corrections.speaksOfFact(id))
      batch.corrected.push({
        what: { fact: { kind: fact.kind, site: fact.dims.site ?? null, key: fact.key } },
        source: event,
        receivedAt,
      });
  }
}

/** Repeats whose content is another than that of the first line with their identity in these entries. */
function conflictsIn(entries: readonly LogEntry[], repeated: readonly string[]): number {
  const first = new Map<string, string>();
  for (const entry of entries) {
    for (const line of entry.lines) {
      const id = identityOf(line);
      if (id !== null && !first.has(id)) first.set(id, line);
    }
  }
  return repeated.filter((line) => first.get(identityOf(line) ?? '') !== line).length;
}

function identityOf(line: string): string | null {
  const parsed = parseLine(line);
  return parsed.ok ? `${parsed.event.p} ${parsed.event.e} ${parsed.event.n}` : null;
}
