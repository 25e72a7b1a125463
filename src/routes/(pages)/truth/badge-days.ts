import type { Badge, BadgeState } from '#lib/reports/reconciliation.ts';
import { HOUR_MS, businessDayStart } from '#lib/time/interval.ts';
import { zoneOf } from '#lib/time/zone.ts';

/** Closed quarter hours of today, site by site and hour by hour. Instants in ms UTC. */
export interface BadgeDay {
  site: string | null;
  hours: { atMs: number; quarters: { slotAtMs: number; state: BadgeState; moved: number }[] }[];
}

/** How many quarter hours of a day before today stand how. */
export interface BadgeCount {
  dayMs: number;
  site: string | null;
  same: number;
  late: number;
  unexplained: number;
  unwatched: number;
}

/** Badges by the hour of today, and counted by the day before it, the newest day first. */
export function badgeDays(
  badges: readonly Badge[],
  todayMs: number,
  zoneName: string,
): { today: BadgeDay[]; before: BadgeCount[] } {
  const today = new Map<string | null, BadgeDay>();
  const before = new Map<string, BadgeCount>();
  const zone = zoneOf(zoneName);
  for (const { site, slotAtMs, state, moved } of badges) {
    if (slotAtMs >= todayMs) {
      const day = today.get(site) ?? { site, hours: [] };
      today.set(site, day);
      const atMs = slotAtMs - ((slotAtMs - todayMs) % HOUR_MS);
      if (day.hours.at(-1)?.atMs !== atMs) day.hours.push({ atMs, quarters: [] });
      day.hours.at(-1)!.quarters.push({ slotAtMs, state, moved: moved.length });
    } else {
      const dayMs = businessDayStart(slotAtMs, zone, 0);
      const key = `${dayMs} ${site}`;
      const count = before.get(key) ?? { dayMs, site, same: 0, late: 0, unexplained: 0, unwatched: 0 };
      count[state] += 1;
      before.set(key, count);
    }
  }
  return { today: [...today.values()], before: [...before.values()].sort((a, b) => b.dayMs - a.dayMs) };
}
