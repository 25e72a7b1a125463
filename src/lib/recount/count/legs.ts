import { endedIn, greatestSeconds, meanSeconds, share, total, type Numbers, type RecountPeriod } from '../period.ts';
import type { Thing, Things } from '../things.ts';

const isPrimary = ({ d }: Thing): boolean => (d.role ?? 'primary') === 'primary';

/** Legs by their end, handling by the end of the wrap-up, offers by their end (domain 1.2; contract 6). */
export function countLegs({ leg, handle, offer }: Things, period: RecountPeriod): Numbers {
  const handles = handle.filter((thing) => isPrimary(thing) && endedIn(thing, period));
  const ended = leg.filter((thing) => endedIn(thing, period));
  const legs = ended.filter(isPrimary);
  const held = legs.filter(({ d }) => d.holdMs > 0);
  const transferred = (...kinds: string[]): number =>
    legs.filter(({ d }) => kinds.includes((d.transfer?.kind as string | undefined) ?? '')).length;
  const offers = offer.filter((thing) => endedIn(thing, period));
  const talk = total(handles, ({ d }) => d.talkMs as number);
  const hold = total(handles, ({ d }) => d.holdMs as number);
  const acw = total(handles, ({ d }) => d.acwMs as number);
  return {
    handled: handles.length,
    aht: meanSeconds(talk + hold + acw, handles.length),
    talk_avg: meanSeconds(talk, handles.length),
    acw_avg: meanSeconds(acw, handles.length),
    hold_avg: meanSeconds(
      total(held, ({ d }) => d.holdMs as number),
      held.length,
    ),
    hold_rate: share(held.length, legs.length),
    hold_max: greatestSeconds(legs.flatMap(({ d }) => (typeof d.maxHoldMs === 'number' ? [d.maxHoldMs] : []))),
    transfer_rate: share(transferred('blind', 'consult', 'queue', 'external'), legs.length),
    transfers_blind: transferred('blind'),
    transfers_consult: transferred('consult'),
    transfers_queue: transferred('queue'),
    transfers_external: transferred('external'),
    conferences: ended.filter(({ d }) => d.role === 'conference').length,
    consults: ended.filter(({ d }) => d.role === 'consult').length,
    rona_rate: share(offers.filter(({ d }) => d.result === 'rona' || d.result === 'rejected').length, offers.length),
    short_calls: share(legs.filter(({ d }) => d.talkMs < 10_000).length, legs.length),
    agent_first_rate: share(legs.filter(({ d }) => d.endedBy === 'agent').length, legs.length),
  };
}
