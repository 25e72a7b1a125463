import type { Condition } from './aggregate.ts';
import { OFFER_KINDS } from './second-order.ts';

/** The agent's own part of a contact; consults and conferences are parts of others. */
export const PRIMARY: Condition = { column: 'role', is: ['primary'] };

export const INBOUND: Condition = { dimension: 'direction', in: ['in'] };
export const OUTBOUND: Condition = { dimension: 'direction', in: ['out'] };

/** An item of work that was done, and not cancelled. */
export const DONE: Condition = { column: 'status', is: ['done'] };

/** An outcome that offers something to buy, or follows from such an offer. */
export const SELLING: Condition = { column: 'outcome_kind', is: OFFER_KINDS };
