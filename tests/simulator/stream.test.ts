import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContactCentreEvent, EventOf } from '#lib/events/envelope.ts';
import type { EventType } from '#lib/events/vocabulary.ts';
import { isSimulatedProducer } from '#lib/events/simulated.ts';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import type { FloorOptions } from '#lib/sources/simulator/simulated-floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';
import { Audit } from './audit.ts';

const AICAI = PRESETS.aicai as Preset;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 10:00 in Shanghai on a Thursday. */
const MORNING = Date.UTC(2026, 10, 19, 2);

const open = (more: Partial<FloorOptions> = {}, preset = AICAI) =>
  createFloor(preset, { seed: 1, startAt: MORNING, epoch: MORNING, historyMs: 0, ...more });

const ofType = <T extends EventType>(events: readonly ContactCentreEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.t === type);

const lines = (events: readonly ContactCentreEvent[]): string =>
  events.map((event) => JSON.stringify(event)).join('\n');

describe('the stream of a simulated floor', { timeout: 120_000 }, () => {
  test('[SIM1] the same seed, start and epoch give the same bytes; another seed gives another day', () => {
    const once = lines(open().next(MORNING + 10 * MINUTE));
    expect(lines(open().next(MORNING + 10 * MINUTE))).toBe(once);
    expect(lines(open({ seed: 2 }).next(MORNING + 10 * MINUTE))).not.toBe(once);
  });

  test('[SIM1] the epoch changes the identity of events and contacts, not what happens', () => {
    const story = (events: ContactCentreEvent[]): string =>
      events.map(({ t, p, n, at }) => `${at} ${p} ${n} ${t}`).join('\n');
    const first = open().next(MORNING + 5 * MINUTE);
    const second = open({ epoch: MORNING + 1 }).next(MORNING + 5 * MINUTE);
    expect(story(second)).toBe(story(first));
    const ids = new Set(ofType(first, 'ix.started').map(({ d }) => d.ix));
    expect(ofType(second, 'ix.started').filter(({ d }) => ids.has(d.ix))).toEqual([]);
  });

  test('[SIM2] however it is stepped, the stream is the same', () => {
    const whole = lines(open({ scale: 0.3 }).next(MORNING + 4 * MINUTE));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 30 }),
        (steps) => {
          const floor = open({ scale: 0.3 });
          const told: ContactCentreEvent[] = [];
          let until = MORNING - HOUR;
          for (const [ms, atMost] of steps) {
            until = Math.min(MORNING + 4 * MINUTE, until + ms * 20);
            const slice = floor.next(until, atMost);
            expect(slice.length).toBeLessThanOrEqual(atMost);
            expect(slice.every(({ at }) => at <= until)).toBe(true);
            told.push(...slice);
          }
          told.push(...floor.next(MORNING + 4 * MINUTE));
          expect(lines(told)).toBe(whole);
          expect(floor.now).toBe(MORNING + 4 * MINUTE);
        },
      ),
      { numRuns: 4 },
    );
  });

  test('[SIM3][SIM4][SIM5][SIM6] every line keeps the contract and everything in it could have happened, on any seed and hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 47 }), (seed, halfHour) => {
        const startAt = MORNING + halfHour * (HOUR / 2);
        const audit = new Audit(startAt).readLines(open({ seed, startAt, scale: 0.3 }).next(startAt + 20 * MINUTE));
        expect(audit.findings).toEqual([]);
        expect(audit.counts['agent.state']).toBeGreaterThan(0);
      }),
      { numRuns: 5 },
    );
  });

  test('[SIM5] over a day and its night the states of every log-in last exactly from log-in to log-out', () => {
    const audit = new Audit(MORNING).read(open({ scale: 0.3 }).next(MORNING + 19 * HOUR));
    expect(audit.findings).toEqual([]);
    expect(audit.sessions.length).toBeGreaterThan(30);
    expect(audit.sessions.filter(({ loginAt, logoutAt, spansMs }) => spansMs !== logoutAt - loginAt)).toEqual([]);
    expect(Object.keys(audit.counts).sort()).toEqual(
      [
        'agent.snapshot',
        'agent.state',
        'campaign.snapshot',
        'dial.attempt',
        'dim.upsert',
        'ix.ended',
        'ix.ivr',
        'ix.started',
        'leg.connected',
        'leg.ended',
        'leg.updated',
        'line.status',
        'metric.set',
        'offer.ended',
        'outcome.recorded',
        'producer.heartbeat',
        'producer.hello',
        'qa.scored',
        'queue.entered',
        'queue.left',
        'schedule.set',
        'survey.answered',
        'work.changed',
        'wrap.ended',
      ].sort(),
    );
  });

  test('[SIM7] it begins in mid-shift: people, conversations and callers are known from the first event', () => {
    const audit = new Audit(MORNING).read(open().next(MORNING));
    const states = new Map<string, number>();
    for (const { state } of audit.agents.values()) states.set(state, (states.get(state) ?? 0) + 1);
    expect(audit.agents.size).toBeGreaterThan(100);
    expect(states.get('TALKING')).toBeGreaterThan(20);
    expect(states.get('ACW')).toBeGreaterThan(2);
    expect([...audit.interactions.values()].filter(({ openLegs }) => openLegs.size > 0).length).toBeGreaterThan(20);
  });

  test('[SIM7] the past of the business day, three hours at most, is told with its true instants', () => {
    const at = (hours: number) => createFloor(AICAI, { seed: 1, startAt: MORNING + hours * HOUR, epoch: MORNING });
    expect(at(0).historyFrom).toBe(MORNING - 3 * HOUR);
    expect(at(14.5).historyFrom).toBe(MORNING + 14 * HOUR);
    const floor = open({ historyMs: HOUR });
    const left = ofType(floor.next(MORNING), 'queue.left').map(({ at: instant }) => instant);
    expect(Math.min(...left)).toBeLessThan(MORNING - 58 * MINUTE);
    expect(Math.max(...left)).toBeGreaterThan(MORNING - MINUTE);
  });

  test('[SIM8] heartbeats every 10 s, lines every 10 s, campaigns every 20 s, everybody logged in every 60 s', () => {
    const events = open().next(MORNING + 10 * MINUTE);
    const live = events.filter(({ at }) => at > MORNING && at <= MORNING + 10 * MINUTE);
    expect(ofType(live, 'producer.heartbeat').filter(({ p }) => p === 'sim-acd-ac')).toHaveLength(60);
    expect(ofType(live, 'producer.heartbeat')).toHaveLength(5 * 60);
    expect(ofType(live, 'line.status').filter(({ d }) => d.trunkGroup === 'ac-in-a')).toHaveLength(60);
    expect(ofType(live, 'campaign.snapshot').filter(({ d }) => d.campaign === 'ts-01')).toHaveLength(30);
    const snapshots = ofType(live, 'agent.snapshot');
    expect(snapshots.filter(({ d }) => d.full)).toHaveLength(10);
    for (const { d } of snapshots) expect(d.agents?.length).toBeLessThanOrEqual(200);
    for (const { d } of snapshots) {
      const batches = snapshots.filter((other) => other.d.corr === d.corr);
      expect(batches.map((batch) => batch.d.full)).toEqual(batches.map((_, index) => index === batches.length - 1));
    }
  });

  test('[SIM9] site, queues, campaigns and teams introduce themselves by name and with their thresholds', () => {
    const named = ofType(open().next(MORNING), 'dim.upsert');
    const site = named.find(({ d }) => d.kind === 'site');
    expect(site?.d.attrs).toMatchObject({
      tz: 'Asia/Shanghai',
      businessDayStart: '00:00',
      slThresholdMs: 20_000,
      shortAbandonMs: 5_000,
    });
    for (const kind of ['site', 'queue', 'campaign', 'team', 'reason', 'product']) {
      const ofKind = named.filter(({ d }) => d.kind === kind);
      expect(ofKind.length).toBeGreaterThan(0);
      for (const { d } of ofKind) {
        expect(Object.keys((d.attrs as { name: object }).name)).toEqual(['en', 'zh-CN', 'zh-TW', 'ru']);
        expect(d.validFrom).toBeLessThan(MORNING);
      }
    }
    const used = new Set(ofType(open().next(MORNING + 10 * MINUTE), 'queue.entered').map(({ d }) => d.queue));
    expect([...used].every((queue) => named.some(({ d }) => d.kind === 'queue' && d.id === queue))).toBe(true);
  });

  test('[SIM10] every producer is recognised as simulated, and no other is', () => {
    const producers = new Set(
      open()
        .next(MORNING)
        .map(({ p }) => p),
    );
    expect([...producers].sort()).toEqual([
      'sim-acd-ac',
      'sim-crm-ac',
      'sim-dialer-ac',
      'sim-digital-ac',
      'sim-wfm-ac',
    ]);
    expect([...producers].every(isSimulatedProducer)).toBe(true);
    expect(['sip-cs-01', 'floorlight-engine.cs', 'my-sim-1', 'simon'].some(isSimulatedProducer)).toBe(false);
  });
});
