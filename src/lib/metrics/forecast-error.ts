import type { SlotSums } from './formula.ts';

/**
 * Weighted absolute error of a forecast by the quarter hour: the sum of |came - forecast| over the sum of what came, over
 * the quarter hours that have a forecast. `forecast` in millionths, `told`: how many forecasts of a quarter hour. Null
 * where nothing came in them.
 */
export function weightedError(came: SlotSums, forecast: SlotSums, told: SlotSums): number | null {
  let error = 0;
  let total = 0;
  for (const slot of told.keys()) {
    const actual = came.get(slot) ?? 0;
    error += Math.abs(actual * 1_000_000 - (forecast.get(slot) ?? 0));
    total += actual;
  }
  return total === 0 ? null : error / 1_000_000 / total;
}
