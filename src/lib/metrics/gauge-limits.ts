import { HOUR_MS, MINUTE_MS } from '../time/interval.ts';
import type { FactKind } from './fact-kinds.ts';

/**
 * How long a visit can stand in a gauge (contract 4): an older one changes facts, not what waits now. Voice only; other
 * media may wait for days.
 */
export const VISIT_LIMIT_MS = 2 * HOUR_MS;

/** The same for facts of a kind; those of other kinds stand for as long as they are open. A contact has the limit of a leg. */
export const GAUGE_LIMIT_MS: Partial<Record<FactKind, number>> = { visit: VISIT_LIMIT_MS, contact: 4 * HOUR_MS };

/** True where the limit applies to a visit of that medium; a visit without one is a call. */
export const isLimitedMedia = (media: string | null | undefined): boolean =>
  media === null || media === undefined || media === 'voice';

/** How long an agent counts as where it was last said to be, by a source that sends snapshots (contract 4). */
export const AGENT_SILENCE_MS = 3 * MINUTE_MS;
