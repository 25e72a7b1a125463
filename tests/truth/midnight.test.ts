import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventType, Payload } from '#lib/events/vocabulary.ts';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import type { Witness } from '#lib/sources/simulator/truth/witness.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { MINUTE_MS, SECOND_MS } from '#lib/time/interval.ts';
import { FloorTime, ProductUnderProof } from '../../src/cli/prove/floor-run.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { partOfFloor } from './small-floor.ts';

/** Midnight in Shanghai. */
const MIDNIGHT = Date.UTC(2026, 2, 2, 16);
const FROM = MIDNIGHT - 3 * MINUTE_MS;
const TO = MIDNIGHT + 2 * MINUTE_MS;

/** More than 2,000 calls of forty minutes each, all the day long, and nothing else. */
function busyNight() {
  const preset = partOfFloor(1);
  const { inbound, outbound } = preset;
  return {
    ...preset,
    seats: 3_200,
    digital: undefined,
    shifts: [{ startHour: 17, agents: 3_000 }],
    shiftHours: 12,
    earlyLeaveShare: 0,
    activities: [],
    inbound: {
      ...inbound,
      offeredPerDay: 90_000,
      hourPercent: inbound.hourPercent.map(() => 100 / 24),
      weekdayFactors: inbound.weekdayFactors.map(() => 1),
      times: { talkSeconds: 2_400, talkLogSd: 0.3, acwSeconds: 20 },
      lines: 6_000,
      ivr: { ...inbound.ivr, ports: 1_000 },
    },
    outbound: { ...outbound, families: outbound.families.map((family) => ({ ...family, handledPerDay: 1 })) },
  };
}

/** Counts by hand: who is where at every second, and what happened in it. */
class Counting implements Witness {
  readonly calls = new Set<string>();
  readonly waiting = new Set<string>();
  readonly states = new Map<string, string>();
  readonly told = { offered: [] as number[], answered: [] as number[], handled: [] as number[] };

  happened<T extends EventType>(_role: string, t: T, at: number, payload: Payload<T>): void {
    const d = payload as Payload<'queue.left'> & Payload<'agent.state'> & Payload<'wrap.ended'>;
    if (t === 'ix.started') this.calls.add(d.ix!);
    else if (t === 'ix.ended') this.calls.delete(d.ix!);
    else if (t === 'queue.entered') {
      this.waiting.add(d.visit);
      this.told.offered.push(at);
    } else if (t === 'queue.left') {
      this.waiting.delete(d.visit);
      if (d.outcome === 'answered') this.told.answered.push(at);
    } else if (t === 'wrap.ended' && (d.role ?? 'primary') === 'primary') this.told.handled.push(at);
    else if (t === 'agent.state') {
      if (d.state === 'LOGGED_OUT') this.states.delete(d.agent);
      else this.states.set(d.agent, d.state);
    }
  }

  between(what: keyof Counting['told'], from: number, to: number): number {
    return this.told[what].filter((at) => at >= from && at < to).length;
  }

  standing() {
    const states = [...this.states.values()];
    return {
      queue_depth: this.waiting.size,
      agents_staffed: states.length,
      agents_talking: states.filter((state) => state === 'TALKING').length,
    };
  }
}

let spaces: Spaces;
const directory = makeTempDir('midnight');
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(async () => {
  await spaces.close();
  removeTempDir(directory);
});

test('[TF6] at midnight with 2,000 calls in flight nothing jumps, and each call and agent-second counts once', async () => {
  const counting = new Counting();
  const floor = createFloor(busyNight(), { seed: 1, startAt: FROM, epoch: FROM, historyMs: 0, witness: counting });
  const time = new FloorTime(FROM);
  const log = openEmbeddedLog({ directory, now: Date.now });
  const warehouse = await spaces.fresh();
  const product = await ProductUnderProof.start({ log, warehouse, time, epoch: FROM, defaultZone: 'UTC' });
  const { engine } = product;
  const seen = new Map<number, ReturnType<Counting['standing']>>();
  let inFlight = 0;
  for (let second = FROM; second <= TO; second += SECOND_MS) {
    // What stands at a second is what stood there before anything that happens at that very ms.
    const before = floor.next(second - 1);
    seen.set(second, counting.standing());
    if (second === MIDNIGHT) inFlight = counting.calls.size;
    time.moveTo(second);
    await product.take([...before, ...floor.next(second)].map((event) => JSON.stringify(event)));
  }
  const ask = (metrics: readonly string[], window: 'now' | 'today', asOf: number) =>
    engine.answer({ metrics, by: [], window, basis: 'event', filter: {} }, asOf, asOf).rows[0] as Record<
      string,
      number
    >;
  expect(inFlight).toBeGreaterThan(2_000);

  for (let second = MIDNIGHT - MINUTE_MS; second <= MIDNIGHT + MINUTE_MS; second += SECOND_MS) {
    const gauges = ask(['queue_depth', 'agents_staffed', 'agents_talking'], 'now', second);
    expect(gauges, new Date(second).toISOString()).toEqual(seen.get(second));
  }
  // `today` begins at midnight by itself: what comes after it is in it once, what came before is in yesterday once.
  const metrics = ['offered', 'answered', 'handled', 'staffed_time'];
  const [early, late] = [MIDNIGHT - MINUTE_MS, MIDNIGHT - SECOND_MS];
  const [then, last, now] = [ask(metrics, 'today', early), ask(metrics, 'today', late), ask(metrics, 'today', TO)];
  for (const what of ['offered', 'answered', 'handled'] as const) {
    expect(last[what]! - then[what]!, what).toBe(counting.between(what, early, late));
    expect(now[what], what).toBe(counting.between(what, MIDNIGHT, TO));
  }
  // Nobody logs in or out in these minutes: so many agents by so many seconds.
  const staffed = seen.get(MIDNIGHT)!.agents_staffed;
  expect(
    new Set([...seen].filter(([second]) => second >= early).map(([, { agents_staffed }]) => agents_staffed)).size,
  ).toBe(1);
  const staffedMs = staffed * (TO - MIDNIGHT);
  expect(now.staffed_time).toBeCloseTo(staffedMs / 1_000, 3);
  expect(last.staffed_time! - then.staffed_time!).toBeCloseTo((staffed * (late - early)) / 1_000, 3);
  await product.stop();
  await log.close();
}, 120_000);
