import { order } from '../raw-events.ts';
import { endedIn, momentOf, newest, share, total, type Numbers, type RecountPeriod } from '../period.ts';
import type { Thing, Things } from '../things.ts';

const seriesOf = ({ d }: Thing): unknown[] => [d.trunkGroup, d.link, d.direction];
const HOUR_MS = 3_600_000;

/** Lines and links (domain 1.10, I17). */
export function countLines({ line }: Things, all: Things, period: RecountPeriod): Numbers {
  const counted = new Set(line);
  // The newest sample of a group stands for it, whether or not it is one that is asked for.
  const now = newest(all.line, momentOf(period), 60_000, seriesOf).filter((sample) => counted.has(sample));
  const inUse = (direction?: string): number =>
    total(
      now.filter(({ d }) => direction === undefined || d.direction === direction),
      ({ d }) => d.inUse as number,
    );
  const samples = line.filter((sample) => endedIn(sample, period));
  const peak = (direction: string): number | null => {
    const uses = samples.flatMap(({ d }) =>
      d.direction === direction && typeof d.inUse === 'number' ? [d.inUse] : [],
    );
    return uses.length === 0 ? null : Math.max(...uses);
  };
  const links = now.filter(({ d }) => typeof d.up === 'boolean' && typeof d.link === 'string');
  return {
    lines_in_use: inUse(),
    lines_in_use_in: inUse('in'),
    lines_in_use_out: inUse('out'),
    line_capacity: total(now, ({ d }) => d.capacity as number),
    line_occupancy: share(
      total(
        now.filter(({ d }) => d.capacity > 0),
        ({ d }) => d.inUse as number,
      ),
      total(
        now.filter(({ d }) => typeof d.inUse === 'number'),
        ({ d }) => d.capacity as number,
      ),
    ),
    links_up:
      links.length === 0 ? null : new Set(links.filter(({ d }) => d.up === true).map(({ d }) => d.link as string)).size,
    lines_peak_in: peak('in'),
    lines_peak_out: peak('out'),
    lines_blocked: blocked(all.line, counted, period),
  };
}

/** How far the counters of blocked calls grew: from sample to sample at most an hour apart; a lower reading began at 0. */
function blocked(samples: readonly Thing[], counted: ReadonlySet<Thing>, period: RecountPeriod): number {
  const groups = new Map<string, Thing[]>();
  for (const sample of [...samples].sort((a, b) => order(a.event, b.event))) {
    if (typeof sample.d.blockedTotal !== 'number') continue;
    const key = JSON.stringify([sample.site, ...seriesOf(sample).map((part) => part ?? null)]);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  let sum = 0;
  for (const group of groups.values()) {
    group.forEach((sample, i) => {
      const before = group[i - 1];
      if (!before || !counted.has(sample) || !endedIn(sample, period) || sample.from - before.from > HOUR_MS) return;
      const [now, then] = [sample.d.blockedTotal as number, before.d.blockedTotal as number];
      sum += now < then ? now : now - then;
    });
  }
  return sum;
}
