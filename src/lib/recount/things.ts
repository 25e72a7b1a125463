import { isWellFormed } from './well-formed.ts';
import { order, type Payload, type RawEvent, type ReadEvents } from './raw-events.ts';

/** Something that is counted: a visit, a leg, an attempt ..., with what its event says of it. */
export interface Thing {
  site: string | null;
  key: string;
  /** ms UTC. */
  from: number;
  /** ms UTC; null while it lasts. */
  to: number | null;
  /** The payload whose dimensions it has. */
  d: Payload;
  event: RawEvent;
}

/** Everything that is counted, kind by kind. */
export type Things = Record<KindName, Thing[]>;

const KINDS = [
  'visit',
  'offer',
  'leg',
  'handle',
  'span',
  'arrival',
  'contact',
  'ivr',
  'response',
  'message',
  'dial',
  'campaign',
  'calling_list',
  'line',
  'work',
  'outcome',
  'survey',
  'qa',
  'metric',
  'schedule',
] as const;
type KindName = (typeof KINDS)[number];

const isInferring = (p: string): boolean => p.startsWith('floorlight-engine.');
const joined = (...parts: (string | number)[]): string => parts.join('\u001f');

interface Candidate extends Thing {
  /** What decides before the order of events: inferred or told, then the revision. */
  rank: number;
  rev: number;
}

/** Finds what is counted in a log: of several statements on one thing the one that holds by contract 3. */
export function thingsIn({ events, ofFacts }: ReadEvents): Things {
  const candidates = new Map<string, Candidate[]>();
  const put = (kind: KindName, candidate: Candidate): void => {
    const id = JSON.stringify([candidate.site, kind, candidate.key]);
    const others = candidates.get(id);
    if (others) others.push(candidate);
    else candidates.set(id, [candidate]);
  };
  for (const event of events) for (const [kind, candidate] of said(event)) put(kind, candidate);
  const givenSpans: Thing[] = [];
  const goneSpans = new Set<string>();
  for (const { event, site, kind, key, data } of ofFacts) {
    const type = CLOSING[kind as KindName];
    if (!type) continue;
    const given = data === null ? null : factGiven(event, type, { site, kind, key, data });
    // What is said of the fact is no whole payload of it: it says nothing.
    if (data !== null && !given) continue;
    const id = JSON.stringify([site, kind, key]);
    if (kind === 'span') {
      goneSpans.add(JSON.stringify([site, key]));
      if (given) givenSpans.push(given);
    } else if (given) candidates.set(id, [given as Candidate]);
    else candidates.delete(id);
  }
  const things = Object.fromEntries(KINDS.map((kind) => [kind, [] as Thing[]])) as Things;
  for (const [id, of] of candidates) {
    const kind = (JSON.parse(id) as [unknown, KindName])[1];
    things[kind].push(of.reduce((best, other) => (isStronger(other, best) ? other : best)));
  }
  const told = spansIn(events).filter(({ site, key }) => !goneSpans.has(JSON.stringify([site, key])));
  things.span = [...told, ...givenSpans];
  return things;
}

const isStronger = (a: Candidate, b: Candidate): boolean =>
  a.rank !== b.rank ? a.rank > b.rank : a.rev !== b.rev ? a.rev > b.rev : order(a.event, b.event) > 0;

interface FactTarget {
  site: string | null;
  kind: string;
  key: string;
  data: Payload;
}

/** The thing that a correction of a fact gives: what the event that tells the whole of it would say. */
function factGiven(event: RawEvent, t: string, { site, kind, key, data }: FactTarget): Thing | null {
  if (!isWellFormed(t, data)) return null;
  const [p, e, n] = key.split('\u001f');
  // Where the key is the identity of an event, the payload has no id to make it of.
  const asOriginal = { ...event, p: p!, e: Number(e), n: Number(n) };
  for (const teller of [event, asOriginal]) {
    const things =
      kind === 'span'
        ? spansSaid({ ...teller, t, d: data })
        : said({ ...teller, t, d: data }).map(([of, made]) => ({ of, ...made }));
    const found = things.find(
      (made) => made.key === key && made.site === site && (!('of' in made) || made.of === kind),
    );
    if (found) return { ...found, event };
  }
  return null;
}

