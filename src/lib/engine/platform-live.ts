import { readingKey, readingsOf, type LiveReading } from '../metrics/platform-readings.ts';
import type { Filter } from '../metrics/question.ts';
import type { Groups } from './evaluate.ts';
import type { Producers } from './producers.ts';

type Standing = ReturnType<Producers['standing']>;

/** Each reading of the moment, of how the producers of a scope stand; times in ms. */
const READ: Record<LiveReading, (standing: Standing, asOfMs: number) => number | null> = {
  data_age: ({ lastEventAt }, asOfMs) => (lastEventAt === null ? null : Math.max(0, asOfMs - lastEventAt)),
  open_gaps: ({ gaps }) => gaps,
  rejected: ({ rejected }) => rejected,
};

const isLive = (reading: string): reading is LiveReading => reading in READ;

/**
 * Puts what the platform says of itself beside the counts, in the one row or by site; `nowMs` is the clock by which gaps
 * grow old. Producers are of sites and of no team: who sees one team only is told nothing.
 */
export function addReadings(
  groups: Groups,
  metrics: readonly { formula: { kind: string } }[],
  { by, filter }: { by: readonly string[]; filter: Filter },
  producers: Producers,
  { asOfMs, nowMs }: { asOfMs: number; nowMs: number },
): void {
  const readings = readingsOf(metrics).filter(isLive);
  if (readings.length === 0 || filter.team) return;
  const asked = filter.site ?? null;
  const sites = producers.sites().filter((site) => asked === null || asked.includes(site));
  const scopes =
    by.length === 0 ? [{ dims: [], of: filter }] : sites.map((site) => ({ dims: [site], of: { site: [site] } }));
  for (const { dims, of } of scopes) {
    const standing = producers.standing(of, nowMs);
    const key = JSON.stringify(dims);
    const group = groups.get(key) ?? { dims, values: new Map() };
    for (const reading of readings) group.values.set(readingKey(reading), READ[reading](standing, asOfMs));
    groups.set(key, group);
  }
}
