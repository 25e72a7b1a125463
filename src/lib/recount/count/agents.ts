import { greatestSeconds, lastsAt, momentOf, msIn, share, total, type Numbers, type RecountPeriod } from '../period.ts';
import type { Thing, Things } from '../things.ts';

const HANDLING = ['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'];

/** Agents by state, and their time (domain 1.4; contract 6). */
export function countAgents({ span }: Things, period: RecountPeriod): Numbers {
  const moment = momentOf(period);
  const now = span.filter((thing) => lastsAt(thing, moment));
  const inState = (state: string, direction?: string): number =>
    now.filter(({ d }) => d.state === state && (direction === undefined || d.direction === direction)).length;
  const timeMs = (is: (thing: Thing) => boolean): number => total(span.filter(is), (thing) => msIn(thing, period));
  const staffed = timeMs(() => true);
  const handling = timeMs(({ d }) => HANDLING.includes(d.state as string));
  const ready = timeMs(({ d }) => d.state === 'READY');
  return {
    agents_ready: inState('READY'),
    agents_reserved: inState('RESERVED'),
    agents_ringing: inState('RINGING'),
    agents_preview: inState('PREVIEW'),
    agents_dialing: inState('DIALING'),
    agents_talking: inState('TALKING'),
    agents_talking_in: inState('TALKING', 'in'),
    agents_talking_out: inState('TALKING', 'out'),
    agents_hold: inState('HOLD'),
    agents_acw: inState('ACW'),
    agents_not_ready: inState('NOT_READY'),
    agents_offline_work: inState('OFFLINE_WORK'),
    agents_staffed: now.length,
    state_longest: greatestSeconds(now.map(({ from }) => moment - from)),
    staffed_time: staffed / 1_000,
    occupancy: share(handling, handling + ready),
    utilisation: share(handling, staffed),
    occupancy_spread: spread(span, period),
  };
}

/** How many points lie between the 10th and the 90th percentile of the agents' occupancy; null of fewer than two agents. */
function spread(spans: readonly Thing[], period: RecountPeriod): number | null {
  const agents = new Map<string, Thing[]>();
  for (const stay of spans) {
    const id = JSON.stringify([stay.site, stay.d.agent]);
    agents.set(id, [...(agents.get(id) ?? []), stay]);
  }
  const occupancies = [...agents.values()].flatMap((stays) => {
    const msOf = (...states: string[]): number =>
      total(
        stays.filter(({ d }) => states.includes(d.state as string)),
        (stay) => msIn(stay, period),
      );
    const handlingMs = msOf(...HANDLING);
    return share(handlingMs, handlingMs + msOf('READY')) ?? [];
  });
  if (occupancies.length < 2) return null;
  const sorted = occupancies.sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.ceil((part * sorted.length) / 10) - 1]!;
  return (at(9) - at(1)) * 100;
}
