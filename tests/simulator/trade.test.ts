import { describe, expect, test } from 'vitest';
import type { ContactCentreEvent, EventOf } from '#lib/events/envelope.ts';
import { EVENT_TYPES, type EventType } from '#lib/events/vocabulary.ts';
import { createFloor, sitesOf } from '#lib/sources/simulator/floor.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import { Audit } from './audit.ts';

const AICAI = PRESETS.aicai as Preset;
const HOUR = 3_600_000;
/** Thursday 2026-03-05, 00:00 in Shanghai. */
const MIDNIGHT = Date.UTC(2026, 2, 4, 16);

const ofType = <T extends EventType>(events: readonly ContactCentreEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.t === type);

/** A day and an hour of a small floor, with corrections: told once for all tests that only look. */
const floor = createFloor(
  { ...AICAI, correctedShare: 0.01, linkFaultsPerDay: 4, swapShare: 0.2 },
  { seed: 2, startAt: MIDNIGHT, epoch: MIDNIGHT, historyMs: 0, scale: 0.15 },
);
const day = floor.next(MIDNIGHT + 25 * HOUR);

describe('what a floor tells of the trade', () => {
  test('[SIM16] all 25 types are told, and everything in them could have happened', () => {
    expect([...new Set(day.map(({ t }) => t))].sort()).toEqual([...EVENT_TYPES].sort());
    expect(new Audit(MIDNIGHT).readLines(day).findings).toEqual([]);
  });

  test('[SIM13] one agent ends calls at once to rest, far more often than the others', () => {
    const short = new Map<string, { all: number; short: number }>();
    for (const { d } of ofType(day, 'leg.ended')) {
      if (d.media !== 'voice' || d.direction !== 'in') continue;
      const own = short.get(d.agent ?? '') ?? { all: 0, short: 0 };
      short.set(d.agent ?? '', { all: own.all + 1, short: own.short + (d.talkMs < 10_000 ? 1 : 0) });
    }
    const often = [...short.values()].filter((own) => own.all >= 50 && own.short / own.all > 0.08);
    expect(often).toHaveLength(1);
  });

  test('[SIM17] everybody on duty has a plan with its breaks; who swaps gets the next revision, and works by it', () => {
    const plans = ofType(day, 'schedule.set');
    const today = plans.filter(({ d }) => d.day === '2026-03-05');
    const people = new Set(today.map(({ d }) => d.agent));
    const atWork = ofType(day, 'agent.state').filter(({ at, d }) => at < MIDNIGHT + 23 * HOUR && d.state === 'READY');
    expect(atWork.filter(({ d }) => !people.has(d.agent) && !plans.some((plan) => plan.d.agent === d.agent))).toEqual(
      [],
    );
    for (const { d } of today) {
      expect(d.segments?.map(({ activity }) => activity)).toEqual(expect.arrayContaining(['work', 'meal', 'break']));
      expect(d.paidMs).toBe(8 * HOUR);
    }
    // Tomorrow's plan comes before it begins.
    expect(plans.some(({ at, d }) => d.day === '2026-03-06' && at < MIDNIGHT + 24 * HOUR)).toBe(true);
    const swapped = plans.filter(({ d }) => d.rev === 2);
    expect(swapped.length).toBeGreaterThan(0);
    for (const { d } of swapped) {
      const first = plans.find((plan) => plan.d.agent === d.agent && plan.d.day === d.day && plan.d.rev === 1);
      expect(first?.d.segments?.[0]?.from).not.toBe(d.segments?.[0]?.from);
    }
  });

  test('[SIM18] open work of the days before is told when the floor opens; its later revisions go on from there', () => {
    const opened = ofType(day, 'work.changed').filter(({ at }) => at <= MIDNIGHT);
    expect(opened.filter(({ d }) => (d.createdAt ?? 0) < MIDNIGHT - 2 * HOUR).length).toBeGreaterThan(50);
    const finished = ofType(day, 'work.changed').filter(({ d }) => d.status === 'done');
    const items = new Set(opened.map(({ d }) => d.item));
    expect(finished.filter(({ d }) => items.has(d.item)).length).toBeGreaterThan(20);
    const kinds = new Set(ofType(day, 'work.changed').map(({ d }) => d.kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['ticket', 'request', 'data_change', 'loan_application', 'verification', 'digitization']),
    );
  });

  test('[SIM19] one desk never has more conversations than the centre allows; its state tells how many', () => {
    const limit = AICAI.digital?.concurrency ?? 0;
    const open = new Map<string, number>();
    let most = 0;
    for (const event of day) {
      if (event.t !== 'leg.connected' && event.t !== 'leg.ended') continue;
      if (event.d.media === 'voice') continue;
      const agent = event.d.agent ?? '';
      const now = (open.get(agent) ?? 0) + (event.t === 'leg.connected' ? 1 : -1);
      open.set(agent, now);
      most = Math.max(most, now);
    }
    expect(most).toBe(limit);
    const loads = ofType(day, 'agent.state').flatMap(({ d }) => d.load ?? []);
    expect(Math.max(...loads)).toBe(limit);
    const media = new Set(ofType(day, 'queue.entered').map(({ d }) => d.media));
    expect([...media].sort()).toEqual(['app', 'email', 'forum', 'qq', 'voice', 'web', 'wechat'].sort());
    const first = ofType(day, 'leg.updated').filter(({ d }) => d.change === 'first_response');
    expect(first.length).toBeGreaterThan(200);
    expect(first.every(({ d }) => (d.firstResponseMs ?? 0) > 0)).toBe(true);
  });

  test('[SIM20] each queue has a forecast, a handle time and the people needed for every quarter hour; sales grow by revision', () => {
    const figures = ofType(day, 'metric.set').filter(
      ({ d }) => d.period.from >= MIDNIGHT && d.period.from < MIDNIGHT + 24 * HOUR,
    );
    for (const metric of ['forecast.offered', 'forecast.aht', 'staff.required']) {
      const told = figures.filter(({ d }) => d.metric === metric);
      const queues = new Set(told.map(({ d }) => d.scope?.queue));
      expect(told).toHaveLength(96 * queues.size);
      expect(told.every(({ d }) => d.period.to - d.period.from === 15 * 60_000)).toBe(true);
      expect(Math.min(...told.map(({ at, d }) => d.period.from - at))).toBeLessThanOrEqual(2 * HOUR);
    }
    const sales = figures.filter(({ d }) => d.metric === 'company.sales');
    expect(sales.map(({ d }) => d.rev)).toEqual(Array.from({ length: sales.length }, (_, hour) => hour + 1));
    expect(sales.every(({ d }, i) => d.value >= (sales[i - 1]?.d.value ?? 0))).toBe(true);
    expect(new Set(sales.map(({ d }) => d.period.from))).toEqual(new Set([MIDNIGHT]));
  });

  test('[SIM21] a correction names an event that was sent, after it; without the option there is none', () => {
    const corrections = ofType(day, 'correction');
    const sent = new Map(ofType(day, 'wrap.ended').map((event) => [`${event.p} ${event.e} ${event.n}`, event]));
    expect(corrections.length).toBeGreaterThan(5);
    for (const { at, d } of corrections) {
      const { p, e, n } = d.target as { p: string; e: number; n: number };
      const target = sent.get(`${p} ${e} ${n}`);
      expect(target?.at).toBeLessThan(at);
      if (d.op === 'replace') expect(d.data).toMatchObject({ leg: target?.d.leg, disposition: 'follow_up' });
    }
    const plain = createFloor(AICAI, { seed: 2, startAt: MIDNIGHT, epoch: MIDNIGHT, historyMs: 0, scale: 0.05 });
    expect(ofType(plain.next(MIDNIGHT + 12 * HOUR), 'correction')).toEqual([]);
  });

  test('[SIM22] two links carry the lines; when one fails it is told at once, and the other carries what it can', () => {
    const lines = ofType(day, 'line.status');
    const down = lines.filter(({ d }) => d.up === false);
    expect(down.length).toBeGreaterThan(0);
    expect(down.every(({ d }) => d.link === 'b' && d.inUse === 0)).toBe(true);
    expect(down.some(({ at }) => at % 10_000 !== 0)).toBe(true);
    const capacity = new Map(lines.map(({ d }) => [d.trunkGroup, d.capacity]));
    expect([...capacity.keys()].sort()).toEqual(['ac-in-a', 'ac-in-b', 'ac-out-a', 'ac-out-b']);
    const changsha = sitesOf(PRESETS.changsha!)[0]!;
    expect([changsha.inbound.lines, changsha.outbound.lines]).toEqual([1500, 1500]);
  });
});

