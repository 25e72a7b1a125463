import { expect, test } from 'vitest';
import { FloorLog, MINUTE, SECOND, START_AT, beat, snapshot, state } from './floor-log.ts';

const at = (seconds: number): number => START_AT + seconds * SECOND;
const TODAY = { window: 'today' } as const;
const hello = (t: number, caps: string[]) => ({ t: 'producer.hello', at: t, d: { caps } });

test('[EN30] a span that nobody ended ends where the next one of the agent begins', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0), { team: 't1' }),
    state('a1', 'TALKING', at(60), { team: 't1', direction: 'in', queues: ['svc'] }),
  ]);
  expect(log.number('agents_staffed', at(90))).toBe(2);
  expect(log.infer(at(61))).toEqual([]);
  expect(log.infer(at(62))).toMatchObject([
    {
      t: 'agent.state',
      at: at(60),
      d: {
        agent: 'a1',
        team: 't1',
        state: 'TALKING',
        direction: 'in',
        queues: ['svc'],
        enteredAt: at(60),
        prev: { state: 'READY', enteredAt: at(0) },
      },
    },
  ]);
  expect(log.infer(at(63))).toEqual([]);
  expect(log.ask(['agents_staffed', 'agents_ready', 'agents_talking'], at(90)).rows).toEqual([
    { agents_staffed: 1, agents_ready: 0, agents_talking: 1 },
  ]);
  expect(log.number('staffed_time', at(90), TODAY)).toBe(90);
  // The source's own word on the end comes after all, and holds.
  log.send(
    { ...state('a1', 'TALKING', at(60), { prev: { state: 'READY', enteredAt: at(0) }, team: 't1' }), at: at(61) },
    at(600),
  );
  expect(log.number('staffed_time', at(90), TODAY)).toBe(90);
});

test('[EN30] a log-out without a word on what was before ends every open span', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0)),
    state('a1', 'ACW', at(5)),
    state('a1', 'LOGGED_OUT', at(60)),
  ]);
  expect(log.infer(at(62)).map(({ d }) => d)).toMatchObject([
    { state: 'LOGGED_OUT', enteredAt: at(60), prev: { state: 'ACW' } },
    { state: 'ACW', enteredAt: at(5), prev: { state: 'READY' } },
  ]);
  expect(log.number('agents_staffed', at(90))).toBe(0);
  expect(log.number('staffed_time', at(90), TODAY)).toBe(60);
});

test('[EN30] an end that comes within the grace leaves nothing to infer', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0)),
    state('a1', 'TALKING', at(60), { prev: { state: 'READY', enteredAt: at(0) } }),
  ]);
  expect(log.infer(at(90))).toEqual([]);
});

test('[EN31] what is inferred of a span never takes the place of what its source said of it', () => {
  const talking = state('a1', 'TALKING', at(60), { team: 't1', queue: 'svc', direction: 'in' });
  const log = new FloorLog().send(state('a1', 'READY', at(0))).send(snapshot(at(70), [['a1', 'TALKING', at(60)]]));
  log.infer(at(90));
  expect(log.ask(['agents_talking'], at(100), { by: ['team', 'queue'] }).rows).toEqual([
    { team: null, queue: null, agents_talking: 1 },
  ]);
  log.send(talking, at(95));
  const rows = [{ team: 't1', queue: 'svc', agents_talking: 1 }];
  expect(log.ask(['agents_talking'], at(100), { by: ['team', 'queue'] }).rows).toEqual(rows);
  const other = new FloorLog();
  for (const { line, receivedAt } of log.lines.toReversed()) other.append(line, receivedAt);
  expect(other.ask(['agents_talking'], at(100), { by: ['team', 'queue'] }).rows).toEqual(rows);
});

