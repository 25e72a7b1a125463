import { SLOT_MS } from '#lib/time/interval.ts';
import type { Floor } from '../random-floor.ts';

const TOLD = ['forecast.offered', 'forecast.aht', 'staff.required', 'employee.satisfaction', 'employee.attrition'];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Plans and figures of others: for quarter hours, parts of them and days; of the past, the moment and the future. */
export function plansPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size; i += 1) {
    const slot = asOfMs - (asOfMs % SLOT_MS) - chance.whole(-4, 8) * SLOT_MS;
    const period = chance.one([
      { from: slot, to: slot + SLOT_MS },
      { from: slot, to: slot + HOUR_MS },
      { from: slot, to: slot + 24 * HOUR_MS },
      { from: asOfMs - chance.whole(60, 200) * 1_000, to: asOfMs - chance.whole(0, 40) * 1_000 },
      { from: asOfMs - chance.whole(0, 200) * 1_000, to: asOfMs + chance.whole(0, 2) * MINUTE_MS },
      { from: asOfMs - 5 * MINUTE_MS, to: asOfMs },
    ]);
    const told = {
      ...floor.dims(),
      metric: TOLD[i % TOLD.length],
      period,
      value: chance.one([0, chance.whole(0, 40), chance.whole(0, 4_000) / 100]),
      unit: 'contacts',
      source: chance.one(['forecast', 'hr']),
      scope: chance.happens(0.5) ? { site: 'berlin', queue: chance.one(['svc', 'col']) } : undefined,
      rev: 1,
    };
    floor.send('wfm', 'metric.set', period.from, told);
    if (chance.happens(0.1)) floor.send('wfm', 'metric.set', period.from - 1, { ...told, rev: 2, value: 7.25 });
  }
}
