import { DAY_MS } from '../time/interval.ts';

/**
 * A span that is longer is dirt: a clock that was years off, a log-out that nobody sent. It counts as it stands, but it is
 * not written into every quarter hour that it touches.
 */
export const LONG_SPAN_MS = 7 * DAY_MS;
