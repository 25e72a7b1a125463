import type { Payload } from '../../../events/vocabulary.ts';
import type { Preset } from '../preset.ts';
import { createRandom, type Random } from '../random.ts';
import { FAULTS, type FaultName } from './fault-table.ts';

export interface FaultOptions {
  seed: number;
  faults: readonly FaultName[];
  /** Other rates than those of the table, in its units. */
  rates?: Partial<Record<FaultName, number>>;
  /** The time in which faults may happen, ms UTC. */
  fromMs: number;
  toMs: number;
}

type Place = Pick<Preset, 'site'> & { queue: string; team: string };

/** Something that never happened, as it is told (or, `silent`, as the product has to conclude it). */
export type Imagined = { at: number; silent: boolean } & (
  | { t: 'queue.entered'; d: Payload<'queue.entered'> }
  | { t: 'queue.left'; d: Payload<'queue.left'> }
  | { t: 'agent.state'; d: Payload<'agent.state'> }
);

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** What the product lets a call wait before it takes it for a ghost (contract 4). */
const GHOST_MS = 7_200_000;
const SKEW_MS = 7_000;
const STEP_BACK_MS = 5_000;
const STEP_BACK_LASTS_MS = 10 * MINUTE_MS;
export const DISCONNECT_MS = 4 * MINUTE_MS;

/** When what goes wrong: fixed by the seed before the floor begins to live. */
export class FaultPlan {
  readonly options: FaultOptions;
  /** What never was, by time. */
  readonly imagined: readonly Imagined[];
  /** Instants of the faults that come so many times a day, ascending. */
  private readonly instants = new Map<FaultName, number[]>();
  private readonly quiet: { fromMs: number; toMs: number }[] = [];
  private readonly random: Random;

  constructor(options: FaultOptions, place: Place) {
    this.options = options;
    this.random = createRandom(options.seed, 'fault plan');
    this.imagined = this.imagine(place).sort((a, b) => a.at - b.at);
    for (const fault of options.faults) {
      if (FAULTS[fault].per !== 'day' || fault === 'ghost_agent' || fault === 'ghost_visit') continue;
      const instants = Array.from({ length: this.times(fault) }, () => this.outsideQuiet(fault));
      this.instants.set(
        fault,
        instants.sort((a, b) => a - b),
      );
    }
  }

  /** The instants at which a fault of so many times a day comes. */
  at(fault: FaultName): readonly number[] {
    return this.instants.get(fault) ?? [];
  }

  /** Chance of a line that the fault can befall. */
  chance(fault: FaultName): number {
    if (!this.options.faults.includes(fault)) return 0;
    return this.options.rates?.[fault] ?? FAULTS[fault].rate;
  }

  /** True while the lines of the telephone system must come through, so that it is known when a ghost is found out. */
  isQuiet(at: number): boolean {
    return this.quiet.some(({ fromMs, toMs }) => at >= fromMs && at < toMs);
  }

  /** What the clock of a role shows. */
  readonly clock = (role: string, at: number): number => {
    if (role === 'crm' && this.at('skew').length > 0) return at + SKEW_MS;
    if (role === 'dialer' && this.at('clock_back').some((from) => at >= from && at < from + STEP_BACK_LASTS_MS))
      return at - STEP_BACK_MS;
    return at;
  };

  private times(fault: FaultName): number {
    const { fromMs, toMs, rates } = this.options;
    const perDay = rates?.[fault] ?? FAULTS[fault].rate;
    return Math.max(1, Math.round((perDay * (toMs - fromMs)) / DAY_MS));
  }

  private instant(): number {
    const { fromMs, toMs } = this.options;
    return Math.round(this.random.between(fromMs, toMs));
  }

  private outsideQuiet(fault: FaultName): number {
    const lastsMs = fault === 'disconnect' ? DISCONNECT_MS : 0;
    for (;;) {
      const at = this.instant();
      if (!this.quiet.some(({ fromMs, toMs }) => at < toMs && at + lastsMs >= fromMs)) return at;
    }
  }

  private imagine({ site, queue, team }: Place): Imagined[] {
    const { faults, seed } = this.options;
    const imagined: Imagined[] = [];
    if (faults.includes('ghost_visit')) {
      for (let i = 1; i <= this.times('ghost_visit'); i += 1) {
        const at = this.instant();
        const visit = `ghost-${seed}-${i}#q1`;
        const d = { site, queue, media: 'voice', direction: 'in', visit, enqueuedAt: at } as const;
        imagined.push({ t: 'queue.entered', at, silent: false, d });
        const lost = { ...d, waitMs: GHOST_MS, outcome: 'lost' } as const;
        imagined.push({ t: 'queue.left', at: at + GHOST_MS, silent: true, d: lost });
      }
    }
    if (faults.includes('ghost_agent')) {
      for (let i = 1; i <= this.times('ghost_agent'); i += 1) {
        const foundAt = Math.ceil(this.instant() / MINUTE_MS) * MINUTE_MS;
        const at = foundAt - 50_000;
        const d = { site, team, agent: `ghost-${seed}-${i}` };
        this.quiet.push({ fromMs: at - 10_000, toMs: foundAt + 5_000 });
        imagined.push({ t: 'agent.state', at, silent: false, d: { ...d, state: 'READY', enteredAt: at } });
        const found = { ...d, state: 'LOGGED_OUT', enteredAt: foundAt } as const;
        imagined.push({ t: 'agent.state', at: foundAt, silent: true, d: found });
      }
    }
    return imagined;
  }
}
