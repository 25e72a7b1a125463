import type { EventOf } from '../../events/envelope.ts';
import type { FactOfKind } from '../fact.ts';
import { flag, identityKey, instantFact } from './make-fact.ts';

/** What a switch says of a group of lines, or of a network link. */
export function lineSample(event: EventOf<'line.status'>): FactOfKind<'line'> {
  const { d } = event;
  return instantFact(event, 'line', identityKey(event), {
    trunk_group: d.trunkGroup ?? null,
    link: d.link ?? null,
    carrier: d.carrier ?? null,
    capacity: d.capacity ?? null,
    in_use: d.inUse ?? null,
    blocked_total: d.blockedTotal ?? null,
    up: flag(d.up),
  });
}
