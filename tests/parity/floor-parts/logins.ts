import type { Floor } from '../random-floor.ts';

const MINUTE_MS = 60_000;
const AGENTS = 24;

/** Shifts that began lately: agents ready before, at once, too late, for a moment an hour ago, and not at all. */
export function loginsPart(floor: Floor): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < AGENTS; i += 1) {
    const site = i % 2 === 0 ? { site: 'berlin' } : {};
    const dims = { ...floor.dims(), ...site, agent: `q${i}` };
    const readyAt = asOfMs - chance.one([1, 200, chance.whole(1_000, 240_000), chance.whole(1, 90) * MINUTE_MS]);
    const begin = readyAt - chance.one([0, -MINUTE_MS, 5 * MINUTE_MS, 5 * MINUTE_MS + 1, chance.whole(1, 600_000)]);
    const briefing = { from: begin - 15 * MINUTE_MS, to: begin, activity: 'briefing', allowedStates: ['OFFLINE_WORK'] };
    const work = { from: begin, to: begin + chance.one([8 * 60, 2, -1]) * MINUTE_MS, activity: 'work' };
    floor.send('wfm', 'schedule.set', asOfMs - 86_400_000 + i, {
      ...dims,
      day: 'today',
      rev: 1,
      segments: [briefing, { ...work, allowedStates: ['READY', 'TALKING', 'ACW'] }],
    });
    if (chance.happens(0.1)) continue;
    // Ready for a minute, just inside or outside of the hour before.
    const earlier = begin - chance.one([60 * MINUTE_MS, 60 * MINUTE_MS - 1, 120 * MINUTE_MS]) - MINUTE_MS;
    const spans = [
      ...(chance.happens(0.3)
        ? [
            { state: 'READY', enteredAt: earlier },
            { state: 'NOT_READY', enteredAt: earlier + MINUTE_MS },
          ]
        : []),
      { state: 'READY', enteredAt: readyAt },
      ...(chance.happens(0.5) ? [{ state: 'TALKING', enteredAt: readyAt + 100 }] : []),
    ];
    spans.forEach((span, place) =>
      floor.send('desk', 'agent.state', span.enteredAt, { ...dims, ...span, prev: spans[place - 1] }),
    );
  }
}
