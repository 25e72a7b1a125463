import { PRODUCER_PATTERN, type ContactCentreEvent, type EventOf, type UnknownEvent } from '../events/envelope.ts';
import { isInferringProducer } from '../events/own-producers.ts';
import { HOUR_MS, SECOND_MS } from '../time/interval.ts';
import type { Correction } from './corrections.ts';
import { EVENT_FINDINGS, impossibilities, type EventFinding } from './impossibilities.ts';
import { isRepairable, LONGEST_CAP_MS, repaired, type RepairTerms } from './quality-repairs.ts';
import type { ParameterFault } from './question-parameters.ts';
import type { DimensionVersion } from './settings.ts';

/** What a rule does with an event that cannot have been: it counts as if it had not come, or with a repaired payload. */
export const DEEDS = ['exclude', 'repair'] as const;
export type Deed = (typeof DEEDS)[number];

/** Kind of the settings that hold the rules of a producer (`dim.upsert`); their id is the producer's. */
export const PRODUCER_KIND = 'producer';

/** The rules of one producer. A finding without a deed is kept, flagged, and counts as it stands. */
export interface ProducerRules extends RepairTerms {
  deeds: Readonly<Partial<Record<EventFinding, Deed>>>;
}

/** Length that a call without end is capped at where nothing else is said. */
export const DEFAULT_CALL_LENGTH_MS = HOUR_MS;

/** The rules that attributes of a producer say: `rules` (finding -> deed) and `callLengthMs`. What makes no sense says none. */
export function rulesIn(attrs: Readonly<Record<string, unknown>>): ProducerRules {
  const said = (attrs['rules'] ?? {}) as Readonly<Record<string, unknown>>;
  const deeds: Partial<Record<EventFinding, Deed>> = {};
  for (const finding of EVENT_FINDINGS) {
    const deed = DEEDS.find((one) => one === said[finding]);
    if (deed === 'exclude' || (deed === 'repair' && isRepairable(finding))) deeds[finding] = deed;
  }
  const length = attrs['callLengthMs'];
  return { deeds, callLengthMs: isCallLength(length) ? length : DEFAULT_CALL_LENGTH_MS };
}

const isCallLength = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= SECOND_MS && value <= LONGEST_CAP_MS;

/** Everything that is wrong with a version of a producer's rules, by field. */
export function producerFaults({ id, site, attrs }: DimensionVersion): ParameterFault[] {
  const faults: ParameterFault[] = [];
  const fault = (field: string, reason: string): void => void faults.push({ field, reason });
  if (!PRODUCER_PATTERN.test(id)) fault('id', 'A producer id has 1 to 64 of A-Z a-z 0-9 . _ -');
  else if (isInferringProducer(id)) fault('id', 'What Floorlight infers itself has no rules.');
  if (site !== null) fault('site', 'Rules hold for a producer wherever it sends; name no site.');
  const rules: unknown = attrs['rules'] ?? {};
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
    fault('attrs.rules', 'It is an object by finding.');
  } else {
    for (const [finding, deed] of Object.entries(rules)) {
      const field = `attrs.rules.${finding}`;
      const known = EVENT_FINDINGS.find((one) => one === finding);
      if (!known) fault(field, `There is no such finding of one event; there are ${EVENT_FINDINGS.join(', ')}.`);
      else if (!DEEDS.some((one) => one === deed)) fault(field, `It is one of: ${DEEDS.join(', ')}.`);
      else if (deed === 'repair' && !isRepairable(known))
        fault(field, 'The event tells nothing that it could be repaired from; it can only be excluded.');
    }
  }
  const length = attrs['callLengthMs'];
  if (length !== undefined && !isCallLength(length))
    fault('attrs.callLengthMs', `It is a length in whole ms, from ${SECOND_MS} to ${LONGEST_CAP_MS}.`);
  return faults;
}

/** What the rules of its producer make of an event. */
export type Ruling = { deed: 'exclude'; findings: EventFinding[] } | RepairRuling;

interface RepairRuling {
  deed: 'repair';
  findings: EventFinding[];
  /** The whole payload that it counts with. */
  data: ContactCentreEvent['d'];
}

/**
 * What rules make of an event; null where none of them answers what it cannot have been. Exclusion outranks repair, and
 * repairs follow one another on one payload.
 *
 * @param receivedAt when it was received, ms UTC
 */
export function rulingOn(
  event: ContactCentreEvent | UnknownEvent,
  receivedAt: number,
  rules: ProducerRules,
): Ruling | null {
  const excluded = impossibilities(event, receivedAt).filter((finding) => rules.deeds[finding] === 'exclude');
  if (excluded.length > 0) return { deed: 'exclude', findings: excluded };
  let mended = event as ContactCentreEvent;
  const findings = EVENT_FINDINGS.filter((finding) => {
    if (rules.deeds[finding] !== 'repair' || !impossibilities(mended, receivedAt).includes(finding)) return false;
    const data = repaired(finding, mended, rules);
    if (data !== null) mended = { ...mended, d: data } as ContactCentreEvent;
    return data !== null;
  });
  return findings.length === 0 ? null : { deed: 'repair', findings, data: mended.d };
}

/** Who corrects where a rule does: `by` of the correction. */
const BY = 'quality-rules';

/**
 * The correction by which a ruling takes effect. Its instant lies just before that of the event (or of its receipt, where
 * its clock was ahead), so that whatever a person says of the event from its instant on is greater, and holds.
 */
export function correctionBy(
  event: ContactCentreEvent | UnknownEvent,
  receivedAt: number,
  ruling: Ruling,
): Pick<EventOf<'correction'>, 't' | 'at' | 'd'> {
  const { p, e, n, at, d } = event;
  return {
    t: 'correction',
    at: Math.min(at, receivedAt) - 1,
    d: {
      ...(d.site === undefined ? {} : { site: d.site }),
      ...(d.ix === undefined ? {} : { ix: d.ix }),
      target: { p, e, n },
      ...(ruling.deed === 'exclude' ? { op: 'void' } : { op: 'replace', data: ruling.data }),
      reason: `${ruling.deed} ${ruling.findings.join(' ')}`,
      by: BY,
    },
  };
}

/** The rule by which a correction was made; null where somebody made it. */
export function ruleOf({ p, d: { by, reason = '' } }: Correction): Pick<Ruling, 'deed' | 'findings'> | null {
  if (by !== BY || !isInferringProducer(p)) return null;
  const [first, ...rest] = reason.split(' ');
  const deed = DEEDS.find((one) => one === first);
  const findings = EVENT_FINDINGS.filter((finding) => rest.includes(finding));
  return deed === undefined || findings.length === 0 ? null : { deed, findings };
}
