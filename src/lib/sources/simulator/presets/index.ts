import type { Preset } from '../preset.ts';
import { AICAI } from './aicai.ts';
import { CHANGSHA } from './changsha.ts';

/** The floors that can be simulated, by the name under which SIMULATOR asks for them. */
export const PRESETS: Readonly<Record<string, Preset>> = { [CHANGSHA.id]: CHANGSHA, [AICAI.id]: AICAI };
