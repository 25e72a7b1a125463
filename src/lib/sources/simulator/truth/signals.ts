import type { Payload } from '../../../events/vocabulary.ts';
import { SLOT_MS, slotOf } from '../../../time/interval.ts';
import { Tally, type Keys } from './tally.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What a source showed last of a series before the end of a quarter hour. */
interface Shown {
  tally: Tally;
  keys: Keys;
  at: number;
  values: Record<string, number>;
}

/** Contacts as wholes, first answers in writing, and what switches and dialers show of lines, campaigns and lists. */
export class Signals {
  readonly contacts = new Tally('site');
  readonly responses = new Tally('site', 'queue');
  readonly lines = new Tally('site');
  readonly campaigns = new Tally('site', 'campaign');
  private readonly begun = new Map<string, number>();
  /** By series and end of the quarter hour: the newest that was shown before it. */
  private readonly shown = new Map<string, Shown>();
  /** By calling list: the newest of every quarter hour, by its end; each stands for a day, or until the next one. */
  private readonly lists = new Map<string, Map<number, Shown>>();

  /** `at`: the floor's time; `shown`: what the teller's clock shows then. */
  started(at: number, shown: number, { ix, site, origin }: Payload<'ix.started'>): void {
    this.begun.set(ix, at);
    this.contacts.add(shown, [site], 'started');
    if (origin) this.contacts.add(shown, [site], `started.${origin}`);
  }

  /** `shown`: null where it ended before the telling began. */
  ended(at: number, shown: number | null, { ix, site }: Payload<'ix.ended'>): void {
    const begun = this.begun.get(ix);
    if (begun === undefined) throw new Error(`The contact ${ix} ended and never began: the floor contradicts itself.`);
    this.begun.delete(ix);
    if (shown === null) return;
    this.contacts.add(shown, [site], 'ended');
    this.contacts.add(shown, [site], 'lastedMs', at - begun);
  }

  responded(shown: number, { site, queue, change, firstResponseMs }: Payload<'leg.updated'>): void {
    if (change !== 'first_response' || firstResponseMs === undefined) return;
    this.responses.add(shown, [site, queue], 'responses');
    this.responses.add(shown, [site, queue], 'responseMs', firstResponseMs);
    this.responses.sample(shown, [site, queue], 'response', firstResponseMs);
  }

  line(at: number, { site, trunkGroup, link, direction, inUse = 0, capacity = 0 }: Payload<'line.status'>): void {
    this.lines.greatest(at, [site], `peak.${direction}`, inUse);
    const values = { inUse, [`inUse.${direction}`]: inUse, capacity };
    const series = ['line', site, trunkGroup, link, direction].join('\n');
    this.show(series, { tally: this.lines, keys: [site], at, values }, MINUTE_MS);
  }

  campaign(at: number, d: Payload<'campaign.snapshot'>): void {
    const { site, campaign, agentsReady = 0, agentsAssigned = 0, queuedLive = 0, list } = d;
    const shown = { tally: this.campaigns, keys: [site, campaign], at };
    const values = { agentsReady, agentsAssigned, queuedLive };
    this.show(['campaign', site, campaign].join('\n'), { ...shown, values }, 2 * MINUTE_MS);
    if (!Array.isArray(list)) return;
    for (const { list: id, records = 0, attempted = 0, closed = 0, left = 0 } of list) {
      const counted = { records, attempted, closed, left };
      this.showList([site, campaign, id].join('\n'), { ...shown, values: counted });
    }
  }

  /** `at`: when the telling ends. */
  finish(at: number): void {
    for (const bySlot of this.lists.values()) this.standLists(bySlot, at);
    this.lists.clear();
    for (const { tally, keys, at, values } of this.shown.values()) {
      for (const [field, value] of Object.entries(values)) tally.add(at, keys, field, value);
    }
    this.shown.clear();
  }

  private showList(series: string, shown: Shown): void {
    let bySlot = this.lists.get(series);
    if (!bySlot) this.lists.set(series, (bySlot = new Map()));
    const boundary = slotOf(shown.at) + SLOT_MS;
    const known = bySlot.get(boundary);
    if (!known || known.at <= shown.at) bySlot.set(boundary, shown);
  }

  /** Adds a list to the end of every quarter hour at which it stands. */
  private standLists(bySlot: ReadonlyMap<number, Shown>, until: number): void {
    let standing: Shown | undefined;
    for (let boundary = Math.min(...bySlot.keys()); boundary <= until; boundary += SLOT_MS) {
      standing = bySlot.get(boundary) ?? standing;
      if (!standing || boundary - standing.at > DAY_MS) continue;
      for (const [field, value] of Object.entries(standing.values))
        standing.tally.add(boundary - 1, standing.keys, field, value);
    }
  }

  private show(series: string, shown: Shown, standsForMs: number): void {
    const boundary = slotOf(shown.at) + SLOT_MS;
    if (boundary - shown.at > standsForMs) return;
    const name = `${boundary}\n${series}`;
    const known = this.shown.get(name);
    if (!known || known.at <= shown.at) this.shown.set(name, shown);
  }
}
