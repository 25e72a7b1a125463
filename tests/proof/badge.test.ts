import { expect, test } from 'vitest';
import { API_TOKEN, startProduct } from '../support/product.ts';
import { waitForValue } from '../support/wait-until.ts';

const SLOT_MS = 900_000;
const SECOND_MS = 1_000;
const HELD = /data-invariant="live_report" data-state="holds"/;

test(
  '[PR5] the running product keeps what the wall said at close, and its page says that the report is the same',
  { timeout: 150_000 },
  async () => {
    // The floor's clock stands shortly before the moment at which its quarter hour closes.
    const slot = Math.floor(Date.now() / SLOT_MS) * SLOT_MS - SLOT_MS;
    const product = await startProduct({
      env: { FLOOR_CLOCK_START: String(slot + SLOT_MS + 60 * SECOND_MS), FLOOR_CLOCK_SPEED: '1', SITE_TZ: 'UTC' },
    });
    try {
      let n = 0;
      const visits = Array.from({ length: 8 }, (_, i) => {
        const enqueuedAt = slot + i * 30 * SECOND_MS;
        const d = { site: 'cs', queue: 'svc', visit: `v${i}`, enqueuedAt };
        const event = (t: string, at: number, more: object) => {
          n += 1;
          return { v: 1, t, p: 'acd', e: slot, n, at, d: { ...d, ...more } };
        };
        return [
          event('queue.entered', enqueuedAt, {}),
          event('queue.left', enqueuedAt + 5_000, { waitMs: 5_000, outcome: 'answered' }),
        ];
      });
      const sent = await product.ingest(visits.flat());
      expect(sent).toMatchObject({ status: 200, body: { accepted: 16 } });
      const page = async (): Promise<string> =>
        (await fetch(`${product.baseUrl}/truth?lang=en`, { headers: { authorization: `Bearer ${API_TOKEN}` } })).text();
      const html = await waitForValue(page, (text) => text.includes('data-badge="same"') && HELD.test(text), {
        what: 'the quarter hour to close and to equal its report',
        timeoutMs: 120_000,
      });
      expect(html).not.toContain('data-badge="unexplained"');
      expect(html).not.toContain('data-state="broken"');
    } finally {
      await product.stop();
    }
  },
);
