import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { parseEnvelope } from '#lib/events/parse.ts';
import type { Correction } from '#lib/metrics/corrections.ts';
import { EVENT_FINDINGS, impossibilities, type EventFinding } from '#lib/metrics/impossibilities.ts';
import { isRepairable } from '#lib/metrics/quality-repairs.ts';
import {
  correctionBy,
  DEFAULT_CALL_LENGTH_MS,
  ruleOf,
  rulesIn,
  rulingOn,
  type ProducerRules,
} from '#lib/metrics/quality-rules.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { ruleRows } from '#lib/reports/rule-list.ts';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';

/** 2026-11-04 10:00 UTC. */
const TEN = Date.UTC(2026, 10, 4, 10);

const event = (t: string, d: object, at = TEN): ContactCentreEvent => {
  const parsed = parseEnvelope({ v: 1, t, p: 'acd', e: 1, n: 7, at, d: { site: 'cs', ix: 'i7', ...d } });
  if (!parsed.ok) throw new Error(parsed.rejection.message);
  return parsed.event as ContactCentreEvent;
};
const left = (d: object): ContactCentreEvent =>
  event('queue.left', { visit: 'v', enqueuedAt: TEN - 30_000, waitMs: 30_000, outcome: 'answered', ...d });
const leg = (d: object): ContactCentreEvent =>
  event('leg.ended', { leg: 'l', agent: 'anna', connectedAt: TEN - 60_000, talkMs: 60_000, ...d });
const wrap = (d: object): ContactCentreEvent =>
  event('wrap.ended', {
    leg: 'l',
    agent: 'anna',
    connectedAt: TEN - 90_000,
    endedAt: TEN - 30_000,
    talkMs: 60_000,
    holdMs: 0,
    acwMs: 30_000,
    ...d,
  });
const only = (finding: EventFinding, deed: string, callLengthMs?: number): ProducerRules =>
  rulesIn({ rules: { [finding]: deed }, callLengthMs });

const LONG = { connectedAt: TEN - 30 * HOUR_MS, talkMs: 29 * HOUR_MS, holdMs: HOUR_MS };

/** Every finding, an event that has it alone, and what of its payload a repair changes; null: it has none. */
const CASES: Record<EventFinding, readonly [ContactCentreEvent, object | null][]> = {
  negative_wait: [[left({ waitMs: -1 }), { waitMs: 0 }]],
  negative_time: [
    [left({ ringMs: -5 }), { ringMs: 0 }],
    [leg({ talkMs: -1, holdMs: -2, maxHoldMs: -2, previewMs: 4 }), { talkMs: 0, holdMs: 0, maxHoldMs: 0 }],
    [wrap({ acwMs: -1 }), { acwMs: 0 }],
    [event('ix.ivr', { ivrMs: -1 }), { ivrMs: 0 }],
    [event('dial.attempt', { dialedAt: TEN, result: 'busy', ringMs: -1 }), { ringMs: 0 }],
    [event('offer.ended', { leg: 'l', agent: 'a', offeredAt: TEN, ringMs: -1, result: 'rona' }), { ringMs: 0 }],
  ],
  left_before_entered: [[left({ enqueuedAt: TEN + 1 }), { enqueuedAt: TEN - 30_000 }]],
  call_too_long: [
    [leg(LONG), { talkMs: 0, holdMs: 20 * MINUTE_MS }],
    [
      wrap({ ...LONG, endedAt: TEN, talkMs: 30 * HOUR_MS, holdMs: 5 * MINUTE_MS }),
      { talkMs: 15 * MINUTE_MS, holdMs: 5 * MINUTE_MS },
    ],
  ],
  ended_before_started: [
    [leg({ connectedAt: TEN + 5 }), { connectedAt: TEN - 60_000 }],
    [
      event('offer.ended', { leg: 'l', agent: 'a', offeredAt: TEN + 1, ringMs: 4_000, result: 'rona' }),
      { offeredAt: TEN - 4_000 },
    ],
    [event('ix.ivr', { startedAt: TEN + 1, ivrMs: 9_000 }), { startedAt: TEN - 9_000 }],
    [event('ix.ivr', { startedAt: TEN + 1 }), null],
    [event('dial.attempt', { dialedAt: TEN + 1, ringMs: 3_000, result: 'busy' }), { dialedAt: TEN - 3_000 }],
    [event('ix.ended', { startedAt: TEN, endedAt: TEN - 1 }), null],
  ],
  talk_longer_than_leg: [
    [leg({ talkMs: 90_000, holdMs: 10_000 }), { talkMs: 50_000, holdMs: 10_000 }],
    [leg({ talkMs: 5_000, holdMs: 90_000, maxHoldMs: 80_000 }), { talkMs: 0, holdMs: 60_000, maxHoldMs: 60_000 }],
  ],
  wrap_before_leg: [[wrap({ connectedAt: TEN }), { connectedAt: TEN - 90_000 }]],
  handled_by_nobody: [[leg({ agent: undefined }), null]],
  clock_ahead: [[left({}), null]],
};

