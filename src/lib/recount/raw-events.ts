import { isWellFormed } from './well-formed.ts';

/** An event as its line has it, read by nothing but JSON.parse. */
export interface RawEvent {
  t: string;
  p: string;
  e: number;
  n: number;
  at: number;
  d: Payload;
  receivedAt: number;
}

// The second counter reads what stands in the log, without the schemas of the first.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Payload = Record<string, any>;

export interface RawLine {
  line: string;
  /** ms UTC. */
  receivedAt: number;
}

const idOf = ({ p, e, n }: { p: string; e: number; n: number }): string => JSON.stringify([p, e, n]);

/** Total order of events (contract 4). Negative where `a` is before `b`. */
export function order(a: RawEvent, b: RawEvent): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.p !== b.p) return a.p < b.p ? -1 : 1;
  return a.e !== b.e ? a.e - b.e : a.n - b.n;
}

/** A correction in force that names a fact instead of an event. */
export interface FactCorrection {
  event: RawEvent;
  site: string | null;
  kind: string;
  key: string;
  /** Null: void. */
  data: Payload | null;
}

export interface ReadEvents {
  /** Each once, as its corrections leave it; voided ones and corrections are not among them. */
  events: RawEvent[];
  ofFacts: FactCorrection[];
  /** Corrections in force. */
  corrections: number;
}

/** Reads lines in the order of their receipt: of one (p, e, n) the first received holds; corrections are applied. */
export function readEvents(lines: readonly RawLine[]): ReadEvents {
  const first = new Map<string, RawEvent>();
  for (const { line, receivedAt } of [...lines].sort((a, b) => a.receivedAt - b.receivedAt)) {
    const { t, p, e, n, at, d } = JSON.parse(line) as RawEvent;
    const id = idOf({ p, e, n });
    if (!first.has(id)) first.set(id, { t, p, e, n, at, d, receivedAt });
  }
  const corrections = [...first.values()].filter(({ t }) => t === 'correction').sort((a, b) => order(b, a));
  const byTarget = new Map<string, RawEvent[]>();
  for (const correction of corrections) {
    const { p, e, n, fact } = correction.d.target as Payload;
    if (fact !== undefined) continue;
    const id = idOf({ p, e, n } as RawEvent);
    byTarget.set(id, [...(byTarget.get(id) ?? []), correction]);
  }

  /** The event as the greatest correction of it leaves it that is itself in force; null where it is void. */
  function corrected(event: RawEvent, path: readonly RawEvent[] = []): RawEvent | null {
    for (const other of byTarget.get(idOf(event)) ?? []) {
      // A chain that leads back to where it began corrects nothing.
      if (other === event || path.includes(other)) continue;
      const said = corrected(other, [...path, event]);
      if (!said) continue;
      if (said.d.op === 'void') return null;
      const data = said.d.data as Payload | undefined;
      // What cannot be taken corrects nothing: the next one holds.
      if (data && !isWellFormed(event.t, data)) continue;
      if (!data || (event.t === 'correction' && !isSameTarget(data.target as Payload, event.d.target as Payload)))
        continue;
      return { ...event, d: data };
    }
    return event;
  }

  const standing = corrections.flatMap((event) => corrected(event) ?? []);
  const events: RawEvent[] = [];
  for (const [id, event] of first) {
    if (event.t === 'correction') continue;
    const left = byTarget.has(id) ? corrected(event) : event;
    if (left) events.push(left);
  }
  const ofFacts = new Map<string, FactCorrection>();
  for (const event of [...standing].reverse()) {
    const { target, op, data, site } = event.d as { target: Payload; op: string; data?: Payload; site?: string };
    if (typeof target.fact !== 'string') continue;
    const correction = { event, site: site ?? null, kind: target.fact, key: String(target.key) };
    ofFacts.set(JSON.stringify([correction.site, correction.kind, correction.key]), {
      ...correction,
      data: op === 'void' ? null : (data ?? {}),
    });
  }
  return { events, ofFacts: [...ofFacts.values()], corrections: standing.length };
}

const isSameTarget = (a: Payload | undefined, b: Payload): boolean =>
  a !== undefined && ['p', 'e', 'n', 'fact', 'key'].every((part) => a[part] === b[part]);
