import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#lib/engine/engine.ts';
import { countsDistinct } from '#lib/metrics/aggregates.ts';
import { metricById, METRICS } from '#lib/metrics/dictionary.ts';
import { LIVE_GROUPINGS, type Dimension } from '#lib/metrics/dimensions.ts';
import { aggregatesOf } from '#lib/metrics/formula.ts';
import {
  BASES,
  WINDOWS,
  type Basis,
  type Filter,
  type LiveQuestion,
  type Row,
  type WindowName,
} from '#lib/metrics/question.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { foldedEngine, writeFloor } from './floors.ts';
import { randomFloor, SITES } from './random-floor.ts';
import { SqlAnswers } from './sql-answer.ts';

/** Seeds that are always tried; then one that nobody has tried. */
const KEPT_SEEDS = [1, 2];
const FRESH_SEEDS = [Date.now() % 2 ** 31];
const SEEDS = [...KEPT_SEEDS, ...FRESH_SEEDS];

const PAIRS: Dimension[][] = LIVE_GROUPINGS.flatMap((a, i) => LIVE_GROUPINGS.slice(i + 1).map((b) => [a, b]));
const GROUPINGS: Dimension[][] = [[], ...LIVE_GROUPINGS.map((dimension) => [dimension]), ...PAIRS];

interface Turn {
  window: WindowName;
  basis: Basis;
}
const TURNS: Turn[] = WINDOWS.flatMap((window) => BASES.map((basis) => ({ window, basis })));
const FILTERS: Filter[] = [
  { site: ['berlin'] },
  { site: ['kathmandu', 'shanghai'] },
  { queue: ["vip 'n", 'svc'] },
  { site: ['plain'], media: ['voice'] },
  { site: ['nowhere'] },
];

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

/** What was compared, and seen to be a number other than 0: metric x window x basis, and metric x grouping. */
const compared = new Set<string>();
const telling = new Set<string>();

/** The metrics that may be asked in that window with these groupings and filters. */
const askable = (window: WindowName, dimensions: readonly Dimension[]): string[] =>
  METRICS.filter(({ formula, live, dimensions: own }) => {
    const answers = window !== 'now' || formula.kind === 'gauge' || formula.kind === 'derived';
    return live && answers && dimensions.every((dimension) => own.includes(dimension));
  }).map(({ id }) => id);

/** Sets do not add up: no total of them is the sum of its parts. */
const countsSets = (id: string): boolean => aggregatesOf(metricById(id)!.formula).some(countsDistinct);

/** Metrics that lack some groupings stand in no count by all of them. */
const lacksGroupings = (id: string): boolean => {
  const { formula, dimensions } = metricById(id)!;
  return formula.kind !== 'derived' && !LIVE_GROUPINGS.every((dimension) => dimensions.includes(dimension));
};

/** Windows that begin at another instant at another site are asked of one site where sets are counted. */
const ONE_SITE: Filter = { site: ['berlin'] };
const beginsBySite = (window: WindowName): boolean => window === 'interval' || window === 'today';

class Comparison {
  readonly #engine: Engine;
  readonly #sql: SqlAnswers;
  readonly #asOfMs: number;
  readonly seed: number;

  constructor(seed: number, engine: Engine, sql: SqlAnswers, asOfMs: number) {
    this.seed = seed;
    this.#engine = engine;
    this.#sql = sql;
    this.#asOfMs = asOfMs;
  }

