import type { AnyPreset } from '../floor.ts';
import { AICAI } from './aicai.ts';
import { CHANGSHA } from './changsha.ts';
import { GF } from './gf.ts';
import { HHI } from './hhi.ts';
import { HOMECREDIT_9000 } from './homecredit-9000.ts';
import { MANUAL_SEPARATE } from './manual-separate.ts';
import { WORLD_100M } from './world-100m.ts';

/** The floors that can be simulated, by the name under which SIMULATOR asks for them. */
export const PRESETS: Readonly<Record<string, AnyPreset>> = Object.fromEntries(
  [CHANGSHA, HOMECREDIT_9000, MANUAL_SEPARATE, AICAI, GF, HHI, WORLD_100M].map((preset) => [preset.id, preset]),
);
