import { expect, test } from 'vitest';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { BASES } from '#lib/metrics/question.ts';
import { readLog, recount } from '#lib/recount/recount.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { engineOf } from '../corrections/as-it-counts.ts';
import { correctedFloor } from '../corrections/corrected-floor.ts';

const SEEDS = [1, 2, ...Array.from({ length: 4 }, (_, i) => (Date.now() + i * 7_919) % 2 ** 31)];
const COUNTED = METRICS.filter(({ live, id }) => live && id !== 'estimated_wait').map(({ id }) => id);

test.for(SEEDS)('[PR12] corrections count the same for both counters: seed %i', (seed) => {
  const { corrected } = correctedFloor(seed, 60);
  const { asOfMs } = corrected;
  const engine = engineOf(corrected.lines);
  const log = readLog(corrected.lines.map((line, i) => ({ line, receivedAt: i })));
  expect(log.corrections).toBeGreaterThan(50);
  for (const basis of BASES) {
    const question = { metrics: COUNTED, by: [], window: '60m', basis, filter: {} } as const;
    const [row] = engine.answer(question, asOfMs, asOfMs).rows;
    const second = recount(log, { fromMs: asOfMs - HOUR_MS, toMs: asOfMs, asOfMs, basis });
    for (const id of COUNTED) {
      const [live, again] = [row![id] as number | null, second[id]!];
      const where = `seed ${seed} ${basis}: ${id}`;
      if (live === null || again === null) expect(live, where).toBe(again);
      // The order of two divisions may differ in the last bit.
      else expect(Math.abs(live - again), where).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(again)));
    }
  }
});
