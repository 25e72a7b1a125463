import { EARLY_LOGIN_MS, isOnQueue, type ScheduleSegment } from '../metrics/second-order.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';

/** A shift in which the agent was ready: at which instant of it first, ms UTC, and how late that was, ms. */
export interface Login {
  atMs: number;
  lateMs: number;
}

/**
 * Meets every shift whose agent was first ready in the period. A shift begins with its first segment for contacts; who
 * was ready shortly before it is there as it begins.
 */
export function eachLogin(
  schedules: FactStore,
  spans: FactStore,
  dimensions: DimensionTable,
  untilMs: number,
  startOf: (row: number) => number,
  meet: (row: number, login: Login) => void,
): void {
  const [from, to, dims, segments] = ['from', 'to', 'dims', 'segments'].map((name) => schedules.column(name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let ready: ReadyRows | null = null;
  schedules.eachRow((row) => {
    const start = startOf(row);
    const { site = null, agent } = dimensions.combinations[dims[row]!]!;
    if (!agent || segments[row]! < 0 || !(from[row]! < untilMs && to[row]! > start)) return;
    const parts = JSON.parse(schedules.text(segments[row]!)) as ScheduleSegment[];
    const begins = parts.filter((part) => isOnQueue(part) && part[1] > part[0]).map(([begin]) => begin);
    if (begins.length === 0) return;
    const begin = Math.min(...begins);
    ready ??= new ReadyRows(spans, dimensions, untilMs);
    const atMs = ready.firstIn(site, agent, begin, to[row]!);
    if (atMs !== null && atMs >= start && atMs < untilMs) meet(row, { atMs, lateMs: atMs - begin });
  });
}

/** When agents were ready, agent by agent. */
class ReadyRows {
  readonly #rows = new Map<string, number[]>();
  readonly #spans: FactStore;

  constructor(spans: FactStore, { combinations }: DimensionTable, untilMs: number) {
    this.#spans = spans;
    const [from, dims, state] = [spans.column('from'), spans.column('dims'), spans.column('state')];
    const ready = spans.wordIndex('state', 'READY');
    spans.eachRow((row) => {
      if (state[row] !== ready || from[row]! >= untilMs) return;
      const { site = null, agent = null } = combinations[dims[row]!]!;
      const key = JSON.stringify([site, agent]);
      const rows = this.#rows.get(key);
      if (rows) rows.push(row);
      else this.#rows.set(key, [row]);
    });
  }

  /** Since when of a shift [begin, end) the agent was ready first; null where it never was. */
  firstIn(site: string | null, agent: string, begin: number, end: number): number | null {
    const [from, to] = [this.#spans.column('from'), this.#spans.column('to')];
    let first: number | null = null;
    for (const row of this.#rows.get(JSON.stringify([site, agent])) ?? []) {
      if (from[row]! >= end || to[row]! <= begin - EARLY_LOGIN_MS) continue;
      const since = Math.max(from[row]!, begin);
      if (first === null || since < first) first = since;
    }
    return first;
  }
}
