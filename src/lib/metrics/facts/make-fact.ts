import type { CommonPayload, ContactCentreEvent } from '../../events/envelope.ts';
import { isInferringProducer } from '../../events/own-producers.ts';
import type { DimensionValues } from '../dimensions.ts';
import type { FactColumns, FactKind } from '../fact-kinds.ts';
import { RANK, type FactOfKind, type FactStamp, type Rank } from '../fact.ts';
import { SEPARATOR } from '../separator.ts';

export { SEPARATOR };

/** Rank of what an event says of an end: told, or inferred. */
export const closedRank = (event: ContactCentreEvent): Rank =>
  isInferringProducer(event.p) ? RANK.inferred : RANK.closed;

export const stampOf = ({ at, p, e, n }: ContactCentreEvent, rank: Rank): FactStamp => ({ rank, rev: 0, at, p, e, n });

/** Every fact is made here: one shape for all of them is what the stores read fastest. */
export function fact<Kind extends FactKind>(
  event: ContactCentreEvent,
  kind: Kind,
  key: string,
  rank: Rank,
  from: number,
  to: number | null,
  measures: FactColumns<Kind>,
): FactOfKind<Kind> {
  const { at, p, e, n, d } = event;
  return {
    kind,
    key,
    rank,
    rev: 0,
    at,
    p,
    e,
    n,
    from,
    to,
    dims: dimensionsOf(d as CommonPayload),
    ix: d.ix ?? null,
    cust: d.cust ?? null,
    measures,
    end: null,
  } as unknown as FactOfKind<Kind>;
}

/** Written out by name: this runs for every fact, and the same fields in the same order are read fastest. */
export function dimensionsOf(d: CommonPayload): Required<DimensionValues> {
  return {
    site: d.site ?? null,
    queue: d.queue ?? null,
    skill: d.skill ?? null,
    media: d.media ?? null,
    direction: d.direction ?? null,
    fn: d.fn ?? null,
    agent: d.agent ?? null,
    team: d.team ?? null,
    campaign: d.campaign ?? null,
    list: d.list ?? null,
    country: d.country ?? null,
    province: d.province ?? null,
    city: d.city ?? null,
    segment: d.segment ?? null,
    partner: d.partner ?? null,
  };
}

/** Key of a fact whose event has no id of its own: the identity of the event. */
export const identityKey = ({ p, e, n }: ContactCentreEvent): string => p + SEPARATOR + e + SEPARATOR + n;

/** A fact of one instant: that of its event. */
export const instantFact = <Kind extends FactKind>(
  event: ContactCentreEvent,
  kind: Kind,
  key: string,
  measures: FactColumns<Kind>,
): FactOfKind<Kind> => fact(event, kind, key, closedRank(event), event.at, event.at, measures);

/** A number in millionths, rounded: what columns of type `decimal` hold. */
export const millionths = (value: number | undefined | null): number | null =>
  value === undefined || value === null ? null : Math.round(value * 1_000_000);

/** 1, 0 or null: what columns of type `flag` hold. */
export const flag = (value: boolean | undefined | null): 0 | 1 | null =>
  value === undefined || value === null ? null : value ? 1 : 0;
