import type { ContactCentreEvent } from '../../events/envelope.ts';
import { Crm } from './crm.ts';
import { Desk } from './desk.ts';
import { Dialer } from './dialer.ts';
import { Handling } from './handling.ts';
import { Inbound } from './inbound.ts';
import { Customers } from './interaction.ts';
import { HOUR_MS } from './local-time.ts';
import type { Preset } from './preset.ts';
import { Reporting } from './reporting.ts';
import { Roster } from './roster.ts';
import { Staffing } from './staffing.ts';
import type { Witness } from './truth/witness.ts';
import { World } from './world.ts';

export interface FloorOptions {
  /** Fixes everything that happens. */
  seed: number;
  /** "Now" when the floor opens, ms UTC: from here on the caller paces it. */
  startAt: number;
  /** Epoch of its producers, ms UTC: the real start. */
  epoch: number;
  /** Length of the past before `startAt` that is told with true instants. Default: the business day so far, at most 3 h. */
  historyMs?: number;
  /** Sees everything that happens, the warm-up too. */
  witness?: Witness;
}

/** A simulated floor: a deterministic stream of contract events. No clock, no I/O. */
export interface Floor {
  /** Simulated time, ms UTC: everything up to here was told or, before `historyFrom`, prepared. */
  readonly now: number;
  readonly historyFrom: number;
  readonly startAt: number;
  /** Things that are going to happen. Bounded by the size of the floor, however long it lives. */
  readonly pending: number;
  /**
   * Lets the floor live until `untilMs` and returns what happened, in order of `at`. Stops earlier after `atMost`
   * events (prepared ones of the warm-up count too): it is up to date when it returns fewer than `atMost` events and
   * `now` has reached `untilMs`.
   */
  next(untilMs: number, atMost?: number): ContactCentreEvent[];
}

const WARM_UP_MS = 2 * HOUR_MS;
const LONGEST_HISTORY_MS = 3 * HOUR_MS;

/** Builds the floor; cheap: the warm-up of two quiet hours runs in the first calls of `next`. */
export function createFloor(preset: Preset, { seed, startAt, epoch, historyMs, witness }: FloorOptions): Floor {
  const historyFrom = startAt - (historyMs ?? Math.min(LONGEST_HISTORY_MS, sinceBusinessDayStart(preset, startAt)));
  const world = new World(preset, seed, epoch, historyFrom - WARM_UP_MS, witness);
  const { agenda, outlet } = world;
  const desk: Desk = new Desk(
    world,
    (agent) => staffing.assign(agent),
    (agent) => staffing.mayLeaveEarly(agent),
  );
  const handling = new Handling(world, desk);
  const customers = new Customers(world);
  const crm = new Crm(world);
  const inbound = new Inbound(world, desk, handling, customers, crm);
  const dialer = new Dialer(world, handling, customers, crm);
  const staffing = new Staffing(world, inbound, dialer);
  const roster = new Roster(world);
  const reporting = new Reporting(world, desk, inbound, dialer, roster);
  staffing.run(desk);
  roster.run(desk);

  let opened = false;
  const open = (): void => {
    opened = true;
    agenda.now = historyFrom;
    outlet.open(historyFrom, (at) => reporting.introduce(at));
    reporting.run();
  };

  return {
    historyFrom,
    startAt,
    get now() {
      return agenda.now;
    },
    get pending() {
      return agenda.size;
    },
    next(untilMs, atMost = Number.POSITIVE_INFINITY) {
      const withheldBefore = outlet.withheld;
      const full = (): boolean => outlet.waiting + outlet.withheld - withheldBefore >= atMost;
      const live = (until: number): void => {
        while (!full() && agenda.step(until));
        if (!full()) agenda.now = Math.max(agenda.now, until);
      };
      if (!opened) {
        live(Math.min(untilMs, historyFrom - 1));
        if (!full() && untilMs >= historyFrom) open();
      }
      if (opened) live(untilMs);
      return outlet.take(atMost);
    },
  };
}

function sinceBusinessDayStart(preset: Preset, at: number): number {
  const [hours = 0, minutes = 0] = preset.businessDayStart.split(':').map(Number);
  const shift = preset.utcOffsetMinutes * 60_000 - hours * HOUR_MS - minutes * 60_000;
  return (((at + shift) % (24 * HOUR_MS)) + 24 * HOUR_MS) % (24 * HOUR_MS);
}
