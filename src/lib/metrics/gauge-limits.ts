import { HOUR_MS, MINUTE_MS } from '../time/interval.ts';

/**
 * How long a visit can stand in a gauge (contract 4): an older one changes facts, not what waits now. Voice only; other
 * media may wait for days.
 */
export const VISIT_LIMIT_MS = 2 * HOUR_MS;

/** True where the limit applies to a visit of that medium; a visit without one is a call. */
export const isLimitedMedia = (media: string | null | undefined): boolean =>
  media === null || media === undefined || media === 'voice';

/** How long an agent counts as where it was last said to be, by a source that sends snapshots (contract 4). */
export const AGENT_SILENCE_MS = 3 * MINUTE_MS;