  /** These groupings in this window on this basis; the counts in SQL are made by all dimensions at once and added up. */
  async demandAll(window: WindowName, basis: Basis, groupings: readonly Dimension[][]): Promise<void> {
    const metrics = askable(window, LIVE_GROUPINGS).filter((id) => !countsSets(id));
    const sql = await this.#sql.rows({ metrics, window, basis, filter: {} }, groupings, LIVE_GROUPINGS);
    groupings.forEach((by, i) => this.#compare({ metrics, window, basis, by, filter: {} }, sql[i]!));
  }

  /** One grouping, counted in SQL as a report counts it. */
  async demand(window: WindowName, basis: Basis, by: readonly Dimension[], filter: Filter): Promise<void> {
    const metrics = askable(window, [...by, ...(Object.keys(filter) as Dimension[])]).filter(
      (id) => !(countsSets(id) && beginsBySite(window)),
    );
    const [sql] = await this.#sql.rows({ metrics, window, basis, filter }, [by]);
    this.#compare({ metrics, window, basis, by, filter }, sql!);
  }

  /** What answers the moment, and the last hour behind it, is the same in every window and basis. */
  async demandDerived(turns: readonly Turn[]): Promise<void> {
    const derived = METRICS.filter(({ live, formula }) => live && formula.kind === 'derived');
    for (const by of GROUPINGS) {
      const metrics = derived
        .filter(({ dimensions }) => by.every((name) => dimensions.includes(name)))
        .map(({ id }) => id);
      if (metrics.length === 0) continue;
      const [sql] = await this.#sql.rows({ metrics, window: 'now', basis: 'event', filter: {} }, [by]);
      for (const turn of turns) this.#compare({ metrics, ...turn, by, filter: {} }, sql!);
    }
  }

  /** Sets do not add up: each grouping is counted by itself, each in another window and basis. */
  async demandApart(turns: readonly Turn[]): Promise<void> {
    const all = askable('today', []).filter((id) => countsSets(id) || lacksGroupings(id));
    const counting = turns.filter(({ window }) => window !== 'now');
    for (const [i, by] of GROUPINGS.entries()) {
      const { window, basis } = counting[i % counting.length]!;
      const filter = beginsBySite(window) ? ONE_SITE : {};
      const metrics = all.filter((id) => by.every((name) => metricById(id)!.dimensions.includes(name)));
      const [sql] = await this.#sql.rows({ metrics, window, basis, filter }, [by]);
      this.#compare({ metrics, window, basis, by, filter }, sql!);
    }
  }

  #compare(question: LiveQuestion, sql: Row[]): void {
    const { metrics, window, basis, by, filter } = question;
    const live = this.#engine.answer(question, this.#asOfMs, this.#asOfMs).rows;
    const where = `seed ${this.seed}, ${JSON.stringify({ window, basis, by, filter })}: live against SQL`;
    expect(live, where).toEqual(sql);
    note(metrics, window, basis, by, live);
  }

  hasLength(window: WindowName, filter: Filter = {}): boolean {
    return this.#sql.hasLength(window, filter);
  }
}

function note(
  metrics: readonly string[],
  window: string,
  basis: string,
  by: readonly string[],
  rows: readonly Row[],
): void {
  for (const id of metrics) {
    const cases = [`${id} ${window} ${basis}`, `${id} by ${by.join(',')}`];
    const tells = rows.some((row) => row[id] !== null && row[id] !== 0);
    for (const name of cases) {
      compared.add(name);
      if (tells) telling.add(name);
    }
  }
}

test.for(SEEDS)('[MT1] live equals SQL to the digit: seed %i', { timeout: 300_000 }, async (seed) => {
  const floor = randomFloor(seed);
  const warehouse = await spaces.fresh();
  await writeFloor(warehouse, floor);
  const sql = await SqlAnswers.open(warehouse, SITES, floor.asOfMs);
  const comparison = new Comparison(seed, foldedEngine(floor), sql, floor.asOfMs);
  const turns = TURNS.filter(({ window }) => comparison.hasLength(window));
  const part = SEEDS.indexOf(seed);
  for (const [turn, { window, basis }] of turns.entries()) {
    // Pairs take turns: each stands in every window and basis on one of the seeds.
    const groupings = GROUPINGS.filter((by, i) => by.length < 2 || (i + turn) % SEEDS.length === part);
    await comparison.demandAll(window, basis, groupings);
  }
  await comparison.demandDerived(turns);
  await comparison.demandApart(turns);
  // Each grouping as reports ask for it: a part of them by seed, each in another window and basis, with and without filters.
  for (const [i, by] of GROUPINGS.entries()) {
    if (i % SEEDS.length !== part) continue;
    const { window, basis } = turns[i % turns.length]!;
    await comparison.demand(window, basis, by, i % 2 === 0 ? {} : FILTERS[i % FILTERS.length]!);
  }
});

test('[MT1] no metric is left out, in any window, basis and grouping, and each was seen to say something', () => {
  const expected: string[] = [];
  for (const { id, formula, live, dimensions } of METRICS) {
    if (!live) continue;
    for (const window of WINDOWS) {
      if (window === 'now' && formula.kind !== 'gauge' && formula.kind !== 'derived') continue;
      for (const basis of BASES) expected.push(`${id} ${window} ${basis}`);
    }
    for (const by of GROUPINGS) {
      if (by.every((dimension) => dimensions.includes(dimension))) expected.push(`${id} by ${by.join(',')}`);
    }
  }
  expect(expected.length).toBeGreaterThan(METRICS.length * 10);
  expect(expected.filter((name) => !compared.has(name))).toEqual([]);
  expect(expected.filter((name) => !telling.has(name))).toEqual([]);
});
