import type { ContactCentreEvent } from '../../../events/envelope.ts';
import type { Random } from '../random.ts';

const AHEAD_MS = 30 * 3_600_000;

/** A line as a producer with a fault would write it: no JSON, without its beginning, an unknown word, a fraction. */
export function brokenLine(event: ContactCentreEvent, random: Random): string {
  const line = JSON.stringify(event);
  switch (random.below(4)) {
    case 0:
      return line.slice(0, Math.floor(line.length * 0.7));
    case 1:
      return line.slice(line.indexOf('"n":'));
    case 2:
      return JSON.stringify({ ...event, d: { ...event.d, media: 'pigeon' } });
    default:
      return JSON.stringify({ ...event, at: event.at + 0.5 });
  }
}

/** The line dated more than a day ahead. */
export const futureLine = (event: ContactCentreEvent): string => JSON.stringify({ ...event, at: event.at + AHEAD_MS });

/** Other content under the same number. */
export const otherContent = (event: ContactCentreEvent): string =>
  JSON.stringify({ ...event, at: event.at + 1, d: { ...event.d, province: 'nowhere' } });

/** The line with fields that no contract knows. */
export const withUnknownFields = (event: ContactCentreEvent): string =>
  JSON.stringify({ ...event, trace: 'f00', d: { ...event.d, mood: 'calm', weights: [1, 2] } });
