import { sitesOf } from '#lib/sources/simulator/floor.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import { scaled } from '#lib/sources/simulator/scale.ts';

/** A part of the `aicai` floor: the same kinds of people, queues and campaigns, fewer of each. */
export const partOfFloor = (part: number, more: Partial<Preset> = {}): Preset => ({
  ...scaled(sitesOf(PRESETS.aicai!)[0]!, part),
  ...more,
});
