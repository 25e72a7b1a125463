import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregate, type AggregateName } from '#lib/metrics/aggregates.ts';
import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import { listedNames, netOf, sidesOf } from '#lib/metrics/formula-sides.ts';
import type { AggregateValue } from '#lib/metrics/formula.ts';
import { BASES, type Basis, type Filter } from '#lib/metrics/question.ts';
import { thresholdSql } from '#lib/metrics/sql.ts';
import type { ContactRow } from '#lib/reports/contacts-answer.ts';
import type { ContactsQuestion } from '#lib/reports/contacts-question.ts';
import { factsSql } from '#lib/reports/contacts-sql.ts';
import { knownFloor, listContacts, type KnownFloor } from '#lib/reports/contacts.ts';
import { countPeriod } from '#lib/reports/count-period.ts';
import { LISTED_METRICS } from '#lib/reports/parse-contacts-question.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { writeFloor } from '../parity/floors.ts';
import { randomFloor } from '../parity/random-floor.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

const SEEDS = [20_261_122, Date.now() % 2_147_483_647];
const FILTERS: Filter[] = [{ site: ['berlin'] }, { queue: ["vip 'n", 'svc'] }, { site: ['plain'], media: ['voice'] }];

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

const NAMES = [...new Set(LISTED_METRICS.flatMap(({ formula }) => listedNames(sidesOf(formula)!)))];
const isGreatest = (name: AggregateName): boolean => {
  const { take } = aggregate(name);
  return typeof take === 'object' && ('max' in take || 'maxTime' in take);
};
const isHistogram = (name: AggregateName): boolean => {
  const { take } = aggregate(name);
  return typeof take === 'object' && 'histogram' in take;
};

/** The number of an aggregate; of a histogram how many stand in it, of sums by the quarter hour their sum. */
const numberOf = (value: AggregateValue | undefined): number | null =>
  value instanceof Map
    ? [...value.values()].reduce((sum, count) => sum + count, 0)
    : ((value as number | null) ?? null);

class Floor {
  readonly #warehouse: Warehouse;
  readonly #heard: KnownFloor;
  readonly #asOfMs: number;
  readonly seed: number;

  constructor(warehouse: Warehouse, heard: KnownFloor, asOfMs: number, seed: number) {
    this.#warehouse = warehouse;
    this.#heard = heard;
    this.#asOfMs = asOfMs;
    this.seed = seed;
  }