test('[SIM23] people who dial by hand are ready until somebody answers; from a preview they read, dial and talk', () => {
  const states = (id: string): Set<string> => {
    const preset = PRESETS[id] as Preset;
    const startAt = Date.UTC(2026, 2, 5, 9) - preset.utcOffsetMinutes * 60_000;
    const told = createFloor(preset, { seed: 1, startAt, epoch: startAt, historyMs: 0, scale: 0.3 }).next(
      startAt + HOUR,
    );
    const attempts = ofType(told, 'dial.attempt');
    expect(attempts.length).toBeGreaterThan(10);
    expect(new Set(attempts.map(({ d }) => d.mode))).toEqual(new Set([preset.outbound.mode]));
    return new Set(
      ofType(told, 'agent.state')
        .filter(({ d }) => d.direction === 'out')
        .map(({ d }) => d.prev?.state ?? ''),
    );
  };
  const byHand = states('manual-separate');
  expect(byHand.has('READY')).toBe(true);
  expect(byHand.has('DIALING')).toBe(false);
  const preview = states('hhi');
  expect(preview.has('PREVIEW')).toBe(true);
  expect(preview.has('DIALING')).toBe(true);
});

test('[SIM24] several sites are one stream in order of at, with agents, campaigns and ids of their own', () => {
  const startAt = MIDNIGHT + 10 * HOUR;
  const options = { seed: 1, startAt, epoch: startAt, historyMs: 0, scale: 0.02 };
  const whole = createFloor(PRESETS['homecredit-9000']!, options).next(startAt + HOUR / 4);
  const sites = new Map<string, Set<string>>();
  for (const { d } of whole) if (d.site && d.agent) sites.set(d.site, (sites.get(d.site) ?? new Set()).add(d.agent));
  expect([...sites.keys()].sort()).toEqual(['cs', 'sz', 'wh']);
  const everybody = [...sites.values()].flatMap((people) => [...people]);
  expect(new Set(everybody).size).toBe(everybody.length);
  expect(whole.every(({ at }, i) => at >= (whole[i - 1]?.at ?? 0))).toBe(true);
  for (const site of sites.keys())
    expect(new Audit(startAt).read(whole.filter(({ d }) => d.site === site)).findings).toEqual([]);
  const steps = createFloor(PRESETS['homecredit-9000']!, options);
  const told: ContactCentreEvent[] = [];
  while (steps.now < startAt + HOUR / 4) told.push(...steps.next(startAt + HOUR / 4, 777));
  told.push(...steps.next(startAt + HOUR / 4));
  expect(told.map((event) => JSON.stringify(event))).toEqual(whole.map((event) => JSON.stringify(event)));
});

