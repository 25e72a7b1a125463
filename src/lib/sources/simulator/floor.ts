import type { ContactCentreEvent } from '../../events/envelope.ts';
import { joinFloors } from './joined-floors.ts';
import type { Preset, VirtualCentre } from './preset.ts';
import { scaled } from './scale.ts';
import { createSiteFloor } from './site-floor.ts';
import type { Witness } from './truth/witness.ts';
import { createTraffic, type TrafficPreset } from './world-traffic.ts';

export interface FloorOptions {
  /** Fixes everything that happens. */
  seed: number;
  /** "Now" when the floor opens, ms UTC: from here on the caller paces it. */
  startAt: number;
  /** Epoch of its producers, ms UTC: the real start. */
  epoch: number;
  /** Length of the past before `startAt` that is told with true instants. Default: the business day so far, at most 3 h. */
  historyMs?: number;
  /** Share of the floor: of its people, seats and contacts. Default 1. */
  scale?: number;
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

/** One site, several sites that work as one, or the traffic of the world. */
export type AnyPreset = Preset | VirtualCentre | TrafficPreset;

/** The sites of a preset; none where it is traffic without a floor. */
export const sitesOf = (preset: AnyPreset): readonly Preset[] =>
  'sites' in preset ? preset.sites : 'shards' in preset ? [] : [preset];

/** Builds the floor; cheap: the quiet warm-up runs in the first calls of `next`. Throws where the scale is not above 0. */
export function createFloor(preset: AnyPreset, options: FloorOptions): Floor {
  const { scale = 1 } = options;
  if (!(scale > 0)) throw new Error(`A floor of the size ${scale} cannot be simulated: the scale has to be above 0.`);
  if ('shards' in preset) return createTraffic(preset, options);
  const floors = sitesOf(preset).map((site) => createSiteFloor(scaled(site, scale), options));
  return floors.length === 1 ? (floors[0] as Floor) : joinFloors(floors);
}
