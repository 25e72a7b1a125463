import type { FactTarget } from '#lib/metrics/replacement.ts';
import type { Fact } from '#lib/metrics/fact.ts';
import { mergedFacts } from './corrected-facts.ts';
import { restoreCorrections } from './correction-table.ts';
import { eventsByFactIds } from './event-lookup.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * The facts with these ids by what was received up to an instant, ms UTC, corrections included; by id, null where there
 * was none. Throws WarehouseError.
 */
export async function factsAsOf(
  warehouse: Warehouse,
  targets: ReadonlyMap<string, FactTarget>,
  receivedUntilMs: number,
): Promise<Map<string, { target: FactTarget; fact: Fact | null }>> {
  const [events, corrections] = await Promise.all([
    eventsByFactIds(warehouse, [...targets.keys()]),
    restoreCorrections(warehouse, receivedUntilMs),
  ]);
  const heard = events.filter(({ receivedAt }) => receivedAt <= receivedUntilMs).map(({ event }) => event);
  return mergedFacts(heard, targets, corrections);
}