test('[DQ20] every finding can be excluded, and those that tell the truth elsewhere are repaired from it', () => {
  for (const finding of EVENT_FINDINGS) {
    for (const [impossible, change] of CASES[finding]) {
      const receivedAt = finding === 'clock_ahead' ? TEN - MINUTE_MS : TEN;
      expect(impossibilities(impossible, receivedAt), finding).toEqual([finding]);
      expect(rulingOn(impossible, receivedAt, rulesIn({})), `${finding} without a rule`).toBeNull();
      expect(rulingOn(impossible, receivedAt, only(finding, 'exclude'))).toEqual({
        deed: 'exclude',
        findings: [finding],
      });
      const ruling = rulingOn(impossible, receivedAt, only(finding, 'repair', 20 * MINUTE_MS));
      expect(ruling, `${finding} ${JSON.stringify(impossible.d)}`).toEqual(
        change && { deed: 'repair', findings: [finding], data: { ...impossible.d, ...change } },
      );
    }
    expect(
      CASES[finding].some(([, change]) => change !== null),
      finding,
    ).toBe(isRepairable(finding));
  }
});

test('[DQ20] exclusion outranks repair, several repairs make one payload, and a rule acts on nothing else', () => {
  const both = leg({ connectedAt: TEN - 30 * HOUR_MS, talkMs: 40 * HOUR_MS, agent: undefined });
  const repairs = { call_too_long: 'repair', talk_longer_than_leg: 'repair' };
  expect(rulingOn(both, TEN, rulesIn({ rules: repairs }))).toMatchObject({
    deed: 'repair',
    // Capped, it is no longer than its leg.
    findings: ['call_too_long'],
    data: { talkMs: DEFAULT_CALL_LENGTH_MS },
  });
  const many = left({ waitMs: -9, ringMs: -2, enqueuedAt: TEN + 1 });
  const every = { negative_wait: 'repair', negative_time: 'repair', left_before_entered: 'repair' };
  expect(rulingOn(many, TEN, rulesIn({ rules: every }))).toMatchObject({
    findings: ['negative_wait', 'negative_time', 'left_before_entered'],
    data: { waitMs: 0, ringMs: 0, enqueuedAt: TEN },
  });
  expect(rulingOn(both, TEN, rulesIn({ rules: { ...repairs, handled_by_nobody: 'exclude' } }))).toEqual({
    deed: 'exclude',
    findings: ['handled_by_nobody'],
  });
  expect(rulingOn(left({}), TEN, rulesIn({ rules: every }))).toBeNull();
  expect(rulingOn(wrap({ acwMs: -1 }), TEN, only('negative_wait', 'exclude'))).toBeNull();
});

const time = fc.integer({ min: -HOUR_MS, max: 40 * HOUR_MS });
const agent = fc.constantFrom('anna', undefined);
const instant = time.map((ms) => TEN - ms);
const impossible: fc.Arbitrary<ContactCentreEvent> = fc.oneof(
  fc.record({ waitMs: time, ringMs: time, enqueuedAt: instant }).map(left),
  fc.record({ talkMs: time, holdMs: time, maxHoldMs: time, connectedAt: instant, agent }).map(leg),
  fc.record({ talkMs: time, holdMs: time, acwMs: time, connectedAt: instant, endedAt: instant, agent }).map(wrap),
  fc.record({ ivrMs: time, startedAt: instant }).map((d) => event('ix.ivr', d)),
  fc
    .record({ dialedAt: instant, ringMs: time, answerToAgentMs: time })
    .map((d) => event('dial.attempt', { result: 'busy', ...d })),
  fc
    .record({ offeredAt: instant, ringMs: time })
    .map((d) => event('offer.ended', { leg: 'l', agent: 'a', result: 'rona', ...d })),
);

test('[DQ20] a repaired event has none of the findings that were repaired, and is repaired once', () => {
  const repairs = Object.fromEntries(EVENT_FINDINGS.filter(isRepairable).map((finding) => [finding, 'repair']));
  let repairedEvents = 0;
  fc.assert(
    fc.property(impossible, fc.integer({ min: 1_000, max: 12 * HOUR_MS }), (doubted, callLengthMs) => {
      const rules = rulesIn({ rules: repairs, callLengthMs });
      const ruling = rulingOn(doubted, TEN, rules);
      if (ruling?.deed !== 'repair') return;
      repairedEvents += 1;
      const parsed = parseEnvelope(structuredClone({ ...doubted, d: ruling.data }));
      expect(parsed).toMatchObject({ ok: true, dropped: 0 });
      const mended = { ...doubted, d: ruling.data } as ContactCentreEvent;
      expect(impossibilities(mended, TEN).filter((finding) => isRepairable(finding))).toEqual([]);
      expect(rulingOn(mended, TEN, rules)).toBeNull();
    }),
    { numRuns: 2_000 },
  );
  expect(repairedEvents).toBeGreaterThan(500);
});

