import { joinFloors } from './joined-floors.ts';
import type { Preset, VirtualCentre } from './preset.ts';
import { scaled } from './scale.ts';
import type { Floor, FloorOptions } from './simulated-floor.ts';
import { createSiteFloor } from './site-floor.ts';
import type { TrafficPreset } from './traffic-preset.ts';
import { createTraffic } from './world-traffic.ts';

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