/** The two stays that a change of state speaks of, the one that it ends first. */
function spansSaid(event: RawEvent): Thing[] {
  const { d } = event;
  const site = (d.site as string | undefined) ?? null;
  const stays: Thing[] = [];
  if (d.prev && d.prev.state !== 'LOGGED_OUT') {
    const before = { agent: d.agent, site: d.site, team: d.team, country: d.country, ...d.prev };
    const from = d.prev.enteredAt as number;
    stays.push({ site, key: joined(d.agent, from), from, to: d.enteredAt, d: before, event });
  }
  if (d.state !== 'LOGGED_OUT') {
    stays.push({ site, key: joined(d.agent, d.enteredAt), from: d.enteredAt, to: null, d, event });
  }
  return stays;
}

/** The event type whose payload tells the whole of a thing. */
const CLOSING: Partial<Record<KindName, string>> = {
  visit: 'queue.left',
  span: 'agent.state',
  arrival: 'ix.started',
  response: 'leg.updated',
  message: 'leg.updated',
  campaign: 'campaign.snapshot',
  calling_list: 'campaign.snapshot',
  line: 'line.status',
  offer: 'offer.ended',
  leg: 'leg.ended',
  handle: 'wrap.ended',
  ivr: 'ix.ivr',
  contact: 'ix.ended',
  dial: 'dial.attempt',
  work: 'work.changed',
  outcome: 'outcome.recorded',
  survey: 'survey.answered',
  qa: 'qa.scored',
  metric: 'metric.set',
  schedule: 'schedule.set',
};

/** What one event says. */
function said(event: RawEvent): [KindName, Candidate][] {
  const { t, p, e, n, at, d } = event;
  const told = isInferring(p) ? 1 : 2;
  const thing = (
    kind: KindName,
    key: string,
    from: number,
    to: number | null,
    rank = told,
    rev = 0,
    own: Payload = d,
  ) =>
    [kind, { site: (own.site as string | undefined) ?? null, key, from, to, d: own, event, rank, rev }] as [
      KindName,
      Candidate,
    ];
  const self = joined(p, e, n);
  switch (t) {
    case 'queue.entered':
      return [thing('visit', d.visit, d.enqueuedAt, null, 0)];
    case 'queue.left':
      return [thing('visit', d.visit, d.enqueuedAt, d.enqueuedAt + d.waitMs)];
    case 'offer.ended':
      return [thing('offer', joined(d.leg, d.agent, d.offeredAt), d.offeredAt, d.offeredAt + d.ringMs)];
    case 'leg.connected':
      return [thing('leg', d.leg, d.connectedAt, null, 0)];
    case 'leg.ended':
      return [thing('leg', d.leg, d.connectedAt, d.connectedAt + d.talkMs + (d.holdMs ?? 0))];
    case 'wrap.ended':
      return [thing('handle', d.leg, d.connectedAt ?? d.endedAt - d.talkMs - d.holdMs, d.endedAt + d.acwMs)];
    case 'ix.started':
      return [thing('arrival', d.ix, at, at), thing('contact', d.ix, at, null, 0)];
    case 'ix.ended':
      return [thing('contact', d.ix, d.startedAt ?? at, d.endedAt ?? at)];
    case 'ix.ivr': {
      const began = typeof d.startedAt === 'number';
      const to = began && typeof d.ivrMs === 'number' ? d.startedAt + d.ivrMs : at;
      return [thing('ivr', began ? joined(d.ix, d.startedAt) : self, d.startedAt ?? at, to)];
    }
    case 'leg.updated':
      return [
        ...(d.change === 'first_response' ? [thing('response', self, at, at)] : []),
        ...(['first_response', 'agent_message', 'customer_message'].includes(d.change as string)
          ? [thing('message', self, at, at)]
          : []),
      ];
    case 'dial.attempt':
      return [thing('dial', d.attempt ?? self, at, at)];
    case 'campaign.snapshot': {
      const lists = Array.isArray(d.list) ? (d.list as Payload[]) : [];
      const common = lists.length > 0 || Array.isArray(d.list) ? { ...d, list: undefined } : d;
      return [
        thing('campaign', self, at, at, told, 0, common),
        ...lists.map((list) => thing('calling_list', joined(self, list.list), at, at, told, 0, { ...d, ...list })),
      ];
    }
    case 'line.status':
      return [thing('line', self, at, at)];
    case 'work.changed': {
      const over = d.status === 'done' || d.status === 'cancelled';
      return [thing('work', d.item, d.createdAt ?? at, over ? (d.doneAt ?? at) : null, told, d.rev)];
    }
    case 'outcome.recorded':
      return [thing('outcome', self, at, at)];
    case 'survey.answered':
      return [thing('survey', joined(d.survey, d.stage), at, at)];
    case 'qa.scored':
      return [thing('qa', d.evaluation ?? self, at, at)];
    case 'metric.set': {
      const scope = Object.entries((d.scope ?? {}) as Payload).sort(([a], [b]) => (a < b ? -1 : 1));
      const named = Object.fromEntries(scope.filter(([, value]) => typeof value === 'string'));
      const { from, to } = d.period as { from: number; to: number };
      const key = joined(d.metric, from, to, JSON.stringify(scope), d.source ?? '');
      return [thing('metric', key, from, to, told, d.rev ?? 0, { ...d, ...named })];
    }
    case 'schedule.set': {
      const parts = (d.segments ?? []) as Payload[];
      const from = parts.length === 0 ? at : Math.min(...parts.map((part) => part.from as number));
      const to = parts.length === 0 ? at : Math.max(...parts.map((part) => part.to as number));
      const key = d.agent === undefined || d.day === undefined ? self : joined(d.agent, d.day);
      return [thing('schedule', key, from, to, told, d.rev ?? 0)];
    }
    default:
      return [];
  }
}

