import { IVR_RESULTS } from '#lib/events/enumerations.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import type { Floor } from '../random-floor.ts';

const WRITTEN = ['chat', 'wechat', 'email'] as const;

/** Passes through self-service of every result, and written conversations: answered, open, waiting. */
export function selfServicePart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size / 3; i += 1) {
    const isRecent = i < IVR_RESULTS.length * 2;
    const ivrMs = floor.maybe(chance.whole(0, 90_000));
    const startedAt = isRecent ? asOfMs - 150_000 - i : floor.instant();
    const pass = {
      ...floor.dims(),
      ix: `i${i}`,
      startedAt: floor.maybe(startedAt, 0.9),
      ivrMs,
      result: isRecent ? IVR_RESULTS[i % IVR_RESULTS.length]! : floor.maybe(chance.one(IVR_RESULTS)),
      flow: floor.maybe('main'),
      portsUsed: floor.maybe(chance.whole(0, 3), 0.3),
    };
    floor.send('ivr', 'ix.ivr', startedAt + (ivrMs ?? 0), pass);
    if (chance.happens(0.05)) floor.send('ivr', 'ix.ivr', startedAt + 1, { ...pass, result: 'contained' });
  }
  for (let i = 0; i < 12; i += 1) {
    const to = asOfMs - chance.one([0, 1, chance.whole(0, 100_000), chance.whole(0, 7_200_000)]);
    const period = { from: to - chance.one([60_000, 200_000, 3_600_000]), to };
    floor.send('ivr', 'metric.set', to, { ...floor.dims(), metric: 'ivr.port_seconds', period, value: 90 + i / 7 });
  }
  for (let i = 0; i < size / 3; i += 1) {
    const dims = { ...floor.dims(), media: chance.one(WRITTEN), agent: `a${chance.whole(0, 8)}` };
    const connectedAt = i < 20 ? asOfMs - chance.whole(60_000, 250_000) : floor.instant();
    const leg = `w${i}`;
    floor.send('chat', 'leg.connected', connectedAt, { ...dims, leg, connectedAt });
    const firstResponseMs = floor.maybe(chance.one([chance.whole(0, 90_000), chance.whole(0, 30 * HOUR_MS)]), 0.9);
    floor.send('chat', 'leg.updated', connectedAt + chance.whole(0, 40_000), {
      ...dims,
      leg,
      change: chance.one(['first_response', 'first_response', 'agent_message'] as const),
      firstResponseMs,
    });
    if (chance.happens(0.4)) continue;
    const talkMs = chance.whole(0, 60_000);
    floor.send('chat', 'leg.ended', connectedAt + talkMs, {
      ...dims,
      leg,
      connectedAt,
      talkMs,
      holdMs: floor.maybe(0),
      msgsIn: floor.maybe(3),
      msgsOut: floor.maybe(4),
      focusMs: floor.maybe(chance.whole(0, talkMs)),
    });
    if (chance.happens(0.5)) continue;
    floor.send('chat', 'wrap.ended', connectedAt + talkMs, {
      ...dims,
      leg,
      connectedAt,
      endedAt: connectedAt + talkMs,
      talkMs,
      holdMs: 0,
      acwMs: 0,
    });
  }
  for (let i = 0; i < 20; i += 1) {
    const enqueuedAt = asOfMs - chance.one([chance.whole(1, 600_000), chance.whole(1, 30) * HOUR_MS]);
    const dims = { ...floor.dims(), media: chance.one(WRITTEN) };
    floor.send('chat', 'queue.entered', enqueuedAt, { ...dims, visit: `b${i}`, enqueuedAt });
  }
}
