import type { ParseResult, Rejection } from '#lib/events/parse.ts';

/** A line of the contract as an object. */
export const envelope = (t: string, d: unknown) => ({
  v: 1,
  t,
  p: 'sip-cs-01',
  e: 1_753_142_000_000,
  n: 7,
  at: 1_753_146_010_250,
  d,
});

export const rejectionOf = (parsed: ParseResult): Rejection | null => (parsed.ok ? null : parsed.rejection);
