import type { EventOf } from '../events/envelope.ts';

const LONGEST = 500;

/** What the audit keeps of a correction: what it speaks of, what it says of it, why, for whom, and which it is. */
export function auditOfCorrection({ p, e, n, d }: EventOf<'correction'>): { target: string; after: string } {
  const { target, op, data, by, reason } = d;
  const of = 'p' in target ? `event ${target.p}/${target.e}/${target.n}` : `${target.fact} ${printable(target.key)}`;
  const payload = data === undefined ? '' : ` ${JSON.stringify(data)}`;
  const why = `${reason ?? 'no reason given'} (for ${by ?? 'nobody named'}, correction ${p}/${e}/${n})`;
  return { target: of, after: `${op}: ${why}${payload}`.slice(0, LONGEST) };
}

/** The parts of a key are joined by a sign that no screen shows. */
const printable = (key: string): string => key.replaceAll('\u001f', ' ');
