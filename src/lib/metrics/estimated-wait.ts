import type { SumReader } from './formula.ts';

/** Handled contacts of the last hour under which the mean handle time says too little. */
const MINIMUM_HANDLED = 30;

/**
 * I14, form (a): the wait of a caller who joins now, in ms.
 * (position x AHT / active agents) x (1 - abandon rate), position = depth + 1, AHT and abandon rate of the last 60 min.
 * Null where fewer than 30 contacts were handled in that hour, or no agent serves the queue.
 */
export function estimatedWait(sums: SumReader): number | null {
  const handled = sums('handled');
  const active = sums('now_active_for_queue');
  if (handled < MINIMUM_HANDLED || active === 0) return null;
  const handleMs = (sums('talk') + sums('hold') + sums('acw')) / handled;
  const ended = sums('visits');
  const abandonRate = ended === 0 ? 0 : sums('abandoned') / ended;
  return (((sums('waiting') + 1) * handleMs) / active) * (1 - abandonRate);
}
