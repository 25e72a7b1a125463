import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRAINS, type Grain } from '#lib/metrics/question.ts';
import { replayClock } from '#lib/time/clock.ts';
import {
  businessDayStart,
  HOUR_MS,
  intervalStart,
  intervalStarts,
  MINUTE_MS,
  slotOf,
  SLOT_MS,
  wholeSecondUp,
} from '#lib/time/interval.ts';
import { isoInZone, zoneOf } from '#lib/time/zone.ts';

const BERLIN = zoneOf('Europe/Berlin');
const utc = (text: string): number => Date.parse(text);
const DAY_MS = 24 * HOUR_MS;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Havana',
  '+05:45',
  '-03:30',
];

const starts = (grain: Grain, from: string, to: string, zone = BERLIN, dayStartMs = 0): string[] =>
  intervalStarts(grain, utc(from), utc(to), zone, dayStartMs).map((start) => isoInZone(start, zone));

/** Quarter hours near the changes of clocks in Europe, America and on Lord Howe Island. */
const nearChange = fc
  .tuple(
    fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-04T15:00Z', '2026-10-03T15:00Z'),
    fc.integer({ min: -40, max: 40 }),
  )
  .map(([day, slots]) => utc(day) / SLOT_MS + slots);

test('[TM3] intervals lie side by side over the whole period, on quarter hours, each found again from any instant in it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GRAINS.filter((grain) => grain !== 'total')),
      fc.constantFrom(...ZONES),
      fc.oneof(fc.integer({ min: utc('2025-01-01') / SLOT_MS, max: utc('2028-12-31') / SLOT_MS }), nearChange),
      fc.integer({ min: 1, max: 96 * 9 }),
      fc.integer({ min: 0, max: 95 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (grain, name, fromSlot, slots, dayStartSlot, share) => {
        const zone = zoneOf(name);
        const [fromMs, toMs, dayStartMs] = [fromSlot * SLOT_MS, (fromSlot + slots) * SLOT_MS, dayStartSlot * SLOT_MS];
        const all = intervalStarts(grain, fromMs, toMs, zone, dayStartMs);
        expect(all[0]).toBeLessThanOrEqual(fromMs);
        expect(all[1] ?? Infinity).toBeGreaterThan(fromMs);
        expect(all.at(-1)).toBeLessThan(toMs);
        all.forEach((start, i) => {
          expect(start % SLOT_MS).toBe(0);
          const end = all[i + 1] ?? Math.max(start + 1, toMs);
          expect(end).toBeGreaterThan(start);
          const inside = start + Math.floor(share * (end - start));
          expect(intervalStart(grain, inside, zone, dayStartMs), `${grain} ${name} ${isoInZone(inside, zone)}`).toBe(
            start,
          );
        });
      },
    ),
    { numRuns: 300 },
  );
});

test('[TM3] the total is one interval that begins where it was asked', () => {
  expect(intervalStarts('total', 123, 456, BERLIN)).toEqual([123]);
});

test('[TM4] the day on which clocks go forward has 23 hours and 92 quarter hours, the other one 25 and 100', () => {
  const count = (grain: Grain, day: string): number => {
    const [start, end] = intervalStarts('day', utc(`${day}T12:00:00Z`), utc(`${day}T12:00:00Z`) + DAY_MS, BERLIN);
    return intervalStarts(grain, start!, end!, BERLIN).length;
  };
  const counts = (day: string) => (['15m', '30m', '1h'] as const).map((grain) => count(grain, day));
  expect(counts('2026-03-29')).toEqual([92, 46, 23]);
  expect(counts('2026-10-25')).toEqual([100, 50, 25]);
  expect(counts('2026-06-01')).toEqual([96, 48, 24]);
});

test('[TM4] the hour that comes twice makes two rows, the hour that is skipped none', () => {
  expect(starts('1h', '2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z')).toEqual([
    '2026-10-25T01:00:00+02:00',
    '2026-10-25T02:00:00+02:00',
    '2026-10-25T02:00:00+01:00',
    '2026-10-25T03:00:00+01:00',
  ]);
  expect(starts('1h', '2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z')).toEqual([
    '2026-03-29T01:00:00+01:00',
    '2026-03-29T03:00:00+02:00',
  ]);
  // Where clocks move by half an hour the grid of hours goes on from the next full one.
  expect(starts('1h', '2026-10-03T14:30:00Z', '2026-10-03T17:00:00Z', zoneOf('Australia/Lord_Howe'))).toEqual([
    '2026-10-04T01:00:00+10:30',
    '2026-10-04T02:30:00+11:00',
    '2026-10-04T03:00:00+11:00',
  ]);
});

