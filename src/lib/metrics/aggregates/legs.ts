import { both, type Aggregate, type Condition } from '../aggregate.ts';

const primary: Condition = { column: 'role', is: ['primary'] };
const handles = (column: string): Aggregate => ({ fact: 'handle', when: 'end', take: { sum: column }, where: primary });
const legs = (...where: Condition[]): Aggregate => ({ fact: 'leg', when: 'end', take: 'count', where: both(...where) });
const offers = (where?: Condition): Aggregate => ({ fact: 'offer', when: 'end', take: 'count', where });

/** Legs of agents, their handling, and the offers of contacts to agents. */
export const LEG_AGGREGATES = {
  // Legs that an agent finished handling.
  handled: { fact: 'handle', when: 'end', take: 'count', where: primary },
  talk: handles('talk'),
  hold: handles('hold'),
  acw: handles('acw'),
  // Legs by their end.
  legs_ended: legs(primary),
  legs_held: legs(primary, { column: 'hold', above: 0 }),
  legs_hold_time: {
    fact: 'leg',
    when: 'end',
    take: { sum: 'hold' },
    where: both(primary, { column: 'hold', above: 0 }),
  },
  legs_longest_hold: { fact: 'leg', when: 'end', take: { max: 'longest_hold' }, where: primary },
  legs_short: legs(primary, { column: 'talk', below: 10_000 }),
  legs_ended_by_agent: legs(primary, { column: 'ended_by', is: ['agent'] }),
  transfers_blind: legs(primary, { column: 'transfer', is: ['blind'] }),
  transfers_consult: legs(primary, { column: 'transfer', is: ['consult'] }),
  transfers_queue: legs(primary, { column: 'transfer', is: ['queue'] }),
  transfers_external: legs(primary, { column: 'transfer', is: ['external'] }),
  conferences: legs({ column: 'role', is: ['conference'] }),
  consults: legs({ column: 'role', is: ['consult'] }),
  // Offers to agents.
  offers_made: offers(),
  offers_missed: offers({ column: 'result', is: ['rona', 'rejected'] }),
} as const satisfies Record<string, Aggregate>;
