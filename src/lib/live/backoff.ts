const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * How long to wait before the next try: doubles from half a second to 15 s, spread over half to all of it, so that a
 * hundred TVs do not come back in one instant.
 *
 * @param failures tries that failed since the last success, from 0
 * @param random 0 <= random < 1
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return Math.round(ceiling * (0.5 + random / 2));
}