test('[TM4] where clocks move by half an hour the hour is cut when they do', () => {
  const lordHowe = zoneOf('Australia/Lord_Howe');
  expect(starts('1h', '2026-04-04T14:00:00Z', '2026-04-04T16:30:00Z', lordHowe)).toEqual([
    '2026-04-05T01:00:00+11:00',
    '2026-04-05T01:30:00+10:30',
    '2026-04-05T02:00:00+10:30',
  ]);
});

test('[TM5] weeks begin on Monday by ISO 8601, over the turn of the year too', () => {
  expect(starts('week', '2025-12-30T00:00:00Z', '2026-01-12T00:00:00Z', zoneOf('UTC'))).toEqual([
    '2025-12-29T00:00:00+00:00',
    '2026-01-05T00:00:00+00:00',
  ]);
  expect(starts('week', '2026-03-29T10:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
    '2026-03-23T00:00:00+01:00',
    '2026-03-30T00:00:00+02:00',
  ]);
});

test('[TM5] months, quarters and years begin on their first day, leap days included', () => {
  const zone = zoneOf('Asia/Kathmandu');
  expect(starts('month', '2028-01-31T12:00:00Z', '2028-03-05T00:00:00Z', zone)).toEqual(
    ['2028-02-01T00:00:00+05:45', '2028-03-01T00:00:00+05:45'].flatMap((start, i) =>
      i === 0 ? ['2028-01-01T00:00:00+05:45', start] : [start],
    ),
  );
  expect(starts('quarter', '2026-02-10T00:00:00Z', '2026-07-01T00:00:00Z')).toEqual([
    '2026-01-01T00:00:00+01:00',
    '2026-04-01T00:00:00+02:00',
    '2026-07-01T00:00:00+02:00',
  ]);
  expect(starts('year', '2027-12-31T22:59:59Z', '2027-12-31T23:00:01Z')).toEqual([
    '2027-01-01T00:00:00+01:00',
    '2028-01-01T00:00:00+01:00',
  ]);
});

test('[TM6] a business day begins at its own time of the day; what is earlier belongs to the day before', () => {
  const six = 6 * HOUR_MS;
  const day = (text: string) => isoInZone(businessDayStart(utc(text), BERLIN, six), BERLIN);
  expect(day('2026-06-10T03:59:59Z')).toBe('2026-06-09T06:00:00+02:00');
  expect(day('2026-06-10T04:00:00Z')).toBe('2026-06-10T06:00:00+02:00');
  // The month of such a site begins on its first business day.
  expect(starts('month', '2026-06-01T03:00:00Z', '2026-06-01T05:00:00Z', BERLIN, six)).toEqual([
    '2026-05-01T06:00:00+02:00',
    '2026-06-01T06:00:00+02:00',
  ]);
});

test('[TM6] a business day that would begin in the hole begins right after it', () => {
  const half = 2.5 * HOUR_MS;
  expect(starts('day', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', BERLIN, half)).toEqual([
    '2026-03-28T02:30:00+01:00',
    '2026-03-29T03:00:00+02:00',
    '2026-03-30T02:30:00+02:00',
  ]);
  expect(starts('day', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', BERLIN, half)).toEqual([
    '2026-10-24T02:30:00+02:00',
    '2026-10-25T02:30:00+02:00',
    '2026-10-26T02:30:00+01:00',
  ]);
});

test('[TM8] slots and whole seconds hold before 1970 as after', () => {
  expect([slotOf(SLOT_MS - 1), slotOf(SLOT_MS), slotOf(-1)]).toEqual([0, SLOT_MS, -SLOT_MS]);
  expect([wholeSecondUp(1), wholeSecondUp(1_000), wholeSecondUp(-1)]).toEqual([1_000, 1_000, -0]);
});

test('[TM9] the clock of a replay starts where the recording does and runs at its speed', () => {
  let real = 1_000_000;
  const clock = replayClock({ startAt: utc('1999-01-01'), realStartAt: real, speed: 60 }, () => real);
  real += 1_500;
  expect([clock.now(), clock.speed]).toEqual([utc('1999-01-01') + 1.5 * MINUTE_MS, 60]);
});
