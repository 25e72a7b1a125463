import { isOnQueue, type ScheduleSegment } from '../metrics/second-order.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';

/** One segment of a schedule inside the period: its time there, and the part of it that was kept. ms. */
export interface PlannedTime {
  timeMs: number;
  onQueue: boolean;
  keptMs: number;
}

/** Meets every segment of every schedule that touches the period; what lies at or after asOf is not planned time yet. */
export function eachPlanned(
  schedules: FactStore,
  spans: FactStore,
  dimensions: DimensionTable,
  { fromMs, untilMs: until }: { fromMs: number; untilMs: number },
  startOf: (row: number) => number,
  meet: (row: number, planned: PlannedTime) => void,
): void {
  const [from, to, dims, texts] = ['from', 'to', 'dims', 'segments'].map((name) => schedules.column(name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let lived: LivedSpans | null = null;
  schedules.eachRow((row) => {
    const start = startOf(row);
    const { site, agent } = dimensions.combinations[dims[row]!]!;
    if (!agent || texts[row]! < 0 || !(from[row]! < until && to[row]! > start)) return;
    lived ??= new LivedSpans(spans, dimensions, fromMs, until);
    for (const segment of JSON.parse(schedules.text(texts[row]!)) as ScheduleSegment[]) {
      const [begin, end] = [Math.max(segment[0], start), Math.min(segment[1], until)];
      if (end <= begin) continue;
      const keptMs = lived.time(site ?? null, agent, segment[3], begin, end);
      meet(row, { timeMs: end - begin, onQueue: isOnQueue(segment), keptMs });
    }
  });
}

/** The spans that touch a period, agent by agent. */
class LivedSpans {
  readonly #rows = new Map<string, number[]>();
  readonly #spans: FactStore;
  readonly #until: number;

  constructor(spans: FactStore, { combinations }: DimensionTable, fromMs: number, until: number) {
    this.#spans = spans;
    this.#until = until;
    const [from, to, dims] = [spans.column('from'), spans.column('to'), spans.column('dims')];
    spans.eachRow((row) => {
      if (from[row]! >= until || to[row]! <= fromMs) return;
      const { site = null, agent = null } = combinations[dims[row]!]!;
      const key = JSON.stringify([site, agent]);
      const rows = this.#rows.get(key);
      if (rows) rows.push(row);
      else this.#rows.set(key, [row]);
    });
  }

  /** How long the agent was in one of the states between two instants, ms. */
  time(site: string | null, agent: string, states: readonly string[], begin: number, end: number): number {
    const allowed = new Set(states.map((state) => this.#spans.wordIndex('state', state)));
    const [from, to, state] = [this.#spans.column('from'), this.#spans.column('to'), this.#spans.column('state')];
    let sum = 0;
    for (const row of this.#rows.get(JSON.stringify([site, agent])) ?? []) {
      if (!allowed.has(state[row]!)) continue;
      const ended = Number.isNaN(to[row]!) ? this.#until : to[row]!;
      sum += Math.max(0, Math.min(ended, end) - Math.max(from[row]!, begin));
    }
    return sum;
  }
}
