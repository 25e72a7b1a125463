import type { AgentSums } from './formula.ts';

const HIGH = 0.9;
const LOW = 0.1;

/**
 * How far apart the occupancies of agents lie: the 90th percentile less the 10th (nearest rank), in points of a hundred.
 * `handling`, `ready`: ms by agent. Null where fewer than two agents handled anything or were ready.
 */
export function occupancySpread(handling: AgentSums, ready: AgentSums): number | null {
  const agents = new Set([...handling.keys(), ...ready.keys()]);
  const occupancies = [...agents].map((agent) => {
    const handlingMs = handling.get(agent) ?? 0;
    return handlingMs / (handlingMs + (ready.get(agent) ?? 0));
  });
  if (occupancies.length < 2) return null;
  occupancies.sort((a, b) => a - b);
  const rank = (share: number): number => occupancies[Math.ceil(share * occupancies.length) - 1]!;
  return (rank(HIGH) - rank(LOW)) * 100;
}
