/**
 * What has to hold between numbers at any time (contract 7). `tolerance`: by how much the sides may differ, in the unit.
 * The sides are named by the page that shows them.
 */
export const INVARIANTS = {
  /** offered = answered + abandoned + flow_out + timed_out + callback + system_error + waiting + lost. */
  outcomes: { number: 1, unit: 'count', tolerance: 0 },
  /** waiting = entered - left. */
  waiting: { number: 2, unit: 'count', tolerance: 0 },
  /** waiting = what the heartbeat of the source says. */
  waiting_told: { number: 2, unit: 'count', tolerance: 0 },
  /** Sum of the state seconds of a log-in = log-out - log-in. */
  log_in: { number: 3, unit: 'seconds', tolerance: 1 },
  /** offers = accepted + rona + rejected + caller_abandoned + canceled. */
  offers: { number: 4, unit: 'count', tolerance: 0 },
  /** attempts = sum of their results. */
  attempts: { number: 5, unit: 'count', tolerance: 0 },
  /** passed + nuisance = live. */
  live_answers: { number: 5, unit: 'count', tolerance: 0 },
  /** handled + open wraps = ended primary legs with an agent. */
  handled: { number: 6, unit: 'count', tolerance: 0 },
  /** received + rejected + gaps = the greatest number of an epoch. */
  sequence: { number: 7, unit: 'count', tolerance: 0 },
  /** live at close = report, but for what late events changed. */
  live_report: { number: 8, unit: 'count', tolerance: 0 },
  /** Sum of sites = total. */
  sites: { number: 9, unit: 'count', tolerance: 0 },
  /** A report's total = the sum of its rows. */
  report_total: { number: 10, unit: 'count', tolerance: 0 },
} as const satisfies Record<string, { number: number; unit: 'count' | 'seconds'; tolerance: number }>;

export type InvariantId = keyof typeof INVARIANTS;
export const INVARIANT_IDS = Object.keys(INVARIANTS) as InvariantId[];

/** Both sides of an invariant in one scope. */
export interface InvariantReading {
  invariant: InvariantId;
  site: string | null;
  /** What it was read of beside the site: queue, agent, producer, metric, `interval` (ISO start). */
  of: Readonly<Record<string, string | null>>;
  left: number;
  right: number;
}

/** Whether the sides agree. */
export const holds = ({ invariant, left, right }: InvariantReading): boolean =>
  Math.abs(left - right) <= INVARIANTS[invariant].tolerance;

/** A reading whose sides do not agree, and since when, ms UTC. */
export type BrokenReading = InvariantReading & { sinceMs: number };

/** How an invariant stands at a site. */
export interface InvariantState {
  invariant: InvariantId;
  site: string | null;
  /** When it was read last, ms UTC. */
  readAtMs: number;
  /** In how many scopes it was read. */
  readings: number;
  /** The sides, summed over the scopes. */
  left: number;
  right: number;
  /** Where it does not hold; the largest differences first, no more than MOST_SHOWN. */
  broken: readonly BrokenReading[];
  brokenReadings: number;
}

const MOST_SHOWN = 20;

const keyOf = ({ invariant, site, of }: InvariantReading): string => JSON.stringify([invariant, site, of]);

/** Keeps since when each invariant is broken where. Pure: it is told the time. */
export class InvariantWatch {
  readonly #since = new Map<string, number>();
  readonly #states = new Map<string, InvariantState>();

  /** Takes a whole reading of some invariants. Returns what was not broken before. */
  take(invariants: readonly InvariantId[], readings: readonly InvariantReading[], nowMs: number): BrokenReading[] {
    const began: BrokenReading[] = [];
    const stillBroken = new Set<string>();
    const bySite = new Map<string, { state: InvariantState; broken: BrokenReading[] }>();
    for (const reading of readings) {
      const { invariant, site, left, right } = reading;
      const id = JSON.stringify([invariant, site]);
      let entry = bySite.get(id);
      if (!entry) {
        const broken: BrokenReading[] = [];
        entry = {
          broken,
          state: { invariant, site, readAtMs: nowMs, readings: 0, left: 0, right: 0, broken, brokenReadings: 0 },
        };
        bySite.set(id, entry);
      }
      entry.state.readings += 1;
      entry.state.left += left;
      entry.state.right += right;
      if (holds(reading)) continue;
      const key = keyOf(reading);
      stillBroken.add(key);
      const sinceMs = this.#since.get(key);
      const broken = { ...reading, sinceMs: sinceMs ?? nowMs };
      if (sinceMs === undefined) {
        this.#since.set(key, nowMs);
        began.push(broken);
      }
      entry.broken.push(broken);
    }
    for (const [key] of this.#since) {
      const [invariant] = JSON.parse(key) as [InvariantId];
      if (invariants.includes(invariant) && !stillBroken.has(key)) this.#since.delete(key);
    }
    for (const [id, { invariant }] of this.#states) if (invariants.includes(invariant)) this.#states.delete(id);
    for (const [id, { state, broken }] of bySite) {
      const largest = broken.sort((a, b) => Math.abs(b.left - b.right) - Math.abs(a.left - a.right));
      this.#states.set(id, { ...state, broken: largest.slice(0, MOST_SHOWN), brokenReadings: broken.length });
    }
    return began;
  }

  /** How every invariant stands, site by site. */
  states(): InvariantState[] {
    return [...this.#states.values()];
  }
}
