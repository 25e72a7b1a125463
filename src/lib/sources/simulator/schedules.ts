import type { Payload } from '../../events/vocabulary.ts';
import type { Duty } from './duty.ts';
import { MINUTE_MS, SECOND_MS } from './local-time.ts';
import type { World } from './world.ts';

type Segment = NonNullable<Payload<'schedule.set'>['segments']>[number];

/** States in which somebody may be who is to work. */
const WORKING: Segment['allowedStates'] = [
  'READY',
  'RESERVED',
  'RINGING',
  'PREVIEW',
  'DIALING',
  'TALKING',
  'HOLD',
  'ACW',
  'OFFLINE_WORK',
];
/** Plans that leave in a second, and how long after the plan the swaps are known. */
const PER_SECOND = 50;
const SWAPS_AFTER_MS = 10 * MINUTE_MS;

/** Tells who is to work when: the shifts of a day with their breaks; a swap is the next revision of both people's plans. */
export class Schedules {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Tells the plan of a day (days since 1970), then the plans that changed. */
  publish(day: number, { first, held }: { first: readonly Duty[]; held: readonly Duty[] }): void {
    const before = new Map(first.map((duty) => [duty.agent, duty]));
    const swapped = held.filter((duty) => before.get(duty.agent)?.shift !== duty.shift);
    const name = new Date(day * 86_400_000).toISOString().slice(0, 10);
    this.tell(first, name, 1, 0);
    if (!this.world.outlet.isOpen) this.tell(swapped, name, 2, 0);
    else this.world.agenda.after(SWAPS_AFTER_MS, () => this.tell(swapped, name, 2, 0));
  }

  /** Not all at once where somebody listens. */
  private tell(duties: readonly Duty[], day: string, rev: number, from: number): void {
    const until = this.world.outlet.isOpen ? Math.min(duties.length, from + PER_SECOND) : duties.length;
    for (let i = from; i < until; i += 1) this.one(duties[i] as Duty, day, rev);
    if (until < duties.length) this.world.agenda.after(SECOND_MS, () => this.tell(duties, day, rev, until));
  }

  private one({ agent, startAt, endAt, breaks }: Duty, day: string, rev: number): void {
    const segments: Segment[] = [];
    let unpaidMs = 0;
    let from = startAt;
    for (const { activity, at } of breaks) {
      const to = at + activity.minutes * MINUTE_MS;
      if (at > from) segments.push({ from, to: at, activity: 'work', allowedStates: WORKING });
      segments.push({
        from: at,
        to,
        activity: activity.reason,
        allowedStates: activity.loggedOut ? ['LOGGED_OUT'] : ['NOT_READY'],
      });
      if (activity.unpaid) unpaidMs += to - at;
      from = to;
    }
    if (from < endAt) segments.push({ from, to: endAt, activity: 'work', allowedStates: WORKING });
    this.world.emit('wfm', 'schedule.set', {
      site: this.world.preset.site,
      team: agent.team,
      agent: agent.id,
      day,
      rev,
      segments,
      paidMs: endAt - startAt - unpaidMs,
    });
  }
}