test('[EN32] an agent who is missing from a full snapshot is logged out at its instant, whatever batch listed the others', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0)),
    state('a2', 'READY', at(0)),
    state('a3', 'READY', at(0), { site: 'gz' }),
  ]);
  log.send([
    snapshot(at(60), [['a1', 'READY', at(0)]], { full: false, corr: 'x' }),
    snapshot(at(60), [], { corr: 'x' }),
  ]);
  expect(log.infer(at(61))).toEqual([]);
  expect(log.infer(at(62))).toMatchObject([
    {
      at: at(60),
      d: {
        agent: 'a2',
        site: 'cs',
        state: 'LOGGED_OUT',
        reason: 'unknown',
        enteredAt: at(60),
        prev: { state: 'READY', enteredAt: at(0) },
      },
    },
  ]);
  expect(log.infer(at(70))).toEqual([]);
  expect(log.ask(['agents_staffed'], at(90), { by: ['site', 'agent'] }).rows).toEqual([
    { site: 'cs', agent: 'a1', agents_staffed: 1 },
    { site: 'gz', agent: 'a3', agents_staffed: 1 },
  ]);
  expect(log.engine.ghosts()).toEqual([{ p: 'acd', visits: 0, agents: 1 }]);
});

test('[EN33] a state that is newer than the snapshot wins over it', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0)),
    snapshot(at(60), []),
    state('a1', 'NOT_READY', at(61), { prev: { state: 'READY', enteredAt: at(0) } }),
  ]);
  expect(log.infer(at(70))).toEqual([]);
  expect(log.number('agents_not_ready', at(70))).toBe(1);
});

test('[EN33] a snapshot of which a batch may be lost logs nobody out', () => {
  const log = new FloorLog().send(state('a1', 'READY', at(0)));
  // The batch that lists a1 had n = 2.
  log.send({ ...snapshot(at(60), [], { corr: 'x' }), n: 3 });
  expect(log.infer(at(70))).toEqual([]);
  log.send({ ...snapshot(at(60), [], { full: false, corr: 'x' }), n: 2 }, at(80));
  expect(log.infer(at(90))).toMatchObject([{ d: { agent: 'a1', state: 'LOGGED_OUT' } }]);
});

test('[EN33] a full snapshot speaks for no agent of another source that sends snapshots too', () => {
  const log = new FloorLog().send([
    { ...state('b1', 'READY', at(0)), p: 'acd-b' },
    { ...snapshot(at(10), [['b1', 'READY', at(0)]]), p: 'acd-b' },
    snapshot(at(60), []),
  ]);
  expect(log.infer(at(70))).toEqual([]);
});

test('[EN34] an agent whom a snapshot lists in a newer state, or who was not heard of, is put there', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0), { team: 't1' }),
    snapshot(at(60), [
      ['a1', 'ACW', at(30)],
      ['a2', 'NOT_READY', at(20)],
    ]),
  ]);
  expect(log.infer(at(62)).map(({ d }) => d)).toMatchObject([
    { agent: 'a1', team: 't1', state: 'ACW', enteredAt: at(30), prev: { state: 'READY', enteredAt: at(0) } },
    { agent: 'a2', state: 'NOT_READY', enteredAt: at(20) },
  ]);
  expect(log.infer(at(63))).toEqual([]);
  expect(log.ask(['agents_staffed', 'agents_ready', 'agents_acw', 'agents_not_ready'], at(90)).rows).toEqual([
    { agents_staffed: 2, agents_ready: 0, agents_acw: 1, agents_not_ready: 1 },
  ]);
  expect(log.number('staffed_time', at(90), TODAY)).toBe(90 + 70);
});

test('[EN34] an instant that a source rounds in its snapshots makes no other state', () => {
  const log = new FloorLog().send([state('a1', 'READY', at(0) + 400), snapshot(at(60), [['a1', 'READY', at(0)]])]);
  expect(log.infer(at(70))).toEqual([]);
});

test('[EN34] a snapshot that contradicts what a source said of an end changes nothing', () => {
  const log = new FloorLog().send([
    state('a1', 'READY', at(0)),
    state('a1', 'LOGGED_OUT', at(30), { prev: { state: 'READY', enteredAt: at(0) } }),
    snapshot(at(60), [['a1', 'READY', at(0)]]),
  ]);
  expect(log.infer(at(70))).toEqual([]);
  expect(log.number('agents_staffed', at(70))).toBe(0);
});

