import type { Row } from '#lib/metrics/question.ts';

/** The number in a cell of an answer; null where it has none. */
export function numberIn(row: Row | null, metric: string): number | null {
  const cell = row?.[metric];
  return typeof cell === 'number' ? cell : null;
}
