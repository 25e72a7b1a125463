import { SequenceRanges } from '../engine/sequence-ranges.ts';
import type { Filter } from '../metrics/question.ts';
import { intervalOfSql } from '../metrics/period-sql.ts';
import { slotSql } from '../metrics/sql.ts';
import { HOUR_MS } from '../time/interval.ts';
import { dirtySlots, heldRowsSql } from '../warehouse/rollup-reading.ts';
import { PRODUCER_SLOT } from '../warehouse/rollup-table.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { HeardEpoch } from './coverage.ts';
import { lateIntervals } from './late-intervals.ts';

/** Events of a producer that were received, by the interval in which they occurred (its start, ms UTC). */
interface Received {
  intervalMs: number;
  p: string;
  received: number;
}

/** Numbers that are missing or were refused; they lie between the instants of the events around them, ms UTC. */
interface PlacedHole {
  p: string;
  missing: number;
  fromMs: number;
  toMs: number;
}

/** What came of some producers and what did not. */
export interface ProducerTrust {
  received: readonly Received[];
  holes: readonly PlacedHole[];
}

/** What came of the producers of some epochs by interval, and what did not. Throws WarehouseError. */
export async function producerTrust(
  warehouse: Warehouse,
  epochs: readonly HeardEpoch[],
  startsMs: readonly number[],
  toMs: number,
): Promise<ProducerTrust> {
  const heard = epochs.filter(({ firstAt, lastAt }) => firstAt < toMs && lastAt >= startsMs[0]!);
  if (heard.length === 0) return { received: [], holes: [] };
  const names = [...new Set(heard.map(({ p }) => p))];
  const ofNames = epochs.filter(({ p }) => names.includes(p));
  const [received, announced, ranges] = await Promise.all([
    receivedEvents(warehouse, names, startsMs, toMs),
    announcedEnds(warehouse, ofNames),
    warehouse.query<{ p: string; e: number; from_n: number; to_n: number }>(
      'SELECT p, e, from_n, to_n FROM sequence_range WHERE p IN {names:Array(String)}',
      { names },
    ),
  ]);
  return { received, holes: await placed(warehouse, holes(ranges, announced)) };
}

/** What of the producers named came in an interval, and what is missing of it or was refused. */
export function countedTrust(
  { received, holes: all }: ProducerTrust,
  names: ReadonlySet<string>,
  fromMs: number,
  toMs: number,
): { received: number; missing: number } {
  const came = received.filter(({ intervalMs, p }) => intervalMs === fromMs && names.has(p));
  const lost = all.filter((hole) => names.has(hole.p) && hole.fromMs < toMs && hole.toMs >= fromMs);
  return {
    received: came.reduce((sum, one) => sum + one.received, 0),
    missing: lost.reduce((sum, one) => sum + one.missing, 0),
  };
}

/** received / (received + missing + rejected) over the epochs given, 0..1; null where none was heard in the period. */
export async function periodCompleteness(
  warehouse: Warehouse,
  epochs: readonly HeardEpoch[],
  fromMs: number,
  toMs: number,
): Promise<number | null> {
  const trust = await producerTrust(warehouse, epochs, [fromMs], toMs);
  const names = new Set([...trust.received, ...trust.holes].map(({ p }) => p));
  return completenessOf(countedTrust(trust, names, fromMs, toMs));
}

export const completenessOf = ({ received, missing }: { received: number; missing: number }): number | null =>
  received + missing === 0 ? null : received / (received + missing);

/** Events of the producers by interval: from the quarter hours that are rolled up, and one by one elsewhere. */
async function receivedEvents(
  warehouse: Warehouse,
  names: string[],
  startsMs: readonly number[],
  toMs: number,
): Promise<Received[]> {
  const fromMs = startsMs[0]!;
  const dirty = await dirtySlots(warehouse, 'event', fromMs, toMs);
  const slots = `(${[-1, ...dirty].join(', ')})`;
  const interval = (instant: string): string => `toInt64(${intervalOfSql(instant, startsMs)})`;
  return warehouse.query<Received>(
    `SELECT intervalMs, p, toInt64(sum(received)) AS received FROM (
      SELECT ${interval('slot_at')} AS intervalMs, toString(p) AS p, sum(received) AS received FROM ${PRODUCER_SLOT}
      WHERE ${heldRowsSql('event', fromMs, toMs)} AND slot_at NOT IN ${slots} AND p IN {names:Array(String)}
      GROUP BY intervalMs, p
      UNION ALL
      SELECT ${interval('at')} AS intervalMs, toString(p) AS p, toInt64(uniqExact(p, e, n)) AS received FROM event_raw
      WHERE at >= ${fromMs} AND at < ${toMs} AND ${slotSql('at')} IN ${slots} AND p IN {names:Array(String)}
      GROUP BY intervalMs, p
    ) GROUP BY intervalMs, p`,
    { names },
  );
}

