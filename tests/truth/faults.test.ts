import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULT_NAMES, type FaultName } from '#lib/sources/simulator/faults/fault-table.ts';
import { FACT_KIND_NAMES, type FactKind } from '#lib/metrics/fact-kinds.ts';
import { factTargetOf } from '#lib/metrics/replacement.ts';
import { correctionsList } from '#lib/reports/corrections-list.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { openRedisLog } from '#lib/streams/redis-log.ts';
import type { EventLog } from '#lib/streams/event-log.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { proveFloor, type ProofOptions } from '../../src/cli/prove/prove-floor.ts';
import { startRedisServer, type RedisServer } from '../support/redis-server.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { expectProven } from './expect-proof.ts';
import { partOfFloor } from './small-floor.ts';

/** Rare faults often enough for an hour of a small floor; two hours late at most are waited for. */
const RATES: Partial<Record<FaultName, number>> = {
  late: 0.005,
  very_late: 0.000_5,
  lost_resent: 0.001,
  no_opening: 0.01,
  double_login: 1,
  future: 0.000_5,
  malformed: 0.001,
  number_reused: 0.001,
  lost: 48,
  snapshot_hole: 100,
  restart: 48,
};

/** 11:45 in Shanghai on a Monday: the shift of twelve logs in. */
const MORNING = Date.UTC(2026, 2, 2, 3, 45);

let redis: RedisServer;
const spaces = {} as Record<'embedded' | 'server', Spaces>;
const directory = makeTempDir('truth');
const logs: EventLog[] = [];
beforeAll(async () => {
  redis = await startRedisServer({ durable: true });
  spaces.embedded = await openSpaces('embedded');
  spaces.server = await openSpaces('server');
}, 60_000);
afterAll(async () => {
  for (const log of logs) await log.close();
  await spaces.server.close();
  await spaces.embedded.close();
  await redis.stop();
  removeTempDir(directory);
});

const openLog = (kind: 'embedded' | 'redis', name: string): EventLog => {
  const log =
    kind === 'redis'
      ? openRedisLog({ url: redis.url, consumer: name, prefix: `${name}:` })
      : openEmbeddedLog({ directory: `${directory}/${name}`, now: Date.now });
  logs.push(log);
  return log;
};

/** Every conversation is evaluated, so that half an hour has evaluations too. */
function floorWithAllFacts(part: number) {
  const preset = partOfFloor(part);
  return { ...preset, records: { ...preset.records, quality: { ...preset.records.quality, perAgentMonth: 5_000 } } };
}

/** The kinds of facts on which corrections bear. */
async function correctedKinds(warehouse: Warehouse): Promise<FactKind[]> {
  const keys = await warehouse.query<{ id: string }>('SELECT DISTINCT id FROM corrected_key');
  return [...new Set(keys.map(({ id }) => factTargetOf(id).kind))].sort();
}

async function prove(
  storage: 'embedded' | 'redis and a server',
  options: Pick<ProofOptions, 'seed' | 'faults' | 'rates'> & Partial<ProofOptions>,
) {
  const onServers = storage !== 'embedded';
  return proveFloor({
    preset: floorWithAllFacts(0.1),
    fromMs: MORNING,
    toMs: MORNING + 1_800_000,
    stepMs: 15_000,
    log: openLog(onServers ? 'redis' : 'embedded', `run${logs.length}`),
    warehouse: await spaces[onServers ? 'server' : 'embedded'].fresh(),
    ...options,
  });
}

test(
  '[TF3] without faults every number is that of the truth, and nothing is missing',
  { timeout: 120_000 },
  async () => {
    const proof = await prove('embedded', { seed: 11, faults: [] });
    expectProven(proof, 500);
    expect(proof.trust).toMatchObject({ incomplete: 0, gaps: 0 });
  },
);

test.for([22])(
  '[TF3][TF4][TF9] with all faults, and corrections in every fact table: seed %i, embedded',
  { timeout: 180_000 },
  async (seed) => {
    const warehouse = await spaces.embedded.fresh();
    const proof = await prove('embedded', { seed, faults: FAULT_NAMES, rates: RATES, warehouse });
    expectProven(proof, 500);
    expect(Object.entries(proof.befell).filter(([, times]) => times === 0)).toEqual([]);
    expect(proof.trust.incomplete).toBeGreaterThan(0);
    expect(await correctedKinds(warehouse)).toEqual([...FACT_KIND_NAMES].sort());
    const corrections = await correctionsList(warehouse, {}, 0, Number.MAX_SAFE_INTEGER);
    const standings = new Set(corrections.map(({ standing }) => standing));
    expect([...standings].filter((standing) => !['in_force', 'voided', 'superseded'].includes(standing))).toEqual([]);
    const holding = corrections.filter(({ standing }) => standing === 'in_force');
    const of = (what: (correction: (typeof holding)[number]) => boolean): number => holding.filter(what).length;
    expect(of(({ op }) => op === 'void')).toBeGreaterThan(20);
    expect(of(({ op }) => op === 'replace')).toBeGreaterThan(20);
    expect(of(({ target }) => 'fact' in target)).toBeGreaterThan(10);
    const identities = new Set(corrections.map(({ p, e, n }) => `${p} ${e} ${n}`));
    expect(of(({ target: t }) => 'p' in t && identities.has(`${t.p} ${t.e} ${t.n}`))).toBeGreaterThan(10);
  },
);

test('[TF3][TF4] with all faults: on Redis and a warehouse over HTTP', { timeout: 180_000 }, async () => {
  const proof = await prove('redis and a server', { seed: 23, faults: FAULT_NAMES, rates: RATES });
  expectProven(proof, 500);
  expect(proof.trust.gaps).toBeGreaterThan(0);
});
