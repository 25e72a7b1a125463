import type { ContactCentreEvent } from '../events/envelope.ts';
import { LONGEST_CALL_MS, TIMES_TOLD, type EventFinding } from './impossibilities.ts';

/** Longest length that a call may be capped at: that from which it cannot have been. */
export const LONGEST_CAP_MS = LONGEST_CALL_MS;

/** What a repair is told beside the event. */
export interface RepairTerms {
  /** Talk and hold that a call without end counts with, ms. */
  callLengthMs: number;
}

/**
 * The whole payload that an event should have had; null where it tells nothing that a repair could trust. Where an
 * instant and a duration disagree, the duration is trusted (contract 3). `at` is never changed.
 */
type Repair = (event: ContactCentreEvent, terms: RepairTerms) => ContactCentreEvent['d'] | null;

const orZero = (timeMs: number | undefined): number => Math.max(0, timeMs ?? 0);

/** Talk and hold within a length: what is too much is taken from the talk first. */
function within<Payload extends { talkMs: number; holdMs?: number; maxHoldMs?: number }>(
  payload: Payload,
  lengthMs: number,
): Payload {
  const holdMs = Math.min(orZero(payload.holdMs), lengthMs);
  return {
    ...payload,
    talkMs: lengthMs - holdMs,
    ...(payload.holdMs === undefined ? {} : { holdMs }),
    ...(payload.maxHoldMs === undefined ? {} : { maxHoldMs: Math.min(payload.maxHoldMs, holdMs) }),
  };
}

/** The findings that can be repaired, and how. For the others nothing is told that the truth could be put together from. */
const REPAIRS = {
  negative_wait: ({ t, d }) => (t === 'queue.left' ? { ...d, waitMs: 0 } : null),

  negative_time({ t, d }) {
    if (!Object.hasOwn(TIMES_TOLD, t)) return null;
    const told = d as Readonly<Record<string, unknown>>;
    const mended = TIMES_TOLD[t as keyof typeof TIMES_TOLD].flatMap((name) =>
      ((told[name] as number | undefined) ?? 0) < 0 ? [[name, 0] as const] : [],
    );
    return { ...d, ...Object.fromEntries(mended) } as ContactCentreEvent['d'];
  },

  left_before_entered: ({ t, at, d }) => (t === 'queue.left' ? { ...d, enqueuedAt: at - orZero(d.waitMs) } : null),

  call_too_long: ({ t, d }, { callLengthMs }) =>
    t === 'leg.ended' ? within(d, callLengthMs) : t === 'wrap.ended' ? within(d, callLengthMs) : null,

  ended_before_started({ t, at, d }) {
    switch (t) {
      case 'leg.ended':
        return { ...d, connectedAt: at - orZero(d.talkMs) - orZero(d.holdMs) };
      case 'offer.ended':
        return { ...d, offeredAt: at - orZero(d.ringMs) };
      case 'ix.ivr':
        return d.ivrMs === undefined ? null : { ...d, startedAt: at - orZero(d.ivrMs) };
      case 'dial.attempt':
        return d.ringMs === undefined ? null : { ...d, dialedAt: at - orZero(d.ringMs) };
      default:
        return null;
    }
  },

  talk_longer_than_leg: ({ t, at, d }) => (t === 'leg.ended' ? within(d, at - d.connectedAt) : null),

  wrap_before_leg: ({ t, d }) =>
    t === 'wrap.ended' ? { ...d, connectedAt: d.endedAt - orZero(d.talkMs) - orZero(d.holdMs) } : null,
} as const satisfies Partial<Record<EventFinding, Repair>>;

export type Repairable = keyof typeof REPAIRS;

/** True where a finding can be repaired. */
export const isRepairable = (finding: EventFinding): finding is Repairable => Object.hasOwn(REPAIRS, finding);

/** The payload of an event without that finding; null where it cannot be had. */
export const repaired = (
  finding: EventFinding,
  event: ContactCentreEvent,
  terms: RepairTerms,
): ContactCentreEvent['d'] | null => (isRepairable(finding) ? (REPAIRS[finding] as Repair)(event, terms) : null);