test('[SIM25] the traffic of the world keeps the contract and has the mix of 100 million contacts a day', () => {
  const startAt = Date.UTC(2026, 2, 5);
  const scale = 0.0002;
  const told = createFloor(PRESETS['world-100m']!, { seed: 1, startAt, epoch: startAt, historyMs: 0, scale }).next(
    startAt + 24 * HOUR,
  );
  const contacts = told.filter(({ t }) => t !== 'producer.heartbeat' && t !== 'producer.hello' && t !== 'dim.upsert');
  expect(ofType(told, 'wrap.ended').length / (100_000_000 * scale)).toBeCloseTo(1, 1);
  expect(contacts.length / ofType(told, 'wrap.ended').length).toBeGreaterThan(11);
  expect(contacts.length / ofType(told, 'wrap.ended').length).toBeLessThan(15);
  expect(new Set(told.map(({ d }) => d.site)).size).toBe(48);
  expect(new Audit(startAt).readLines(told.slice(0, 30_000)).findings).toEqual([]);
});

test('[SIM26] a floor of a share has that share of people, seats and contacts; nothing at all is refused', () => {
  const counts = [0.1, 0.3].map((scale) => {
    const startAt = MIDNIGHT + 10 * HOUR;
    const told = createFloor(AICAI, { seed: 1, startAt, epoch: startAt, historyMs: 0, scale }).next(startAt + 3 * HOUR);
    return ofType(told, 'ix.started').length;
  });
  expect((counts[1] ?? 0) / (counts[0] ?? 1)).toBeGreaterThan(2.4);
  expect((counts[1] ?? 0) / (counts[0] ?? 1)).toBeLessThan(3.6);
  expect(() => createFloor(AICAI, { seed: 1, startAt: 0, epoch: 0, scale: 0 })).toThrow(/has to be above 0/);
});