test('[DQ21] the correction of a rule names it, has no finding of its own, and is smaller than whatever is said later', () => {
  const ahead = left({ waitMs: -1 });
  const ruling = rulingOn(ahead, TEN - HOUR_MS, rulesIn({ rules: { clock_ahead: 'exclude' } }))!;
  const told = { v: 1 as const, p: 'floorlight-engine.cs', e: 1, n: 1, ...correctionBy(ahead, TEN - HOUR_MS, ruling) };
  expect(told).toMatchObject({
    at: TEN - HOUR_MS - 1,
    d: { site: 'cs', ix: 'i7', target: { p: 'acd', e: 1, n: 7 }, op: 'void', reason: 'exclude clock_ahead' },
  });
  expect(parseEnvelope(structuredClone(told))).toMatchObject({ ok: true, dropped: 0 });
  expect(impossibilities(told, TEN - HOUR_MS)).toEqual([]);
  expect(ruleOf(told)).toEqual({ deed: 'exclude', findings: ['clock_ahead'] });
  expect(ruleOf({ ...told, p: 'somebody' })).toBeNull();
  expect(ruleOf({ ...told, d: { ...told.d, by: 'anna' } } as Correction)).toBeNull();
});

test('[DQ22] rules that make no sense are refused with every field at fault', () => {
  const faults = (attrs: object, over: object = {}) =>
    settingFaults({ kind: 'producer', id: 'acd', site: null, validFrom: TEN, attrs, ...over } as DimensionVersion).map(
      ({ field }) => field,
    );
  expect(faults({ rules: { negative_wait: 'repair', clock_ahead: 'exclude' }, callLengthMs: MINUTE_MS })).toEqual([]);
  expect(faults({})).toEqual([]);
  expect(faults({ rules: { clock_ahead: 'repair', nonsense: 'exclude', negative_wait: 'mend' } })).toEqual([
    'attrs.rules.clock_ahead',
    'attrs.rules.nonsense',
    'attrs.rules.negative_wait',
  ]);
  expect(faults({ rules: [], callLengthMs: 13 * HOUR_MS })).toEqual(['attrs.rules', 'attrs.callLengthMs']);
  expect(faults({ callLengthMs: 0.5 })).toEqual(['attrs.callLengthMs']);
  expect(faults({}, { id: 'floorlight-engine.cs', site: 'cs' })).toEqual(['id', 'site']);
  expect(faults({}, { id: 'no producer' })).toEqual(['id']);
  // What came by an event all the same says no rule.
  expect(
    rulesIn({ rules: { clock_ahead: 'repair', nonsense: 'exclude', negative_wait: 1 }, callLengthMs: -1 }),
  ).toEqual({ deeds: {}, callLengthMs: DEFAULT_CALL_LENGTH_MS });
  expect(rulesIn({ rules: 'none' }).deeds).toEqual({});
});

test('[DQ24] the list of rules says since when each holds, what is planned, and what is off but changed events', () => {
  const version = (validFrom: number, rules: object, callLengthMs?: number): DimensionVersion => ({
    ...{ kind: 'producer', id: 'acd', site: null, validFrom },
    attrs: { rules, ...(callLengthMs === undefined ? {} : { callLengthMs }) },
  });
  const count = { producer: 'acd', deed: 'exclude' as const, lastDay: 1, total: 7, newest: [] };
  const rows = ruleRows(
    [
      version(4, { negative_wait: 'exclude', call_too_long: 'repair', negative_time: 'exclude' }),
      version(1, { negative_wait: 'repair' }),
      version(3, { negative_wait: 'exclude', call_too_long: 'repair' }, MINUTE_MS),
      version(2, { negative_wait: 'exclude', clock_ahead: 'exclude' }),
      { ...version(1, { handled_by_nobody: 'exclude' }), kind: 'queue' },
    ],
    [
      { ...count, finding: 'negative_wait' },
      { ...count, finding: 'clock_ahead', lastDay: 0 },
    ],
    3,
  );
  expect(
    rows.map(({ finding, state, validFrom, callLengthMs, total }) => [finding, state, validFrom, callLengthMs, total]),
  ).toEqual([
    ['negative_wait', 'on', 2, null, 7],
    ['negative_time', 'planned', 4, null, 0],
    ['call_too_long', 'on', 3, MINUTE_MS, 0],
    ['clock_ahead', 'off', null, null, 7],
  ]);
});
