import type { Warehouse } from './warehouse.ts';

/** How a producer was heard: of the events that occurred since an instant. Times in ms. */
export interface ProducerPunctuality {
  p: string;
  events: number;
  /** Received more than 2 minutes after they occurred. */
  late: number;
  /** Occurred more than 5 s after they were received: its clock is ahead. */
  ahead: number;
  /** Median of received less occurred; below 0 where its clock is ahead. */
  medianDelayMs: number;
}

export const LATE_MS = 120_000;
export const AHEAD_MS = 5_000;

/** How each producer was heard since an instant, ms UTC. Throws WarehouseError. */
export const producerPunctuality = (warehouse: Warehouse, sinceMs: number): Promise<ProducerPunctuality[]> =>
  warehouse.query<ProducerPunctuality>(
    `SELECT toString(p) AS p, toInt64(count()) AS events, toInt64(countIf(received_at - at > ${LATE_MS})) AS late,
      toInt64(countIf(at - received_at > ${AHEAD_MS})) AS ahead,
      toInt64(round(quantile(0.5)(received_at - at))) AS medianDelayMs
    FROM event_raw WHERE at >= ${sinceMs} GROUP BY p ORDER BY p`,
  );