/** How far an epoch had come when its producer started anew, and when that was. */
interface AnnouncedEnd {
  p: string;
  e: number;
  n: number;
  at: number;
}

/** What the first words of the epochs tell of the epochs before them. They stand in the hour in which the epoch begins. */
async function announcedEnds(warehouse: Warehouse, epochs: readonly HeardEpoch[]): Promise<AnnouncedEnd[]> {
  const hours = [...new Set(epochs.map(({ firstAt }) => Math.trunc(firstAt / HOUR_MS)))];
  return warehouse.query<AnnouncedEnd>(
    `SELECT p, JSONExtractInt(line, 'd', 'prevEpoch') AS e, JSONExtractInt(line, 'd', 'prevSeq') AS n, at FROM event_raw
    WHERE intDiv(at, ${HOUR_MS}) IN (${hours.join(', ')}) AND event_raw.n = 1 AND t = 'producer.hello'
      AND (p, event_raw.e) IN (SELECT tupleElement(known, 1), tupleElement(known, 2)
        FROM (SELECT arrayJoin(arrayZip({p:Array(String)}, {e:Array(Int64)})) AS known))
      AND JSONHas(line, 'd', 'prevEpoch') AND JSONHas(line, 'd', 'prevSeq')`,
    { p: epochs.map(({ p }) => p), e: epochs.map(({ e }) => e) },
  );
}

interface Hole {
  p: string;
  e: number;
  from: number;
  to: number;
  /** The instant at which it ends, where no event of its epoch follows. */
  endAt?: number;
}

function holes(
  rows: readonly { p: string; e: number; from_n: number; to_n: number }[],
  announced: readonly AnnouncedEnd[],
): Hole[] {
  const epochs = new Map<string, { p: string; e: number; ranges: [number, number][] }>();
  for (const { p, e, from_n, to_n } of rows) {
    const key = `${p} ${e}`;
    const epoch = epochs.get(key) ?? { p, e, ranges: [] };
    epoch.ranges.push([from_n, to_n]);
    epochs.set(key, epoch);
  }
  const found: Hole[] = [...epochs.values()].flatMap(({ p, e, ranges }) =>
    new SequenceRanges(ranges).missing().map(([from, to]) => ({ p, e, from, to })),
  );
  for (const { p, e, n, at } of announced) {
    const ranges = epochs.get(`${p} ${e}`)?.ranges;
    // Of an epoch that was never heard nothing is expected.
    if (!ranges) continue;
    const last = new SequenceRanges(ranges).max;
    if (n > last) found.push({ p, e, from: last + 1, to: n, endAt: at });
  }
  return found;
}

async function placed(warehouse: Warehouse, gaps: readonly Hole[]): Promise<PlacedHole[]> {
  if (gaps.length === 0) return [];
  const around = gaps.flatMap(({ p, e, from, to }) => [
    { p, e, n: from - 1 },
    { p, e, n: to + 1 },
  ]);
  const rows = await warehouse.query<{ p: string; e: number; n: number; at: number }>(
    `SELECT p, e, n, min(at) AS at FROM event_raw WHERE (p, e, n) IN (
      SELECT tupleElement(known, 1), tupleElement(known, 2), tupleElement(known, 3)
      FROM (SELECT arrayJoin(arrayZip({p:Array(String)}, {e:Array(Int64)}, {n:Array(Int64)})) AS known))
    GROUP BY p, e, n`,
    { p: around.map(({ p }) => p), e: around.map(({ e }) => e), n: around.map(({ n }) => n) },
  );
  const at = new Map(rows.map((row) => [`${row.p} ${row.e} ${row.n}`, row.at]));
  return gaps.map(({ p, e, from, to, endAt }) => {
    // Before the first number of an epoch stands its start.
    const begin = at.get(`${p} ${e} ${from - 1}`) ?? e;
    const end = at.get(`${p} ${e} ${to + 1}`) ?? endAt ?? begin;
    return { p, missing: to - from + 1, fromMs: Math.min(begin, end), toMs: Math.max(begin, end) };
  });
}

/** How many closed intervals (15 min x site) of the period and scope were restated. Throws WarehouseError. */
export const restatedIntervals = async (
  warehouse: Warehouse,
  filter: Filter,
  fromMs: number,
  toMs: number,
): Promise<number> => (await lateIntervals(warehouse, filter, fromMs, toMs)).restated;
