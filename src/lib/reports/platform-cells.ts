import { readingKey, type ReportReading } from '../metrics/platform-readings.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import type { Filter } from '../metrics/question.ts';
import { compareDimensionValues } from '../metrics/rows.ts';
import type { ProducerSpan } from '../warehouse/producer-spans.ts';
import { outOfOrder, transport, type TransportQuestion } from '../warehouse/transport.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { epochsInScope, isHeard } from './coverage.ts';
import { lateChanges } from './late-intervals.ts';
import { completenessOf, countedTrust, producerTrust } from './period-trust.ts';
import { reconcile } from './reconciliation.ts';
import type { ReadingSource } from './reading-source.ts';

/** An interval of a scope: the whole of what is asked, or one site of it. Instants in ms UTC. */
interface Place {
  fromMs: number;
  toMs: number;
  /** Undefined: everything that is asked. */
  site: string | undefined;
  /** Producers that stand behind it. */
  names: ReadonlySet<string>;
}

type Values = Map<ReportReading, number | null>;

const placeKey = (fromMs: number, site: string | null | undefined): string => JSON.stringify([fromMs, site ?? null]);

/**
 * What the platform says of itself, beside what is counted of facts: in the one row of an interval, or by site. An interval
 * in which no producer of the scope was heard has no reading. Throws WarehouseError.
 */
export const platformCells: ReadingSource = async (warehouse, asked, { by, filter, period, spans }, counted, nowMs) => {
  const bySite = by.length > 0;
  const cells = new Map(counted.map((cell) => [placeKey(cell.intervalMs, bySite ? cell.dims[0] : null), cell]));
  // Producers are of sites and of no team: who sees one team only is told nothing.
  const places = filter.team ? [] : placesOf(spans, bySite, filter, period);
  const readings = asked.filter((reading): reading is ReportReading => reading in SOURCES);
  const read = new Map<string, Values>(places.map(({ fromMs, site }) => [placeKey(fromMs, site), new Map()]));
  const sources = new Set(readings.map((reading) => SOURCES[reading]));
  if (places.length > 0) {
    await Promise.all(
      [...sources].map((source) => source({ warehouse, places, bySite, filter, period, spans, nowMs }, read)),
    );
  }
  for (const { fromMs, site } of places) {
    const key = placeKey(fromMs, site);
    if (!cells.has(key)) cells.set(key, { intervalMs: fromMs, dims: bySite ? [site!] : [], values: new Map() });
  }
  for (const [key, { values }] of cells) {
    for (const reading of asked) values.set(readingKey(reading), read.get(key)?.get(reading as ReportReading) ?? null);
  }
  return [...cells.values()].sort(
    (a, b) => a.intervalMs - b.intervalMs || (bySite ? compareDimensionValues(a.dims[0]!, b.dims[0]!) : 0),
  );
};

/** The intervals, by site where asked, in which a producer of the scope was heard. */
function placesOf(spans: readonly ProducerSpan[], bySite: boolean, filter: Filter, period: CountedPeriod): Place[] {
  const { startsMs, toMs, asOfMs } = period;
  const heardAt = [...new Set(spans.flatMap(({ site }) => (site === null ? [] : [site])))];
  const sites = bySite ? heardAt.filter((site) => !filter.site || filter.site.includes(site)) : [undefined];
  return sites.flatMap((site) =>
    startsMs.flatMap((fromMs, i): Place[] => {
      const end = Math.min(startsMs[i + 1] ?? toMs, asOfMs);
      const scope = site === undefined ? filter : { site: [site] };
      const epochs = fromMs < end ? epochsInScope(spans, scope, fromMs, end) : [];
      if (!isHeard(epochs, fromMs, end)) return [];
      const heard = epochs.filter(({ firstAt, lastAt }) => firstAt < end && lastAt >= fromMs);
      return [{ fromMs, toMs: startsMs[i + 1] ?? toMs, site, names: new Set(heard.map(({ p }) => p)) }];
    }),
  );
}

