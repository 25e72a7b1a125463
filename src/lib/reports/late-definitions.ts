import type { EventIdentity, EventOf } from '../events/envelope.ts';
import { parseLine } from '../events/parse.ts';
import { aggregate, needsThreshold } from '../metrics/aggregates.ts';
import { statedVersion } from '../metrics/dimension-register.ts';
import type { Metric } from '../metrics/dictionary.ts';
import { aggregatesOf } from '../metrics/formula.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import { HOUR_MS } from '../time/interval.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What was said of a site or queue, and when the product heard it, ms UTC. */
export interface HeardDefinition extends EventIdentity {
  receivedAt: number;
  version: DimensionVersion;
}

/** What was said of sites and queues and came after an instant, ms UTC, in the order of receipt. Throws WarehouseError. */
export async function definitionsHeardAfter(warehouse: Warehouse, instantMs: number): Promise<HeardDefinition[]> {
  // By their places in the order of the raw events: of those there are billions, of definitions a few.
  const rows = await warehouse.query<{ line: string; receivedAt: number }>(
    `SELECT argMin(line, received_at) AS line, min(received_at) AS receivedAt FROM event_raw
    WHERE (intDiv(at, ${HOUR_MS}), p, e, n) IN (
      SELECT intDiv(at, ${HOUR_MS}), p, e, n FROM dim_version WHERE kind IN ('site', 'queue'))
    GROUP BY p, e, n HAVING receivedAt > ${instantMs} ORDER BY receivedAt, p, e, n`,
  );
  return rows.flatMap(({ line, receivedAt }) => {
    const parsed = parseLine(line);
    const version = parsed.ok ? statedVersion(parsed.event as EventOf<'dim.upsert'>) : null;
    if (!parsed.ok || !version || (version.kind !== 'site' && version.kind !== 'queue')) return [];
    const { p, e, n } = parsed.event;
    return [{ p, e, n, receivedAt, version }];
  });
}

/** True where a definition was in force in a quarter hour of a site. A later one may have taken its place. */
export function bearsOn({ version }: HeardDefinition, site: string | null, slotAtMs: number): boolean {
  const of = version.kind === 'site' ? version.id : version.site;
  return of === site && version.validFrom <= slotAtMs;
}

/** True where the numbers of a metric are judged by what is set for the queue: T, S or the formula. */
export const isJudgedBySettings = ({ formula }: Metric): boolean =>
  aggregatesOf(formula).some((name) => needsThreshold(aggregate(name).where));
