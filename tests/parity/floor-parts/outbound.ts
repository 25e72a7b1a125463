import { DIAL_MODES, DIAL_RESULTS } from '#lib/events/enumerations.ts';
import type { Floor } from '../random-floor.ts';

/** Dial attempts of every result, and what dialers say of their campaigns and lists. */
export function outboundPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size / 2; i += 1) {
    const dims = { ...floor.dims(), campaign: chance.one(['rem-07', 'x', 'sale']), list: floor.maybe('L1') };
    const at = i < DIAL_RESULTS.length * 2 ? asOfMs - 60_000 - i : floor.instant();
    const ringMs = floor.maybe(chance.whole(0, 40_000));
    const attempt = {
      ...dims,
      attempt: floor.maybe(`d${i}`, 0.9),
      mode: floor.maybe(chance.one(DIAL_MODES)),
      dialedAt: at - (ringMs ?? 0),
      ringMs,
      result: i < DIAL_RESULTS.length * 2 ? DIAL_RESULTS[i % DIAL_RESULTS.length]! : chance.one(DIAL_RESULTS),
      answerToAgentMs: floor.maybe(chance.whole(0, 5_000), 0.4),
      record: floor.maybe(`r${chance.whole(0, 40)}`),
      recordFirst: floor.maybe(chance.happens(0.5)),
      recordClosed: floor.maybe(chance.happens(0.2)),
    };
    floor.send('dialer', 'dial.attempt', at, attempt);
    // The dialer tells the same attempt again, with another result.
    if (chance.happens(0.05)) floor.send('dialer', 'dial.attempt', at + 1, { ...attempt, result: 'live' });
  }
  // One record of a campaign again and again, over midnights, by sites that differ in their limits.
  for (let i = 0; i < 40; i += 1) {
    const at = asOfMs - chance.one([chance.whole(0, 250_000), chance.whole(0, 36 * 3_600_000)]);
    floor.send('dialer', 'dial.attempt', at, {
      ...floor.dims(),
      site: chance.one(['berlin', 'shanghai', undefined]),
      campaign: chance.one(['rem-07', 'x']),
      attempt: `often${i}`,
      dialedAt: at - chance.one([0, 20_000]),
      result: chance.happens(0.1) ? 'do_not_call' : 'no_answer',
      record: 'often',
    });
  }
  // Hours and limits of campaigns, queues and sites, some since a moment ago, some that nobody can read.
  const recently = asOfMs - chance.whole(1, 50) * 60_000;
  const rules: [kind: string, id: string, site: string | undefined, validFrom: number, attrs: object][] = [
    ['campaign', 'rem-07', 'berlin', 0, { callingWindow: chance.one(['09:30-17:00', '20:00-06:00', '00:00-24:00']) }],
    ['campaign', 'rem-07', 'berlin', recently, { callingWindow: '13:00-13:01', attemptsPerDay: 1 }],
    ['campaign', 'x', 'shanghai', 0, { attemptsPerDay: 2 }],
    ['campaign', 'x', undefined, recently, { callingWindow: 'at noon', attemptsPerDay: -1 }],
    ['campaign', 'sale', 'kathmandu', 0, { callingWindow: '12:00-12:00' }],
    ['site', 'plain', undefined, 0, { callingWindow: '06:00-18:00', attemptsPerDay: 2 }],
    ['queue', 'new', 'shanghai', 0, { callingWindow: '10:00-11:45', attemptsPerDay: 1 }],
  ];
  rules.forEach(([kind, id, site, validFrom, attrs], i) =>
    floor.send('settings', 'dim.upsert', asOfMs - 31 * 3_600_000 + i, { kind, id, site, validFrom, attrs }),
  );
  for (let i = 0; i < 40; i += 1) {
    // Samples on both sides of how long one stands for its campaign, some exactly at asOf.
    const at = asOfMs - chance.one([0, 1, chance.whole(0, 119_000), 120_000, 120_001, chance.whole(0, 7_200_000)]);
    const records = chance.whole(1, 5_000);
    floor.send('dialer', 'campaign.snapshot', at, {
      site: floor.maybe(chance.one(['berlin', 'shanghai'])),
      campaign: chance.one(['rem-07', 'x']),
      status: 'running',
      agentsAssigned: floor.maybe(chance.whole(1, 80)),
      agentsReady: chance.whole(1, 20),
      linesDialing: chance.whole(0, 60),
      linesRinging: chance.whole(0, 40),
      queuedLive: floor.maybe(chance.whole(0, 3)),
      pacingSet: floor.maybe(2.5),
      list: chance.happens(0.7)
        ? ['L1', 'L2'].map((list) => ({ list, records, attempted: chance.whole(0, records), closed: 3, left: 4 }))
        : undefined,
    });
  }
}
