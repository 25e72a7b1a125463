import { HOUR_MS } from '../time/interval.ts';

/** A producer stands behind the numbers of a site for this long after it was last heard there. */
export const SCOPE_MS = 24 * HOUR_MS;