test('[EN35] an agent without a word for 3 min is unknown, where the source sends snapshots or said that it does', () => {
  for (const first of [hello(at(-1), ['snapshot']), snapshot(at(-1), [])]) {
    const log = new FloorLog(at(-600)).send([
      first,
      state('a1', 'READY', at(0)),
      { ...state('b1', 'READY', at(0), { site: 'gz' }), p: 'crm' },
    ]);
    log.infer(at(0));
    expect(log.infer(at(179))).toEqual([]);
    expect(log.infer(at(181))).toMatchObject([
      {
        at: at(180),
        d: {
          agent: 'a1',
          state: 'LOGGED_OUT',
          reason: 'unknown',
          enteredAt: at(180),
          prev: { state: 'READY', enteredAt: at(0) },
        },
      },
    ]);
    expect(log.infer(at(200))).toEqual([]);
    expect(log.ask(['agents_staffed'], at(200), { by: ['agent'] }).rows).toEqual([{ agent: 'b1', agents_staffed: 1 }]);
  }
});

test('[EN35] an agent who is unknown comes back with the next snapshot, in the same span', () => {
  const log = new FloorLog(at(-600)).send([hello(at(-1), ['snapshot']), state('a1', 'READY', at(0), { team: 't1' })]);
  log.infer(at(0));
  expect(log.infer(at(200))).toHaveLength(1);
  expect(log.number('agents_staffed', at(200))).toBe(0);
  log.send(snapshot(at(300), [['a1', 'READY', at(0)]]));
  expect(log.infer(at(303))).toMatchObject([{ at: at(300), d: { agent: 'a1', state: 'READY', enteredAt: at(0) } }]);
  expect(log.ask(['agents_ready'], at(310), { by: ['team'] }).rows).toEqual([{ team: 't1', agents_ready: 1 }]);
  expect(log.number('staffed_time', at(310), TODAY)).toBe(310);
  log.send(state('a1', 'LOGGED_OUT', at(320), { prev: { state: 'READY', enteredAt: at(0) } }));
  expect(log.infer(at(330))).toEqual([]);
  expect(log.number('staffed_time', at(400), TODAY)).toBe(320);
  // In any order, and however often: the same.
  const other = new FloorLog();
  for (const { line, receivedAt } of [...log.lines.toReversed(), ...log.lines]) other.append(line, receivedAt);
  expect(other.number('staffed_time', at(400), TODAY)).toBe(320);
  expect(other.infer(at(4_000))).toEqual([]);
});

test('[EN35] while the engine has not listened for 3 min itself, nobody is unknown', () => {
  const log = new FloorLog(at(-600)).send([hello(at(-1), ['snapshot']), state('a1', 'READY', at(0))]);
  const before = { checkpoint: log.engine.checkpoint(), lines: log.lines.length };
  for (const from of [undefined, before]) {
    log.restart(at(3_600), from);
    expect(log.infer(at(3_600))).toEqual([]);
    log.send(beat(at(3_600)));
    expect(log.engine.infer({ nowMs: at(3_790), serverMs: at(3_790), speed: 1 }, log.epoch)).toMatchObject([
      { at: at(180), d: { agent: 'a1' } },
    ]);
  }
});

test('[EN36] a clock that runs 60 times as fast waits as long by its own time', () => {
  const log = new FloorLog(at(-600)).send([hello(at(-1), ['snapshot']), state('a1', 'READY', at(0))], START_AT);
  log.infer(at(0), START_AT, 60);
  expect(log.infer(at(180), START_AT + 3 * SECOND - 1, 60)).toEqual([]);
  expect(log.infer(at(180), START_AT + 3 * SECOND, 60)).toMatchObject([
    { at: START_AT + 3 * MINUTE, d: { agent: 'a1' } },
  ]);
});
