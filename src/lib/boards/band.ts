import type { TileTarget } from '../wire/messages.ts';

/** Which way a metric is better, as the dictionary says it. */
export type Better = 'higher' | 'lower' | 'neither';

/** How a value stands to its target. `calm` is also every value without a target. */
export type Band = 'calm' | 'watch' | 'breach';

/** What a tile remembers between two looks, so that a value that trembles on a threshold does not blink. */
export interface BandMemory {
  band: Band;
  /** Band that the value has been in lately, and since when (ms of the floor's clock); null while it agrees with `band`. */
  candidate: { band: Band; since: number; looks: number } | null;
}

/** A band is entered when the value was in it for so long ... */
export const ENTER_AFTER_MS = 30_000;
/** ... and for so many looks, the first one included. */
const ENTER_AFTER_LOOKS = 2;

/** Two points of the unit: by so much a value must clear a threshold to leave the worse band. */
const LEAVE_MARGIN: Readonly<Record<string, number>> = { ratio: 0.02 };
const DEFAULT_MARGIN = 2;
const ROUNDING = 1e-9;

/** Ratios over fewer things than this are noise: they keep their number, show n, and take no colour (domain 4.3). */
export const MIN_SAMPLE = 20;

const SEVERITY: Readonly<Record<Band, number>> = { calm: 0, watch: 1, breach: 2 };

/** The band of one value without memory: at the target all is well, beyond `breach` it is a breach, between the two a watch. */
export function bandOf(value: number, target: TileTarget | null, better: Better): Band {
  if (target === null || better === 'neither') return 'calm';
  const sign = better === 'higher' ? 1 : -1;
  if (sign * (value - target.target) >= 0) return 'calm';
  return sign * (value - target.breach) < 0 ? 'breach' : 'watch';
}

/**
 * One look at a value. The first look takes the band at once; later a band holds until the value has been in another
 * one for ENTER_AFTER_MS and ENTER_AFTER_LOOKS. A better band counts as reached only beyond the margin.
 *
 * @param memory what the look before returned; null on the first, and after the value was missing
 * @param nowMs the floor's clock
 */
export function lookAtBand(
  memory: BandMemory | null,
  value: number,
  target: TileTarget | null,
  rule: { better: Better; unit: string },
  nowMs: number,
): BandMemory {
  const plain = bandOf(value, target, rule.better);
  if (memory === null) return { band: plain, candidate: null };
  const reached = SEVERITY[plain] < SEVERITY[memory.band] ? cleared(memory.band, value, target, rule) : plain;
  if (reached === memory.band) return memory.candidate === null ? memory : { band: memory.band, candidate: null };
  if (memory.candidate?.band !== reached) {
    return { band: memory.band, candidate: { band: reached, since: nowMs, looks: 1 } };
  }
  const candidate = { ...memory.candidate, looks: memory.candidate.looks + 1 };
  const held = nowMs - candidate.since >= ENTER_AFTER_MS && candidate.looks >= ENTER_AFTER_LOOKS;
  return held ? { band: reached, candidate: null } : { band: memory.band, candidate };
}

/** The band that a better value has reached when every threshold between is cleared by the margin. */
function cleared(from: Band, value: number, target: TileTarget | null, rule: { better: Better; unit: string }): Band {
  // A hair less than the margin: 0.82 - 0.02 is not 0.8 to a computer.
  const margin = (LEAVE_MARGIN[rule.unit] ?? DEFAULT_MARGIN) - ROUNDING;
  const worsened = rule.better === 'higher' ? value - margin : value + margin;
  const band = bandOf(worsened, target, rule.better);
  return SEVERITY[band] < SEVERITY[from] ? band : from;
}
