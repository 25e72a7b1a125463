import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import { FaultPlan } from '#lib/sources/simulator/faults/fault-plan.ts';
import { FAULTS, FAULT_NAMES, type FaultName } from '#lib/sources/simulator/faults/fault-table.ts';
import { FaultyWire } from '#lib/sources/simulator/faults/faulty-wire.ts';
import { Truth } from '#lib/sources/simulator/truth/truth.ts';
import { writeTruth } from '#lib/sources/simulator/truth/truth-file.ts';
import { HOUR_MS, MINUTE_MS, SLOT_MS } from '#lib/time/interval.ts';
import { root } from '../../scripts/lib/project.mjs';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { partOfFloor } from './small-floor.ts';

const MORNING = Date.UTC(2026, 2, 2, 3, 45);
const PRESET = partOfFloor(0.15);

function live(stepMs: number, toMs = MORNING + HOUR_MS): Truth {
  const truth = new Truth();
  const floor = createFloor(PRESET, { seed: 5, startAt: MORNING, epoch: MORNING, historyMs: 0, witness: truth });
  for (let at = MORNING; at < toMs; at += stepMs) floor.next(at);
  floor.next(toMs);
  truth.finish(toMs);
  return truth;
}

test('[TF1] the truth and the faults import the time, the events and the simulator, and nothing that counts', () => {
  for (const room of ['truth', 'faults']) {
    const directory = join(root, 'src/lib/sources/simulator', room);
    const files = readdirSync(directory);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const imports = [...readFileSync(join(directory, file), 'utf8').matchAll(/from '([^']+)'/g)].map(
        ([, path]) => path!,
      );
      const foreign = imports.filter(
        (path) => !/^(node:|\.\/|\.\.\/(truth|faults|preset|random)|\.\.\/\.\.\/\.\.\/(time|events)\/)/.test(path),
      );
      expect(foreign, file).toEqual([]);
    }
  }
});

test('[TF2] the truth adds up: who came left or waits, time at desks is time by state, results are attempts', () => {
  const truth = live(MINUTE_MS);
  const sum = (table: keyof Truth['tables'], ...fields: string[]): number => {
    let total = 0;
    for (const { values } of truth.tables[table].tally.between(MORNING, MORNING + HOUR_MS))
      for (const field of fields) total += values[field] ?? 0;
    return total;
  };
  const outcomes = ['answered', 'abandoned', 'flow_out', 'timeout', 'no_agent', 'callback', 'system_error'];
  expect(sum('visitsByEntry', 'offered')).toBeGreaterThan(100);
  expect(sum('visitsByEntry', 'ended')).toBe(sum('visitsByEntry', ...outcomes));
  const within = (field: string, table: keyof Truth['tables'], from: number, to: number): number =>
    [...truth.tables[table].tally.between(from, to)].reduce((total, { values }) => total + (values[field] ?? 0), 0);
  const [second, end] = [MORNING + SLOT_MS, MORNING + HOUR_MS];
  const waitedThen = within('depth', 'waiting', MORNING, second);
  const waitsNow = within('depth', 'waiting', end - SLOT_MS, end);
  const came = within('offered', 'visitsByEntry', second, end);
  expect(waitedThen + came).toBe(within('ended', 'visitsByEnd', second, end) + waitsNow);
  const states = [...truth.tables.peopleByTeam.tally.between(MORNING, MORNING + HOUR_MS)];
  for (const { values } of states) {
    const byState = Object.entries(values).filter(([field]) => /^[A-Z_]+Ms$/.test(field));
    expect(byState.reduce((total, [, ms]) => total + ms, 0)).toBe(values.staffedMs);
  }
  expect(sum('contactsByQueue', 'handled')).toBe(sum('contactsByTeam', 'handled'));
  expect(sum('contactsByQueue', 'talkMs')).toBe(sum('contactsByCampaign', 'talkMs'));
  expect(sum('menus', 'passes')).toBe(sum('menus', 'contained', 'to_queue', 'abandoned', 'error', 'timeout'));
});

test('[TF2] truth.json is the same whatever the steps, and another seed is another truth', async () => {
  const directory = makeTempDir('truth');
  const head = { preset: PRESET.id, seed: 5, epoch: MORNING, fromMs: MORNING, toMs: MORNING + HOUR_MS };
  const text = async (truth: Truth): Promise<string> => {
    const path = join(directory, 'truth.json');
    await writeTruth(path, truth, head);
    return readFileSync(path, 'utf8');
  };
  const once = await text(live(MINUTE_MS));
  expect(await text(live(7 * MINUTE_MS))).toBe(once);
  const { tables, intervalMs } = JSON.parse(once) as {
    tables: Record<string, { rows: unknown[] }>;
    intervalMs: number;
  };
  expect(intervalMs).toBe(SLOT_MS);
  expect(Object.values(tables).filter(({ rows }) => rows.length > 0).length).toBeGreaterThan(9);
  removeTempDir(directory);
});

/** Lines of half an hour as they reach the product, with their instants of arrival. */
function arrivals(faults: readonly FaultName[], seed = 5) {
  const toMs = MORNING + HOUR_MS / 2;
  // Chances high enough that each fault of single lines befalls some.
  const rates = Object.fromEntries(
    FAULT_NAMES.filter((name) => FAULTS[name].per === 'line').map((name) => [name, 0.02]),
  ) as Partial<Record<FaultName, number>>;
  // Few people log in within half an hour.
  rates.double_login = 1;
  const plan = new FaultPlan(
    { seed, faults, rates, fromMs: MORNING, toMs },
    { site: PRESET.site, queue: PRESET.inbound.queues[0]!.id, team: 't1' },
  );
  const truth = new Truth({ clock: plan.clock });
  const floor = createFloor(PRESET, { seed, startAt: MORNING, epoch: MORNING, historyMs: 0 });
  const wire = new FaultyWire(plan, truth, { site: PRESET.site, epoch: MORNING });
  const lines: string[] = [];
  for (let at = MORNING; at <= toMs + 10 * MINUTE_MS; at += MINUTE_MS) {
    for (const event of floor.next(at)) wire.pass(event, Math.max(MORNING, event.at));
    lines.push(...wire.due(at).map((line) => `${at} ${line}`));
  }
  wire.finish(toMs);
  for (let at = wire.nextAt; at !== null; at = wire.nextAt) lines.push(...wire.due(at).map((line) => `${at} ${line}`));
  return { lines, befell: wire.befell, losses: truth.losses };
}

test('[TF5] the same seed gives the same faults in the same order of arrival; another seed other ones', () => {
  const { lines, losses } = arrivals(FAULT_NAMES);
  expect(arrivals(FAULT_NAMES).lines).toEqual(lines);
  expect(losses.length).toBeGreaterThan(2);
  const other = arrivals(FAULT_NAMES, 6).lines;
  expect(other.filter((line, i) => line === lines[i]).length).toBeLessThan(lines.length / 2);
});

test('[TF5] each fault can be switched on alone, befalls something, and leaves a loss only where it says so', () => {
  const plain = arrivals([]);
  expect(Object.values(plain.befell).every((times) => times === 0)).toBe(true);
  for (const fault of FAULT_NAMES) {
    const { lines, befell, losses } = arrivals([fault]);
    expect(befell[fault], fault).toBeGreaterThan(0);
    expect(
      Object.values(befell).filter((times) => times > 0),
      fault,
    ).toHaveLength(1);
    expect(lines.join('\n') === plain.lines.join('\n'), fault).toBe(false);
    expect(losses.length > 0, fault).toBe(['gap', 'refused'].includes(FAULTS[fault].effect));
  }
});
