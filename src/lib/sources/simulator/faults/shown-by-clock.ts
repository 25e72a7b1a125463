import type { ContactCentreEvent } from '../../../events/envelope.ts';

/** The event as a producer tells it whose clock is wrong by so much: every instant of it. */
export function shownByClock(event: ContactCentreEvent, byMs: number): ContactCentreEvent {
  if (byMs === 0) return event;
  const d: Record<string, unknown> = { ...event.d };
  for (const [field, value] of Object.entries(d)) {
    if (typeof value === 'number' && (field.endsWith('At') || field === 'clockMs')) d[field] = value + byMs;
  }
  return { ...event, at: event.at + byMs, d } as ContactCentreEvent;
}
