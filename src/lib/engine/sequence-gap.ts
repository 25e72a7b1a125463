/** How long a hole in the sequence may be a mere disorder of the wire (contract 4). */
const GAP_GRACE_MS = 2_000;
/** How long it may stand before it is an alarm. */
const GAP_ALARM_MS = 30_000;

/** Sequence numbers that did not come, with the instants of the events around them. */
export interface SequenceGap {
  p: string;
  e: number;
  from: number;
  to: number;
  fromAt: number;
  toAt: number;
  /** When it was seen, ms UTC of the server. */
  seenAt: number;
}

/** A gap by what is missing, wherever it lies. */
export type MissingRange = Pick<SequenceGap, 'p' | 'e' | 'from' | 'to'>;

/** True from the end of the grace on: a hole that is younger may still close by itself. */
export const isGap = ({ seenAt }: SequenceGap, nowMs: number): boolean => nowMs - seenAt >= GAP_GRACE_MS;

/** True where it has stood so long that somebody has to hear of it. */
export const isAlarming = ({ seenAt }: SequenceGap, nowMs: number): boolean => nowMs - seenAt >= GAP_ALARM_MS;

/** True where everything that `gap` misses lies within `range`: what is left of a gap lies within what it was. */
export const liesWithin = (gap: MissingRange, range: MissingRange): boolean =>
  gap.p === range.p && gap.e === range.e && range.from <= gap.from && gap.to <= range.to;

/** The gaps after n came, which occurred at `at`: the one that held it is cut in two around it. */
export function filledGaps(gaps: readonly SequenceGap[], n: number, at: number): SequenceGap[] {
  return gaps.flatMap((gap) => {
    if (n < gap.from || n > gap.to) return [gap];
    const parts: SequenceGap[] = [];
    if (gap.from < n) parts.push({ ...gap, to: n - 1, toAt: Math.max(gap.fromAt, at) });
    if (n < gap.to) parts.push({ ...gap, from: n + 1, fromAt: Math.min(gap.toAt, at) });
    return parts;
  });
}
