import { expect, test, vi } from 'vitest';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import { runSimulatedFloor, SLICE_EVENTS, toAppended } from '#lib/sources/simulator/paced-floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';
import type { Appended } from '#lib/streams/event-log.ts';
import { replayClock } from '#lib/time/clock.ts';

const AICAI = PRESETS.aicai as Preset;
const MORNING = Date.UTC(2026, 10, 19, 2);
const floorAt = (historyMs: number) => createFloor(AICAI, { seed: 5, startAt: MORNING, epoch: MORNING, historyMs });
const clockAt = (speed: number) => replayClock({ startAt: MORNING, realStartAt: Date.now(), speed }, Date.now);

/** What the floor tells between its history and `until`, unpaced. */
const told = (historyMs: number, until: number): string[] =>
  floorAt(historyMs)
    .next(until)
    .map((event) => JSON.stringify(event));

test('[SIM11] a paced floor writes its history and then lives by the clock, in slices, each after the one before is taken', async () => {
  const stop = new AbortController();
  const lines: Appended[] = [];
  let open = 0;
  const clock = clockAt(60);
  const running = runSimulatedFloor({
    floor: floorAt(20 * 60_000),
    clock,
    signal: stop.signal,
    onError: (error) => expect.fail(String(error)),
    async append(slice) {
      open += 1;
      expect(open).toBe(1);
      expect(slice.length).toBeLessThanOrEqual(SLICE_EVENTS);
      expect(slice.length).toBeGreaterThan(0);
      expect(slice.every(({ at }) => at <= clock.now())).toBe(true);
      await new Promise(setImmediate);
      lines.push(...slice);
      open -= 1;
    },
  });
  await vi.waitUntil(() => (lines.at(-1)?.at ?? 0) >= MORNING + 60_000, { timeout: 20_000 });
  stop.abort();
  await running;
  const last = lines.at(-1)?.at ?? 0;
  const expected = told(20 * 60_000, last);
  expect(lines.map(({ line }) => line)).toEqual(expected.slice(0, lines.length));
  expect(lines.length).toBeGreaterThan(SLICE_EVENTS);
});

test('[SIM12] an append that fails is reported and offered again, the same lines, until it is taken', async () => {
  const stop = new AbortController();
  const taken: Appended[] = [];
  const errors: unknown[] = [];
  let refused: Appended[] | null = null;
  const running = runSimulatedFloor({
    floor: floorAt(0),
    clock: clockAt(1),
    signal: stop.signal,
    onError: (error) => errors.push(error),
    append(slice) {
      if (!refused) {
        refused = slice;
        return Promise.reject(new Error('the log is down'));
      }
      taken.push(...slice);
      return Promise.resolve();
    },
  });
  await vi.waitUntil(() => taken.length > 0, { timeout: 20_000 });
  stop.abort();
  await running;
  expect(errors).toEqual([new Error('the log is down')]);
  expect(taken.slice(0, refused!.length)).toEqual(refused);
});

test('[SIM12] it stops at once while an append keeps failing', async () => {
  const stop = new AbortController();
  const running = runSimulatedFloor({
    floor: floorAt(0),
    clock: clockAt(1),
    signal: stop.signal,
    onError: () => stop.abort(),
    append: () => Promise.reject(new Error('the log is down')),
  });
  await running;
  expect(stop.signal.aborted).toBe(true);
});

test('[SIM11] a line goes to the shard of its site', () => {
  const event = {
    v: 1,
    t: 'producer.heartbeat',
    p: 'sim-x',
    e: 3,
    n: 7,
    at: 9,
    d: { site: 'ac' },
  } as ContactCentreEvent;
  expect(toAppended(event)).toEqual({ shard: 'ac', p: 'sim-x', e: 3, n: 7, at: 9, line: JSON.stringify(event) });
  const nowhere = { ...event, d: {} } as ContactCentreEvent;
  expect(toAppended(nowhere).shard).toBe('_');
});
