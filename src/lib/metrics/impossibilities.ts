import type { ContactCentreEvent, UnknownEvent } from '../events/envelope.ts';
import type { EventType } from '../events/vocabulary.ts';
import { HOUR_MS, SECOND_MS } from '../time/interval.ts';
import { isLimitedMedia } from './gauge-limits.ts';

/** What one event can say that cannot have been. */
export const EVENT_FINDINGS = [
  'negative_wait',
  'negative_time',
  'left_before_entered',
  'call_too_long',
  'ended_before_started',
  'talk_longer_than_leg',
  'wrap_before_leg',
  'handled_by_nobody',
  'clock_ahead',
] as const;

/** What several events say together that cannot have been, or that no register knows. */
export const PAIR_FINDINGS = ['two_calls_at_once', 'answered_twice', 'unknown_queue', 'unknown_agent'] as const;

export const FINDINGS = [...EVENT_FINDINGS, ...PAIR_FINDINGS] as const;
export type EventFinding = (typeof EVENT_FINDINGS)[number];
export type Finding = (typeof FINDINGS)[number];

/** A call that lasts longer than this was not hung up, but forgotten by its source. */
export const LONGEST_CALL_MS = 12 * HOUR_MS;
/** Sources round durations and instants to the second, each for itself. */
export const ROUNDING_MS = SECOND_MS;
/** How far a clock may go ahead of ours before it is doubted. */
const CLOCK_AHEAD_MS = 5 * SECOND_MS;

/** The durations that events of a type tell. */
export const TIMES_TOLD = {
  'queue.left': ['ringMs'],
  'offer.ended': ['ringMs'],
  'leg.ended': ['talkMs', 'holdMs', 'maxHoldMs', 'previewMs', 'dialMs'],
  'wrap.ended': ['talkMs', 'holdMs', 'acwMs', 'dialMs', 'previewMs'],
  'ix.ivr': ['ivrMs'],
  'dial.attempt': ['ringMs', 'answerToAgentMs'],
} as const satisfies Partial<Record<EventType, readonly string[]>>;

/**
 * What of an event cannot have been, each kind once; none for one that may be true. It counts as it stands all the same.
 *
 * @param receivedAt when it was received, ms UTC; null where that is not known
 */
export function impossibilities(event: ContactCentreEvent | UnknownEvent, receivedAt: number | null): EventFinding[] {
  const found: EventFinding[] = [];
  const when = (impossible: boolean, kind: EventFinding): void => {
    if (impossible) found.push(kind);
  };
  const known = event as ContactCentreEvent;
  const tellsNegative = (type: keyof typeof TIMES_TOLD): boolean => {
    const told = known.d as Readonly<Record<string, unknown>>;
    return TIMES_TOLD[type].some((name) => ((told[name] as number | undefined) ?? 0) < 0);
  };
  switch (known.t) {
    case 'queue.left': {
      const { waitMs, enqueuedAt } = known.d;
      when(waitMs < 0, 'negative_wait');
      when(tellsNegative(known.t), 'negative_time');
      when(known.at < enqueuedAt, 'left_before_entered');
      break;
    }
    case 'offer.ended':
      when(tellsNegative(known.t), 'negative_time');
      when(known.at < known.d.offeredAt, 'ended_before_started');
      break;
    case 'leg.ended': {
      const { connectedAt, talkMs, holdMs = 0, agent, media } = known.d;
      const lengthMs = talkMs + holdMs;
      when(tellsNegative(known.t), 'negative_time');
      when(isLimitedMedia(media) && lengthMs > LONGEST_CALL_MS, 'call_too_long');
      when(known.at < connectedAt, 'ended_before_started');
      when(known.at >= connectedAt && lengthMs > known.at - connectedAt + ROUNDING_MS, 'talk_longer_than_leg');
      when(agent === undefined, 'handled_by_nobody');
      break;
    }
    case 'wrap.ended': {
      const { connectedAt, endedAt, talkMs, holdMs, agent, media } = known.d;
      when(tellsNegative(known.t), 'negative_time');
      when(isLimitedMedia(media) && talkMs + holdMs > LONGEST_CALL_MS, 'call_too_long');
      when(connectedAt !== undefined && endedAt < connectedAt, 'wrap_before_leg');
      when(agent === undefined, 'handled_by_nobody');
      break;
    }
    case 'ix.ended': {
      const { startedAt, endedAt = known.at } = known.d;
      when(startedAt !== undefined && endedAt < startedAt, 'ended_before_started');
      break;
    }
    case 'ix.ivr':
      when(tellsNegative(known.t), 'negative_time');
      when(known.d.startedAt !== undefined && known.at < known.d.startedAt, 'ended_before_started');
      break;
    case 'dial.attempt':
      when(tellsNegative(known.t), 'negative_time');
      when(known.at < known.d.dialedAt, 'ended_before_started');
      break;
    case 'agent.state': {
      const { prev, enteredAt } = known.d;
      when(prev !== undefined && enteredAt < prev.enteredAt, 'ended_before_started');
      break;
    }
    case 'work.changed': {
      const { createdAt, doneAt } = known.d;
      when(createdAt !== undefined && doneAt !== undefined && doneAt < createdAt, 'ended_before_started');
      break;
    }
    default:
  }
  when(receivedAt !== null && known.at > receivedAt + CLOCK_AHEAD_MS, 'clock_ahead');
  return found;
}
