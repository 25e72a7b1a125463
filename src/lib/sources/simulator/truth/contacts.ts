import type { Payload } from '../../../events/vocabulary.ts';
import { Tally, type Keys } from './tally.ts';

interface Conversation {
  connectedAt: number;
  heldSince: number | null;
  holdMs: number;
  longestHoldMs: number;
  /** Set when talk and hold are over. */
  endedAt: number | null;
  talkMs: number;
}

type Where = Pick<Payload<'leg.ended'>, 'site' | 'queue' | 'campaign' | 'team' | 'media'>;

/** Conversations of agents, timed by the clock on the wall from connect to the end of the wrap-up. */
export class Contacts {
  readonly byQueue = new Tally('site', 'queue');
  readonly byCampaign = new Tally('site', 'campaign');
  readonly byTeam = new Tally('site', 'team');
  private readonly conversations = new Map<string, Conversation>();

  connected(at: number, { leg }: Payload<'leg.connected'>): void {
    this.conversations.set(leg, {
      connectedAt: at,
      heldSince: null,
      holdMs: 0,
      longestHoldMs: 0,
      endedAt: null,
      talkMs: 0,
    });
  }

  updated(at: number, { leg, change }: Payload<'leg.updated'>): void {
    const talk = this.conversation(leg);
    if (change === 'hold_on') talk.heldSince = at;
    else if (change === 'hold_off') release(talk, at);
  }

  ended(at: number, d: Payload<'leg.ended'>): void {
    const talk = this.conversation(d.leg);
    release(talk, at);
    talk.talkMs = at - talk.connectedAt - talk.holdMs;
    // Several chats at once: only the desk knows how long the agent looked at this one.
    if (isWritten(d)) talk.talkMs = d.talkMs;
    talk.endedAt = isWritten(d) ? talk.connectedAt + talk.talkMs + talk.holdMs : at;
    const { role = 'primary', transfer, endedBy } = d;
    this.everywhere(talk.endedAt, d, (add, greatest) => {
      if (role === 'consult') add('consults');
      if (role === 'conference') add('conferences');
      if (role !== 'primary') return;
      add('legsEnded');
      if (talk.holdMs > 0) add('legsHeld');
      add('legsHoldMs', talk.holdMs);
      greatest('longestHoldMs', talk.longestHoldMs);
      if (talk.talkMs < 10_000) add('shortCalls');
      if (endedBy === 'agent') add('endedByAgent');
      if (transfer) add(`transfer.${transfer.kind}`);
    });
  }

  wrapped(at: number, d: Payload<'wrap.ended'>): void {
    const talk = this.conversation(d.leg);
    this.conversations.delete(d.leg);
    if (talk.endedAt === null) throw new Error(`The leg ${d.leg} was wrapped up before it ended.`);
    if ((d.role ?? 'primary') !== 'primary') return;
    const acwMs = isWritten(d) ? d.acwMs : at - talk.endedAt;
    this.everywhere(isWritten(d) ? d.endedAt + acwMs : at, d, (add) => {
      add('handled');
      add('talkMs', talk.talkMs);
      add('holdMs', talk.holdMs);
      add('acwMs', acwMs);
      if (d.rpc) add('rightParties');
    });
  }

  offered(at: number, { result, ...where }: Payload<'offer.ended'>): void {
    this.everywhere(at, where, (add) => {
      add('offersMade');
      add(`offer.${result}`);
      if (result === 'rona' || result === 'rejected') add('offersMissed');
    });
  }

  private conversation(leg: string): Conversation {
    const talk = this.conversations.get(leg);
    if (!talk) throw new Error(`The leg ${leg} was never connected: the floor contradicts itself.`);
    return talk;
  }

  private everywhere(
    at: number,
    { site, queue, campaign, team }: Where,
    note: (add: (field: string, amount?: number) => void, greatest: (field: string, value: number) => void) => void,
  ): void {
    const scopes: readonly [Tally, Keys][] = [
      [this.byQueue, [site, queue]],
      [this.byCampaign, [site, campaign]],
      [this.byTeam, [site, team]],
    ];
    for (const [tally, keys] of scopes) {
      note(
        (field, amount = 1) => tally.add(at, keys, field, amount),
        (field, value) => tally.greatest(at, keys, field, value),
      );
    }
  }
}

const isWritten = ({ media = 'voice' }: Where): boolean => media !== 'voice';

function release(talk: Conversation, at: number): void {
  if (talk.heldSince === null) return;
  const heldMs = at - talk.heldSince;
  talk.holdMs += heldMs;
  talk.longestHoldMs = Math.max(talk.longestHoldMs, heldMs);
  talk.heldSince = null;
}