/** An agent's stays in its states: who tells the beginning best, and who tells the end. */
function spansIn(events: readonly RawEvent[]): Thing[] {
  interface Telling {
    event: RawEvent;
    strength: number;
    d: Payload;
  }
  interface Ending {
    event: RawEvent;
    strength: number;
    to: number | null;
  }
  const openings = new Map<string, Telling[]>();
  const endings = new Map<string, Ending[]>();
  const push = <Item>(map: Map<string, Item[]>, key: string, item: Item): void => {
    const items = map.get(key);
    if (items) items.push(item);
    else map.set(key, [item]);
  };
  for (const event of events) {
    if (event.t !== 'agent.state') continue;
    const { d } = event;
    const inferred = isInferring(event.p);
    const keyOf = (enteredAt: number): string => JSON.stringify([d.site ?? null, joined(d.agent, enteredAt)]);
    if (d.prev && d.prev.state !== 'LOGGED_OUT') {
      const before = { agent: d.agent, site: d.site, team: d.team, country: d.country, ...d.prev };
      push(openings, keyOf(d.prev.enteredAt), { event, strength: inferred ? 0 : 2, d: before });
      push(endings, keyOf(d.prev.enteredAt), { event, strength: inferred ? 1 : 2, to: d.enteredAt });
    }
    if (d.state !== 'LOGGED_OUT') {
      push(openings, keyOf(d.enteredAt), { event, strength: inferred ? 1 : 3, d });
      if (inferred) push(endings, keyOf(d.enteredAt), { event, strength: 1, to: null });
    }
  }
  const best = <Item extends { event: RawEvent; strength: number }>(items: readonly Item[]): Item =>
    items.reduce((a, b) => ((b.strength - a.strength || order(b.event, a.event)) > 0 ? b : a));
  return [...openings].map(([id, tellings]) => {
    const { event, d } = best(tellings);
    const ended = endings.get(id);
    const [site, key] = JSON.parse(id) as [string | null, string];
    return { site, key, from: d.enteredAt as number, to: ended ? best(ended).to : null, d, event };
  });
}