interface Asked {
  warehouse: Warehouse;
  places: readonly Place[];
  bySite: boolean;
  filter: Filter;
  period: CountedPeriod;
  spans: readonly ProducerSpan[];
  nowMs: number;
}

/** Reads one or several readings of every place at once. */
type Source = (asked: Asked, read: ReadonlyMap<string, Values>) => Promise<void>;

const transportQuestion = ({ bySite, filter, period: { startsMs, toMs, asOfMs } }: Asked): TransportQuestion => ({
  startsMs,
  toMs: Math.min(toMs, asOfMs),
  bySite,
  sites: filter.site ?? null,
});

const ofTransport: Source = async (asked, read) => {
  for (const values of read.values()) values.set('late', 0).set('clock_ahead', 0);
  for (const { intervalMs, site, ...row } of await transport(asked.warehouse, transportQuestion(asked))) {
    read
      .get(placeKey(intervalMs, site))
      ?.set('lag_p50', row.lagP50Ms)
      .set('lag_p99', row.lagP99Ms)
      .set('late', row.late)
      .set('clock_ahead', row.ahead);
  }
};

const ofOrder: Source = async (asked, read) => {
  for (const values of read.values()) values.set('out_of_order', 0);
  for (const { intervalMs, site, events } of await outOfOrder(asked.warehouse, transportQuestion(asked)))
    read.get(placeKey(intervalMs, site))?.set('out_of_order', events);
};

const ofTrust: Source = async ({ warehouse, places, filter, period, spans }, read) => {
  const { startsMs, toMs, asOfMs } = period;
  const epochs = epochsInScope(spans, filter, startsMs[0]!, Math.min(toMs, asOfMs));
  const trust = await producerTrust(warehouse, epochs, startsMs, toMs);
  for (const { fromMs, toMs: endMs, site, names } of places) {
    const counts = countedTrust(trust, names, fromMs, endMs);
    read.get(placeKey(fromMs, site))!.set('completeness', completenessOf(counts)).set('missing', counts.missing);
  }
};

const ofReconciliation: Source = async ({ warehouse, bySite, filter, period, nowMs }, read) => {
  const { startsMs, toMs } = period;
  for (const { site, slotAtMs, state, moved } of await reconcile(warehouse, { fromMs: startsMs[0]!, toMs }, nowMs)) {
    if (state === 'unwatched' || (filter.site && !(site !== null && filter.site.includes(site)))) continue;
    const values = read.get(placeKey(startOf(startsMs, slotAtMs), bySite ? site : null));
    values?.set('unreconciled', (values.get('unreconciled') ?? 0) + moved.filter(({ explained }) => !explained).length);
  }
};

const ofRestatement: Source = async ({ warehouse, bySite, filter, period: { startsMs, toMs } }, read) => {
  for (const values of read.values()) values.set('restated', 0);
  const changes = (await lateChanges(warehouse, filter, startsMs[0]!, toMs)).filter(({ backfill }) => backfill === 0);
  for (const { site, slotAt } of new Map(
    changes.map((change) => [`${change.slotAt} ${change.site}`, change]),
  ).values()) {
    const values = read.get(placeKey(startOf(startsMs, slotAt), bySite ? site : null));
    values?.set('restated', (values.get('restated') ?? 0) + 1);
  }
};

/** Start of the interval in which an instant lies. */
const startOf = (startsMs: readonly number[], instantMs: number): number =>
  startsMs.findLast((start) => start <= instantMs) ?? startsMs[0]!;

const SOURCES: Record<ReportReading, Source> = {
  lag_p50: ofTransport,
  lag_p99: ofTransport,
  late: ofTransport,
  clock_ahead: ofTransport,
  out_of_order: ofOrder,
  completeness: ofTrust,
  missing: ofTrust,
  unreconciled: ofReconciliation,
  restated: ofRestatement,
};
