import type { EventType, Payload } from './vocabulary.ts';

/** Contract major that this program reads. */
export const CONTRACT_VERSION = 1;

/** Shard of events without a site; of all others the shard is the site. */
export const NO_SITE_SHARD = '_';

/** Producer id: unique per process role and stream. */
export const PRODUCER_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

/** Identity of an event: producer, epoch (start of the producer instance, ms UTC), sequence from 1. */
export interface EventIdentity {
  p: string;
  e: number;
  n: number;
}

interface EnvelopeOf<T extends EventType> extends EventIdentity {
  v: 1;
  t: T;
  /** When it happened by the source's clock, ms UTC. */
  at: number;
  d: Payload<T>;
}

/** An event of the contract, discriminated by `t`. */
export type ContactCentreEvent = { [T in EventType]: EnvelopeOf<T> }[EventType];

export type EventOf<T extends EventType> = Extract<ContactCentreEvent, { t: T }>;

/** Payload fields of every event, known type or not. */
export type CommonPayload = Partial<
  Pick<
    Payload<'ix.ended'>,
    | 'country'
    | 'site'
    | 'queue'
    | 'skill'
    | 'media'
    | 'direction'
    | 'fn'
    | 'agent'
    | 'team'
    | 'campaign'
    | 'list'
    | 'ix'
    | 'leg'
    | 'visit'
    | 'cust'
    | 'province'
    | 'city'
    | 'segment'
    | 'partner'
    | 'corr'
  >
>;

/** An event of a type that this version does not know: stored with its common fields, counted, not interpreted. */
export interface UnknownEvent extends EventIdentity {
  v: 1;
  t: string;
  at: number;
  d: CommonPayload;
}
