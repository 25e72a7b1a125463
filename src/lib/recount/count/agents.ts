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
  };
}
