import type { Floor } from '../random-floor.ts';

const CHANGES = ['customer_message', 'customer_message', 'agent_message', 'agent_message', 'first_response'] as const;

/** Written conversations message by message: both sides write more than once, at one instant, after a day. */
export function messagesPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size / 4; i += 1) {
    const dims = { ...floor.dims(), media: 'chat', agent: `a${chance.whole(0, 8)}`, leg: `m${i % 40}` };
    const isRecent = i < 24;
    let at = isRecent ? asOfMs - chance.whole(60_000, 200_000) : floor.instant();
    const count = isRecent ? 4 : chance.whole(1, 8);
    for (let message = 0; message < count; message += 1) {
      const change = isRecent ? CHANGES[message % 3]! : chance.one(CHANGES);
      // Now and then another part of the floor, at another site, tells of a conversation of the same name.
      const own = chance.happens(0.1) ? { site: floor.dims().site } : {};
      floor.send(chance.one(['chat', 'chat', 'crm']), 'leg.updated', at, { ...dims, ...own, change });
      const gapMs = isRecent
        ? chance.whole(1, 15_000)
        : chance.one([0, chance.whole(1, 400_000), 86_400_000, 86_400_001]);
      at = Math.min(asOfMs + 5_000, at + gapMs);
    }
  }
}
