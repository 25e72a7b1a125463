import { expect, test } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import type { Floor } from '#lib/sources/simulator/simulated-floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import { MINUTE, SECOND } from './floor-log.ts';

/** A Thursday afternoon, the floor well staffed. */
const OPENS_AT = Date.UTC(2026, 10, 19, 6);
const preset = PRESETS.aicai!;

/** Agents of the newest complete snapshot, with their states and since when. */
function snapshotOf(events: readonly ContactCentreEvent[]): Map<string, { state: string; enteredAt: number }> {
  let agents = new Map<string, { state: string; enteredAt: number }>();
  let corr: string | undefined;
  for (const event of events) {
    if (event.t !== 'agent.snapshot') continue;
    if (event.d.corr !== corr) agents = new Map();
    corr = event.d.corr;
    for (const { agent, state, enteredAt } of event.d.agents ?? []) agents.set(agent, { state, enteredAt });
  }
  return agents;
}

/** Lets a floor live until an instant; the engine hears every event at its own instant, and infers at the end of each second. */
function live(engine: Engine, floor: Floor, untilMs: number, epoch: number): ContactCentreEvent[] {
  const said: ContactCentreEvent[] = [];
  for (let now = floor.now; now < untilMs; now = Math.min(untilMs, now + SECOND)) {
    const events = floor.next(Math.min(untilMs, now + SECOND));
    for (const event of events) engine.fold(event, Math.max(event.at, floor.startAt));
    said.push(...events);
    for (const event of engine.infer({ nowMs: now, serverMs: now, speed: 1 }, epoch)) engine.fold(event, now);
  }
  return said;
}

test('[EN37] a source that was killed and started again tells the same agents anew: each counts once, as in its snapshot', () => {
  const engine = new Engine('UTC');
  const first = createFloor(preset, { seed: 7, startAt: OPENS_AT, epoch: OPENS_AT, historyMs: MINUTE });
  const killedAt = OPENS_AT + 5 * MINUTE + 20 * SECOND;
  live(engine, first, killedAt, OPENS_AT);
  const restartedAt = killedAt + 30 * SECOND;
  // Another seed: other shifts and other states, as when minutes have passed that nobody simulated.
  const second = createFloor(preset, { seed: 8, startAt: restartedAt, epoch: restartedAt, historyMs: 30 * SECOND });
  const asOf = restartedAt + 3 * MINUTE;
  const said = live(engine, second, asOf, OPENS_AT);
  const snapshotAt = said.findLast(({ t }) => t === 'agent.snapshot')!.at;
  const listed = snapshotOf(said);
  const { rows } = engine.answer(
    {
      metrics: ['agents_staffed', 'agents_ready', 'agents_acw'],
      by: ['agent'],
      filter: {},
      basis: 'event',
      window: 'now',
    },
    snapshotAt,
    asOf,
  );
  const staffed = rows.filter((row) => row.agents_staffed !== 0);
  expect(listed.size).toBeGreaterThan(200);
  expect(staffed.filter((row) => row.agents_staffed !== 1)).toEqual([]);
  expect(staffed.map((row) => row.agent).sort()).toEqual([...listed.keys()].sort());
  // Who changed at the very instant of the snapshot is seen in the former state at that instant.
  const settled = staffed.filter((row) => listed.get(String(row.agent))!.enteredAt < snapshotAt);
  expect(settled.length).toBeGreaterThan(200);
  const wrong = settled.filter((row) => {
    const { state } = listed.get(String(row.agent))!;
    return (state === 'READY') !== (row.agents_ready === 1) || (state === 'ACW') !== (row.agents_acw === 1);
  });
  expect(wrong).toEqual([]);
});
