import { setTimeout } from 'node:timers/promises';

const PATIENCE_MS = 4_000;

/**
 * The answer, or null where the part that gives it is away or takes longer than a reader waits: a page shows the rest,
 * and asks again.
 */
export async function unlessLate<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  const stop = new AbortController();
  const late = setTimeout(PATIENCE_MS, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([asked.catch(() => null), late]);
  } finally {
    stop.abort();
  }
}
