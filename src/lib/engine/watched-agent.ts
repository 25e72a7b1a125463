import type { EventIdentity, EventOf } from '../events/envelope.ts';
import { spanKey } from '../metrics/facts.ts';
import type { Inferred, Standings } from './inferred-event.ts';

export type AgentState = EventOf<'agent.state'>['d']['state'];
export type EventStamp = EventIdentity & { at: number };

/** A state that an agent was heard to enter. */
export interface KnownState {
  stamp: EventStamp;
  receivedAt: number;
  d: EventOf<'agent.state'>['d'];
  /** Key of its span. */
  key: string;
  /** True while nothing told the end of its span. */
  open: boolean;
}

/** What the newest snapshot that lists the agent says of it. */
export interface Listing {
  stamp: EventStamp;
  corr: string | null;
  receivedAt: number;
  state: AgentState;
  reason: string | undefined;
  enteredAt: number;
}

/** Instants of one state that differ by less are the same: sources round what they put into a snapshot. */
const SAME_ENTRY_MS = 2_000;
const CLOSED_STATES_KEPT = 4;

/** What was heard of one agent, as plain data. */
export interface WatchedAgent {
  site: string | null;
  agent: string;
  /** By enteredAt, ascending: every open one, and the newest of the others. */
  states: KnownState[];
  /** The newest agent.state that a source sent; null before the first. */
  newest: EventStamp | null;
  listing: Listing | null;
  /** The producer that last spoke of the agent. */
  source: string;
  /** The newest instant at which a source said where the agent is, and when that was received. */
  confirmedAt: number;
  confirmedReceivedAt: number;
}

/** The state that an agent entered at an instant, if it is known. */
export const stateEnteredAt = ({ states }: WatchedAgent, enteredAt: number): KnownState | undefined => {
  for (let place = states.length - 1; place >= 0; place -= 1) {
    const known = states[place]!;
    if (known.d.enteredAt <= enteredAt) return known.d.enteredAt === enteredAt ? known : undefined;
  }
  return undefined;
};

/** Puts a state in, and looks again at which spans are open. Gives the number of spans that closed by it. */
export function addState(agent: WatchedAgent, arriving: KnownState | null, spans: Standings): number {
  const { site, states } = agent;
  let closed = 0;
  if (arriving) insert(states, arriving);
  for (let place = 0; place < states.length; place += 1) {
    const known = states[place]!;
    if (!known.open && known !== arriving) continue;
    const open = spans.standing(site, known.key) === 'open';
    if (known.open && !open && known !== arriving) closed += 1;
    known.open = open && known.d.state !== 'LOGGED_OUT';
  }
  if (agent.states.length > 2 * CLOSED_STATES_KEPT) {
    let surplus = agent.states.length - CLOSED_STATES_KEPT;
    agent.states = agent.states.filter(({ open }) => open || surplus-- <= 0);
  }
  return closed;
}

function insert(states: KnownState[], arriving: KnownState): void {
  let place = states.length;
  while (place > 0 && states[place - 1]!.d.enteredAt > arriving.d.enteredAt) place -= 1;
  if (place > 0 && states[place - 1]!.d.enteredAt === arriving.d.enteredAt) states[place - 1] = arriving;
  else if (place === states.length) states.push(arriving);
  else states.splice(place, 0, arriving);
}

/** An end of a span by the state that follows it: that state, as it was told, with the span as its `prev`. */
export const endedByNext = (span: KnownState, next: KnownState): Inferred => ({
  key: `next ${next.stamp.at} ${next.d.enteredAt} ${span.key} ${next.d.site ?? ''}`,
  event: { t: 'agent.state', at: next.stamp.at, d: { ...next.d, prev: previous(span) } },
});

/** An end of a span by nothing: the agent is not there any more, and nobody said why. */
export const endedAsUnknown = ({ d, key }: KnownState, atMs: number): Inferred => ({
  key: `unknown ${atMs} ${key} ${d.site ?? ''}`,
  event: {
    t: 'agent.state',
    at: atMs,
    d: {
      ...whoIs(d),
      agent: d.agent,
      state: 'LOGGED_OUT',
      reason: 'unknown',
      enteredAt: atMs,
      by: 'system',
      prev: previous({ d }),
    },
  },
});

/**
 * What follows from a snapshot's word on an agent: the state that it lists stands, and every other span has ended.
 * Nothing where a source told the end of the listed state.
 */
export function healed(agent: WatchedAgent, listing: Listing, spans: Standings): Inferred[] {
  const { state, reason } = listing;
  const match = agent.states.findLast(
    ({ d }) =>
      d.enteredAt === listing.enteredAt ||
      (d.state === state && Math.abs(d.enteredAt - listing.enteredAt) <= SAME_ENTRY_MS),
  );
  const enteredAt = match?.d.enteredAt ?? listing.enteredAt;
  const standing = match?.open ? 'open' : spans.standing(agent.site, spanKey(agent.agent, enteredAt));
  if (standing === 'closed') return [];
  const others = agent.states.filter((known) => known.open && known !== match);
  const known = agent.states.at(-1)?.d;
  const d: EventOf<'agent.state'>['d'] = {
    ...(known ? whoIs(known) : agent.site === null ? {} : { site: agent.site }),
    agent: agent.agent,
    state,
    ...(reason === undefined ? {} : { reason }),
    enteredAt,
    by: 'system',
  };
  const found: Inferred[] = [];
  const { at } = listing.stamp;
  let told = standing === 'open' || state === 'LOGGED_OUT';
  for (const span of others) {
    if (span.d.enteredAt > enteredAt) found.push(endedAsUnknown(span, Math.max(at, span.d.enteredAt)));
    else {
      found.push({
        key: `listed ${at} ${enteredAt} ${span.key} ${agent.site ?? ''}`,
        event: { t: 'agent.state', at, d: { ...d, prev: previous(span) } },
      });
      told = true;
    }
  }
  if (!told) {
    const key = `listed ${at} ${spanKey(agent.agent, enteredAt)} ${agent.site ?? ''}`;
    found.push({ key, event: { t: 'agent.state', at, d } });
  }
  return found;
}

const previous = ({ d: { state, direction, reason, enteredAt } }: Pick<KnownState, 'd'>) => ({
  state,
  ...(direction === undefined ? {} : { direction }),
  ...(reason === undefined ? {} : { reason }),
  enteredAt,
});

const whoIs = ({ country, site, team }: KnownState['d']) => ({
  ...(country === undefined ? {} : { country }),
  ...(site === undefined ? {} : { site }),
  ...(team === undefined ? {} : { team }),
});
