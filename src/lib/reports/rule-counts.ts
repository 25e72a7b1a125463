import type { EventIdentity } from '../events/envelope.ts';
import { INFERRING_PRODUCER } from '../events/own-producers.ts';
import { parseLine } from '../events/parse.ts';
import type { Correction } from '../metrics/corrections.ts';
import { IdentityMap } from '../metrics/identity-map.ts';
import type { EventFinding } from '../metrics/impossibilities.ts';
import type { Filter } from '../metrics/question.ts';
import { ruleOf, type Deed } from '../metrics/quality-rules.ts';
import { HOUR_MS } from '../time/interval.ts';
import { restoreCorrections } from '../warehouse/correction-table.ts';
import { eventsByIdentity } from '../warehouse/event-lookup.ts';
import { sqlText } from '../warehouse/tab-separated.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** A rule of a producer, as far as it changed events. */
export interface RuleName {
  producer: string;
  finding: EventFinding;
  deed: Deed;
}

/** An event that a rule changed. */
export interface ChangedEvent {
  e: number;
  n: number;
  /** ms UTC. */
  at: number;
  /** Contact that it is of; null where it names none. */
  ix: string | null;
}

/** How many events a rule changed: those of which its correction is in force. */
export interface RuleCount extends RuleName {
  lastDay: number;
  total: number;
  /** The newest of them. */
  newest: readonly ChangedEvent[];
}

interface Made {
  correction: Correction;
  receivedAt: number;
  deed: Deed;
  findings: readonly EventFinding[];
}

const NEWEST = 5;

/**
 * How many events each rule changed, from the corrections in the log: received in the last 24 h, and in all. An event
 * that several rules changed counts with each. What was taken back, or corrected otherwise since, is out of it. Throws
 * WarehouseError.
 */
export async function ruleCounts(
  warehouse: Warehouse,
  { site, team }: Pick<Filter, 'site' | 'team'>,
  nowMs: number,
): Promise<RuleCount[]> {
  // No finding says of which team it is: who sees one team only, sees none.
  if (team) return [];
  const counts = new Map<string, RuleName & { lastDay: number; total: number; made: Made[] }>();
  for (const made of await inForce(warehouse)) {
    const { correction, receivedAt, deed, findings } = made;
    const { target, site: of } = correction.d;
    if (site && (of === undefined || !site.includes(of))) continue;
    for (const finding of findings) {
      const name = { producer: (target as { p: string }).p, finding, deed };
      const key = Object.values(name).join(' ');
      const count = counts.get(key) ?? { ...name, lastDay: 0, total: 0, made: [] };
      counts.set(key, count);
      count.total += 1;
      if (receivedAt > nowMs - 24 * HOUR_MS) count.lastDay += 1;
      // The newest come first.
      if (count.made.length < NEWEST) count.made.push(made);
    }
  }
  const shown = [...counts.values()].flatMap(({ made }) => made.map(targetOf));
  const events = new IdentityMap<ChangedEvent>();
  for (const { event } of await eventsByIdentity(warehouse, shown))
    events.set(event, { e: event.e, n: event.n, at: event.at, ix: event.d.ix ?? null });
  return [...counts.values()].map(({ made, ...count }) => ({
    ...count,
    newest: made.flatMap((one) => events.get(targetOf(one)) ?? []),
  }));
}

/** The corrections in force that a rule made. Throws WarehouseError. */
export async function correctionsOfRule(
  warehouse: Warehouse,
  { producer, finding, deed }: RuleName,
): Promise<Correction[]> {
  return (await inForce(warehouse)).flatMap(({ correction, ...made }) =>
    made.deed === deed && made.findings.includes(finding) && targetOf({ correction }).p === producer
      ? [correction]
      : [],
  );
}

const targetOf = ({ correction: { d } }: Pick<Made, 'correction'>) => d.target as { p: string; e: number; n: number };

/** Every correction in force that some rule made, the last received first. */
async function inForce(warehouse: Warehouse): Promise<Made[]> {
  const byEngine = `startsWith(p, ${sqlText(INFERRING_PRODUCER)})`;
  const told = await warehouse.query<{ line: string; receivedAt: number }>(
    `SELECT line, received_at AS receivedAt FROM correction FINAL WHERE ${byEngine} ORDER BY received_at DESC, p, e DESC, n DESC`,
  );
  if (told.length === 0) return [];
  const field = (read: string, name: string): string => `${read}(line, 'd', 'target', '${name}')`;
  const target = ['p', 'e', 'n'].map((name) => field(name === 'p' ? 'JSONExtractString' : 'JSONExtractInt', name));
  const [corrections, types] = await Promise.all([
    restoreCorrections(warehouse),
    warehouse.query<EventIdentity & { t: string }>(
      `SELECT toString(p) AS p, e, n, toString(t) AS t FROM corrected_event FINAL
      WHERE (p, e, n) IN (SELECT ${target.join(', ')} FROM correction WHERE ${byEngine})`,
    ),
  ]);
  const typeOf = new IdentityMap<string>();
  for (const event of types) typeOf.set(event, event.t);
  return told.flatMap(({ line, receivedAt }) => {
    const parsed = parseLine(line);
    const correction = parsed.ok ? (parsed.event as Correction) : null;
    const rule = correction && ruleOf(correction);
    if (!rule) return [];
    const identity = targetOf({ correction });
    const t = typeOf.get(identity);
    // Whether a payload is valid depends on the type alone.
    const event = t === undefined ? null : { v: 1 as const, t, ...identity, at: correction.at, d: {} };
    return corrections.standing(correction, event) === 'in_force' ? [{ correction, receivedAt, ...rule }] : [];
  });
}
