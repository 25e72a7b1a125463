import { CallingRules } from './calling-rules.ts';
import {
  DEFAULT_SETTINGS,
  isServiceLevelFormula,
  type CountingSettings,
  type DimensionVersion,
  type JudgingSetting,
  type ServiceLevelFormula,
} from './settings.ts';
import { versionAt } from './version-in-force.ts';
import { SEPARATOR } from './separator.ts';

/** The settings by which visits are judged from an instant on, until the next. */
export interface ThresholdStep {
  fromMs: number;
  slThresholdMs: number;
  shortAbandonMs: number;
  serviceLevelFormula: ServiceLevelFormula;
}

/** Steps of one site's or queue's thresholds, ascending; the first holds since ever. */
interface Timeline {
  site: string | null;
  /** Null: for every queue of the site that has no timeline of its own. */
  queue: string | null;
  steps: readonly ThresholdStep[];
}

const SINCE_EVER = Number.MIN_SAFE_INTEGER;
const keyOf = (site: string | null, queue: string | null): string => `${site ?? ''}${SEPARATOR}${queue ?? ''}`;

/**
 * T, S and the formula of the service level of every queue at every instant (contract 6): the queue's own setting, else
 * its site's, else the default; each by `validFrom`. Immutable: built from the versions known, read by the engine and rendered to SQL.
 */
export class Thresholds {
  readonly timelines: readonly Timeline[];
  readonly defaults: ThresholdStep;
  /** Hours in which may be dialled, and how often: settings by which attempts are judged. */
  readonly calling: CallingRules;
  readonly #byKey = new Map<string, Timeline>();

  constructor(versions: readonly DimensionVersion[]) {
    this.calling = new CallingRules(versions);
    this.defaults = {
      fromMs: SINCE_EVER,
      slThresholdMs: DEFAULT_SETTINGS.slThresholdMs,
      shortAbandonMs: DEFAULT_SETTINGS.shortAbandonMs,
      serviceLevelFormula: DEFAULT_SETTINGS.serviceLevelFormula,
    };
    const sites = group(
      versions.filter(({ kind }) => kind === 'site'),
      ({ id }) => id,
    );
    const queues = group(
      versions.filter(({ kind }) => kind === 'queue'),
      ({ site, id }) => keyOf(site, id),
    );
    const timelines: Timeline[] = [];
    for (const [site, own] of sites) timelines.push({ site, queue: null, steps: this.#steps([own]) });
    for (const own of queues.values()) {
      const { site, id } = own[0]!;
      timelines.push({ site, queue: id, steps: this.#steps([sites.get(site ?? '') ?? [], own]) });
    }
    // A queue that says the default keeps its timeline beside a site that says something else.
    const differs = timelines.some(({ steps }) => steps.length > 1 || !judgesSame(steps[0]!, this.defaults));
    this.timelines = differs ? timelines : [];
    for (const timeline of timelines) this.#byKey.set(keyOf(timeline.site, timeline.queue), timeline);
  }

  /** T or S in ms, or the formula, of a queue at an instant: the start of the 15-min interval in which the visit entered. */
  at<S extends JudgingSetting>(
    setting: S,
    site: string | null,
    queue: string | null,
    slotMs: number,
  ): ThresholdStep[S] {
    if (this.timelines.length === 0) return this.defaults[setting];
    const timeline = this.#byKey.get(keyOf(site, queue)) ?? this.#byKey.get(keyOf(site, null));
    if (!timeline) return this.defaults[setting];
    let value = this.defaults[setting];
    for (const step of timeline.steps) {
      if (step.fromMs > slotMs) break;
      value = step[setting];
    }
    return value;
  }

  /** The step in force at an instant: the values, and since when they hold. */
  stepAt(site: string | null, queue: string | null, slotMs: number): ThresholdStep {
    const timeline = this.#byKey.get(keyOf(site, queue)) ?? this.#byKey.get(keyOf(site, null));
    const steps = this.timelines.length === 0 ? undefined : timeline?.steps;
    return steps?.findLast(({ fromMs }) => fromMs <= slotMs) ?? this.defaults;
  }

  /** From the widest scope to the narrowest: a narrower one's setting holds wherever it has one. */
  #steps(scopes: readonly (readonly DimensionVersion[])[]): ThresholdStep[] {
    const instants = new Set([SINCE_EVER, ...scopes.flat().map(({ validFrom }) => validFrom)]);
    const steps: ThresholdStep[] = [];
    for (const fromMs of [...instants].sort((a, b) => a - b)) {
      const step = { ...this.defaults, fromMs };
      for (const versions of scopes) Object.assign(step, settingsAt(versions, fromMs));
      const last = steps.at(-1);
      if (!last || !judgesSame(last, step)) steps.push(step);
    }
    return steps;
  }
}

/** True where two steps judge the same, since whenever they hold. */
export const judgesSame = (a: ThresholdStep, b: ThresholdStep): boolean =>
  a.slThresholdMs === b.slThresholdMs &&
  a.shortAbandonMs === b.shortAbandonMs &&
  a.serviceLevelFormula === b.serviceLevelFormula;

function settingsAt(versions: readonly DimensionVersion[], instantMs: number): Partial<CountingSettings> {
  const inForce = versionAt(versions, instantMs);
  const settings: Partial<CountingSettings> = {};
  for (const threshold of ['slThresholdMs', 'shortAbandonMs'] as const) {
    const value = inForce?.attrs[threshold];
    if (typeof value === 'number') settings[threshold] = value;
  }
  const formula = inForce?.attrs.serviceLevelFormula;
  if (isServiceLevelFormula(formula)) settings.serviceLevelFormula = formula;
  return settings;
}

function group<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    const members = groups.get(name);
    if (members) members.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
