import type { EventType, Payload } from '../../events/vocabulary.ts';
import { Agenda } from './agenda.ts';
import { LocalTime } from './local-time.ts';
import { Outlet, type ProducerRole } from './outlet.ts';
import type { Preset } from './preset.ts';
import { createRandom, type Random } from './random.ts';
import type { Witness } from './truth/witness.ts';

/** What every part of the floor shares: its description, its time, its way out, its chance, its ids. */
export class World {
  readonly preset: Preset;
  readonly agenda: Agenda;
  readonly time: LocalTime;
  readonly outlet: Outlet;
  /** Lines in use, and calls that found none free, by direction of the call. */
  readonly lines = { in: 0, out: 0 };
  readonly blocked = { in: 0, out: 0 };
  /** Network links that carry the lines, half each. */
  linksUp = 2;
  private readonly seed: number;
  /** Ids hold the epoch: a second run of the same seed is other contacts. */
  private readonly stem: string;
  private ids = 0;

  constructor(preset: Preset, seed: number, epoch: number, startAt: number, witness?: Witness) {
    this.preset = preset;
    this.seed = seed;
    this.agenda = new Agenda(startAt);
    this.time = new LocalTime(preset.utcOffsetMinutes);
    this.outlet = new Outlet(preset.site, epoch, rolesOf(preset), witness);
    this.stem = `${preset.site}${epoch.toString(36)}`;
  }

  get now(): number {
    return this.agenda.now;
  }

  random(stream: string): Random {
    return createRandom(this.seed, `${this.preset.site}/${stream}`);
  }

  /** Lines that can be used now. */
  freeLines(direction: 'in' | 'out'): number {
    const { inbound, outbound } = this.preset;
    const all = direction === 'in' ? inbound.lines : outbound.lines;
    return this.linksUp === 2 ? all : Math.floor(all / 2);
  }

  id(): string {
    this.ids += 1;
    return `${this.stem}-${this.ids.toString(36)}`;
  }

  emit<T extends EventType>(role: ProducerRole, t: T, d: Payload<T>): void {
    this.outlet.emit(role, t, this.agenda.now, d);
  }
}

/** Who tells of a floor: the written channels have a system of their own where there are any. */
const rolesOf = (preset: Preset): ProducerRole[] =>
  preset.digital ? ['acd', 'dialer', 'crm', 'wfm', 'digital'] : ['acd', 'dialer', 'crm', 'wfm'];

/** Whole milliseconds, at least 1: no state and no contact lasts no time at all. */
export const wholeMs = (seconds: number): number => Math.max(1, Math.round(seconds * 1000));