  #period(hours: number) {
    return { startsMs: [this.#asOfMs - hours * HOUR_MS], toMs: this.#asOfMs, asOfMs: this.#asOfMs };
  }

  async counted(names: readonly AggregateName[], basis: Basis, filter: Filter, hours: number) {
    const thresholds = this.#heard.known.thresholds();
    const asked = { aggregates: names, by: [], filter, basis, period: this.#period(hours), thresholds };
    const [cell] = await countPeriod(this.#warehouse, asked);
    return (name: AggregateName): number | null => numberOf(cell!.values.get(name));
  }

  /** What the facts behind every aggregate put in, added up, by the aggregate. */
  async addedUp(names: readonly AggregateName[], basis: Basis, filter: Filter, hours: number) {
    const threshold = thresholdSql(this.#heard.known.thresholds());
    const sums = new Map<AggregateName, number | null>();
    const kinds = new Map<FactKind, AggregateName[]>();
    for (const name of names) kinds.set(aggregate(name).fact, [...(kinds.get(aggregate(name).fact) ?? []), name]);
    for (const own of kinds.values()) {
      const facts = factsSql(own, basis, [{ period: this.#period(hours), filter }], threshold);
      const columns = own.map((name, i) =>
        isGreatest(name) ? `max(s${i}) AS t${i}` : `${isHistogram(name) ? 'count' : 'sum'}(s${i}) AS t${i}`,
      );
      const [row] = await this.#warehouse.query<Record<string, number | null>>(
        `SELECT ${columns.join(', ')} FROM (${facts!.sql})`,
        facts!.parameters,
      );
      own.forEach((name, i) => sums.set(name, row![`t${i}`] ?? null));
    }
    return (name: AggregateName): number | null => sums.get(name) ?? null;
  }

  /** The whole list of a number, page by page. */
  async list(metric: string, basis: Basis, filter: Filter, hours: number, limit: number) {
    const { startsMs, toMs } = this.#period(hours);
    const asked: Omit<ContactsQuestion, 'cursor'> = {
      ...{ metric, fromMs: startsMs[0]!, toMs, zone: 'UTC', basis, filter, asOfMs: this.#asOfMs, limit, why: null },
    };
    const rows: ContactRow[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await listContacts(this.#warehouse, { ...asked, cursor }, 0, this.#heard);
      rows.push(...page.rows);
      if (page.next === null) return { ...page, rows };
      cursor = page.next;
    }
  }
}

const has = (dimensions: readonly string[], filter: Filter): boolean =>
  Object.keys(filter).every((name) => dimensions.includes(name));

test.for(SEEDS)(
  '[EX1] the facts behind a number add up to it, every metric: seed %i',
  { timeout: 300_000 },
  async (seed) => {
    const made = randomFloor(seed, 120);
    const warehouse = await spaces.fresh();
    await writeFloor(warehouse, made);
    const floor = new Floor(warehouse, await knownFloor(warehouse), made.asOfMs, seed);
    const telling = new Set<AggregateName>();

    for (const [basis, filter, hours] of [
      ['entry', {}, 30],
      ['event', {}, 30],
      ...FILTERS.slice(1).map((each, i) => [BASES[(seed + i) % 2]!, each, 12] as const),
    ] as const) {
      const able = LISTED_METRICS.filter(({ dimensions }) => has(dimensions, filter));
      const names = NAMES.filter((name) => able.some(({ formula }) => listedNames(sidesOf(formula)!).includes(name)));
      const counted = await floor.counted(names, basis, filter, hours);
      const addedUp = await floor.addedUp(names, basis, filter, hours);
      for (const name of names) {
        expect(addedUp(name) ?? 0, `seed ${seed}: ${name} ${basis} ${JSON.stringify(filter)}`).toBe(counted(name) ?? 0);
        if (addedUp(name)) telling.add(name);
      }
    }
    // A rare one may have no fact in a floor of this size.
    expect(telling.size).toBeGreaterThan(NAMES.length / 2);

    // Lists as they are asked for, in small pages: a few of all metrics, others with every seed.
    const turn = LISTED_METRICS.filter((_, i) => (i + seed) % Math.ceil(LISTED_METRICS.length / 5) === 0);
    for (const [i, { id, formula, dimensions }] of turn.entries()) {
      const filter = has(dimensions, FILTERS[i % FILTERS.length]!) ? FILTERS[i % FILTERS.length]! : {};
      const basis = BASES[i % 2]!;
      const where = `seed ${seed}: ${id} ${basis} ${JSON.stringify(filter)}`;
      const sides = sidesOf(formula)!;
      const counted = await floor.counted(listedNames(sides), basis, filter, 12);
      const { rows, total, numerator, facts } = await floor.list(id, basis, filter, 12, 20);
      const listed = (name: AggregateName): number => rows.reduce((sum, { shares }) => sum + (shares[name] ?? 0), 0);
      expect(rows.length, where).toBe(facts);
      expectInOrder(rows, where);
      if (sides.size === 'facts') continue;
      expect([total, netOf(sides.of, listed)], where).toEqual([netOf(sides.of, counted), netOf(sides.of, counted)]);
      if (sides.over === null) expect(numerator).toBeNull();
      else expect([numerator, netOf(sides.over, listed)], where).toEqual(Array(2).fill(netOf(sides.over, counted)));
    }
  },
);

/** Sorted by (at, kind, site, key), none twice. */
function expectInOrder(rows: readonly ContactRow[], where: string): void {
  const places = rows.map(({ atMs, kind, site, key }) => [atMs, kind, site ?? '', key] as const);
  for (let i = 1; i < places.length; i += 1) {
    const [before, after] = [places[i - 1]!, places[i]!];
    const differing = after.findIndex((part, at) => part !== before[at]);
    expect(differing >= 0 && before[differing]! < after[differing]!, `${where}: row ${i}`).toBe(true);
  }
}
