import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { PRIMARY } from '../conditions.ts';

const handles = (column: string): Aggregate => ({ fact: 'handle', when: 'end', take: { sum: column }, where: PRIMARY });
const legs = (...where: Condition[]): Aggregate => ({ fact: 'leg', when: 'end', take: 'count', where: both(...where) });
const offers = (where?: Condition): Aggregate => ({ fact: 'offer', when: 'end', take: 'count', where });

/** Legs of agents, their handling, and the offers of contacts to agents. */
export const LEG_AGGREGATES = {
  // Legs that an agent finished handling.
  handled: { fact: 'handle', when: 'end', take: 'count', where: PRIMARY },
  talk: handles('talk'),
  hold: handles('hold'),
  acw: handles('acw'),
  // Legs by their end.
  legs_ended: legs(PRIMARY),
  legs_held: legs(PRIMARY, { column: 'hold', above: 0 }),
  legs_hold_time: {
    fact: 'leg',
    when: 'end',
    take: { sum: 'hold' },
    where: both(PRIMARY, { column: 'hold', above: 0 }),
  },
  legs_longest_hold: { fact: 'leg', when: 'end', take: { max: 'longest_hold' }, where: PRIMARY },
  legs_short: legs(PRIMARY, { column: 'talk', below: 10_000 }),
  legs_ended_by_agent: legs(PRIMARY, { column: 'ended_by', is: ['agent'] }),
  transfers_blind: legs(PRIMARY, { column: 'transfer', is: ['blind'] }),
  transfers_consult: legs(PRIMARY, { column: 'transfer', is: ['consult'] }),
  transfers_queue: legs(PRIMARY, { column: 'transfer', is: ['queue'] }),
  transfers_external: legs(PRIMARY, { column: 'transfer', is: ['external'] }),
  conferences: legs({ column: 'role', is: ['conference'] }),
  consults: legs({ column: 'role', is: ['consult'] }),
  // Offers to agents.
  offers_made: offers(),
  offers_missed: offers({ column: 'result', is: ['rona', 'rejected'] }),
} as const satisfies Record<string, Aggregate>;
