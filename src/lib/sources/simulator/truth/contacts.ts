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

interface Wrap {
  at: number;
  d: Payload<'wrap.ended'>;
  acwMs: number;
  talk: Conversation;
}

/** How long after it a wrap-up may be taken back. */
const CORRECTED_WITHIN_MS = 7_200_000;

type Where = Pick<Payload<'leg.ended'>, 'site' | 'queue' | 'campaign' | 'team' | 'media'>;

/** Conversations of agents, timed by the clock on the wall from connect to the end of the wrap-up. */
export class Contacts {
  readonly byQueue = new Tally('site', 'queue');
  readonly byCampaign = new Tally('site', 'campaign');
  readonly byTeam = new Tally('site', 'team');
  private readonly conversations = new Map<string, Conversation>();
  /** Wrap-ups that may still be taken back, in two generations: an older one is let go as a whole. */
  private wraps: [Map<string, Wrap>, Map<string, Wrap>] = [new Map(), new Map()];
  private wrapsSince = Number.NEGATIVE_INFINITY;

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
      // Nobody is put on hold in writing.
      if (!isWritten(d)) greatest('longestHoldMs', talk.longestHoldMs);
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
    const wrap = { at: isWritten(d) ? d.endedAt + acwMs : at, d, acwMs, talk };
    this.count(wrap, 1);
    if (at - this.wrapsSince > CORRECTED_WITHIN_MS) {
      this.wraps = [new Map(), this.wraps[0]];
      this.wrapsSince = at;
    }
    this.wraps[0].set(d.leg, wrap);
  }

  /** A wrap-up that never was is taken back; one that only says something else now counts as before. */
  corrected({ op, leg }: Payload<'correction'>): void {
    if (op !== 'void' || leg === undefined) return;
    const wrap = this.wraps[0].get(leg) ?? this.wraps[1].get(leg);
    if (!wrap) throw new Error(`The wrap-up of ${leg} is taken back and was not told lately.`);
    this.count(wrap, -1);
  }

  private count({ at, d, acwMs, talk }: Wrap, sign: 1 | -1): void {
    this.everywhere(at, d, (add) => {
      add('handled', sign);
      add('talkMs', sign * talk.talkMs);
      add('holdMs', sign * talk.holdMs);
      add('acwMs', sign * acwMs);
      if (d.rpc) add('rightParties', sign);
      if (d.direction === 'out') add('handledOut', sign);
      if (d.topic !== undefined) add('withTopic', sign);
      if (d.resolvedFlag !== undefined) add('judgedByAgent', sign);
      if (d.resolvedFlag) add('resolvedByAgent', sign);
      if (d.media !== undefined && d.media !== 'work') add('inMedium', sign);
      if (d.media !== undefined && d.media !== 'work' && isWritten(d)) add('written', sign);
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
