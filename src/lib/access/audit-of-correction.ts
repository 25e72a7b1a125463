import type { EventOf } from '../events/envelope.ts';
import { parseLine } from '../events/parse.ts';
import { PRODUCER_KIND, ruleOf } from '../metrics/quality-rules.ts';
import { SEPARATOR } from '../metrics/separator.ts';

const LONGEST = 500;

/** What the audit keeps of a correction: what it speaks of, what it says of it, why, for whom, and which it is. */
export function auditOfCorrection({ p, e, n, d }: EventOf<'correction'>): { target: string; after: string } {
  const { target, op, data, by, reason } = d;
  const of = 'p' in target ? `event ${target.p}/${target.e}/${target.n}` : `${target.fact} ${printable(target.key)}`;
  const payload = data === undefined ? '' : ` ${JSON.stringify(data)}`;
  const why = `${reason ?? 'no reason given'} (for ${by ?? 'nobody named'}, correction ${p}/${e}/${n})`;
  return { target: of, after: `${op}: ${why}${payload}`.slice(0, LONGEST) };
}

/**
 * What the audit keeps of the corrections that rules made, one entry for those of a producer by the same rules: which rules,
 * how many events, and which corrections. What each of them speaks of stands in the log.
 */
export function auditOfRules(lines: readonly string[]): { target: string; after: string }[] {
  const entries = new Map<string, { target: string; reason: string; made: string[] }>();
  for (const line of lines) {
    const parsed = parseLine(line);
    if (!parsed.ok || parsed.event.t !== 'correction') continue;
    const correction = parsed.event as EventOf<'correction'>;
    const { p, e, n, d } = correction;
    if (ruleOf(correction) === null || !('p' in d.target)) continue;
    const target = `${PRODUCER_KIND} ${d.target.p}`;
    const key = `${target} ${d.reason}`;
    const entry = entries.get(key) ?? { target, reason: d.reason ?? '', made: [] };
    entries.set(key, entry);
    entry.made.push(`${p}/${e}/${n}`);
  }
  return [...entries.values()].map(({ target, reason, made }) => ({
    target,
    after: `${reason}: ${made.length} (${made.join(', ')})`.slice(0, LONGEST),
  }));
}

/** The parts of a key are joined by a sign that no screen shows. */
const printable = (key: string): string => key.replaceAll(SEPARATOR, ' ');
