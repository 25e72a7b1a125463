import { momentOf, type Numbers, type RecountPeriod } from '../period.ts';
import type { RawEvent } from '../raw-events.ts';
import type { Thing, Things } from '../things.ts';
import { countLegs } from './legs.ts';
import { servingAt } from './plans.ts';
import { countVisits } from './visits.ts';

const HOUR_MS = 3_600_000;
const FEWEST_HANDLED = 30;

/**
 * The wait of a caller who joins at the moment (domain 1.1, I14, form a): its place in the queue, times the handle time,
 * over the agents who serve, times the share of callers who stay; both of the hour before. Null under 30 handled contacts.
 */
export function countEstimatedWait(
  things: Things,
  settings: readonly RawEvent[],
  stays: readonly Thing[],
  period: RecountPeriod,
  queues: readonly (string | null)[] | null,
): Numbers {
  const moment = momentOf(period);
  const hour: RecountPeriod = { fromMs: moment - HOUR_MS, toMs: moment, asOfMs: moment, basis: 'event' };
  const { handled = 0, aht = null } = countLegs(things, hour);
  const { queue_depth: depth = 0, abandon_rate: gone = null } = countVisits(things.visit, settings, hour);
  const agents = servingAt(stays, queues, moment).length;
  if (handled === null || handled < FEWEST_HANDLED || aht === null || agents === 0) return { estimated_wait: null };
  return { estimated_wait: (((depth ?? 0) + 1) * aht * (1 - (gone ?? 0))) / agents };
}
