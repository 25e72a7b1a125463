import type { EventIdentity } from '../events/envelope.ts';
import { parseLine } from '../events/parse.ts';
import type { Correction, CorrectionStanding } from '../metrics/corrections.ts';
import type { Filter } from '../metrics/question.ts';
import { restoreCorrections } from '../warehouse/correction-table.ts';
import { eventsByIdentity } from '../warehouse/event-lookup.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** One correction, and whether it holds. */
export interface CorrectionRow extends EventIdentity {
  /** ms UTC. */
  at: number;
  receivedAt: number;
  /** Site of the event or fact that it speaks of; null where that names none or has not come. */
  site: string | null;
  target: Correction['d']['target'];
  op: Correction['d']['op'];
  reason: string | null;
  by: string | null;
  standing: CorrectionStanding;
}

const MOST = 1_000;

/**
 * The corrections received in [fromMs, toMs), the newest first, 1,000 at most, and how each stands: also those that have
 * no effect, and why. With sites in the filter only those that speak of events and facts there. Throws WarehouseError.
 */
export async function correctionsList(
  warehouse: Warehouse,
  filter: Filter,
  fromMs: number,
  toMs: number,
): Promise<CorrectionRow[]> {
  const corrections = await restoreCorrections(warehouse);
  const rows = await warehouse.query<{ line: string; receivedAt: number }>(
    `SELECT line, received_at AS receivedAt FROM correction FINAL
    WHERE received_at >= ${fromMs} AND received_at < ${toMs} ORDER BY received_at DESC, p, e, n LIMIT ${MOST}`,
  );
  const received = rows.flatMap(({ line, receivedAt }) => {
    const parsed = parseLine(line);
    return parsed.ok ? [{ correction: parsed.event as Correction, receivedAt }] : [];
  });
  const targets = received.flatMap(({ correction }) => ('p' in correction.d.target ? [correction.d.target] : []));
  const events = new Map(
    (await eventsByIdentity(warehouse, targets)).map(({ event }) => [`${event.p} ${event.e} ${event.n}`, event]),
  );
  return received.flatMap(({ correction, receivedAt }) => {
    const { p, e, n, at, d } = correction;
    const event = 'p' in d.target ? (events.get(`${d.target.p} ${d.target.e} ${d.target.n}`) ?? null) : null;
    const site = ('p' in d.target ? event?.d.site : d.site) ?? null;
    if (filter.site && (site === null || !filter.site.includes(site))) return [];
    const { target, op, reason = null, by = null } = d;
    return [
      { p, e, n, at, receivedAt, site, target, op, reason, by, standing: corrections.standing(correction, event) },
    ];
  });
}
