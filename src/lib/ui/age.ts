import type { Speak } from '../words/speak.ts';
import type { WALL_WORDS } from '../words/wall-words.ts';

/** How old the data is, in one unit: `7 s old`, `3 min old`. */
export function sayAge(ageMs: number, say: Speak<typeof WALL_WORDS>): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 120) return say('age.seconds', { n: seconds });
  if (seconds < 2 * 3600) return say('age.minutes', { n: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return say('age.hours', { n: Math.floor(seconds / 3600) });
  return say('age.days', { n: Math.floor(seconds / 86_400) });
}
