import type { EventIdentity } from '#lib/events/envelope.ts';
import { parseEnvelope, parseLine } from '#lib/events/parse.ts';
import { factsOf } from '#lib/metrics/facts.ts';
import { Chance } from '../parity/chance.ts';
import { randomFloor, type RandomFloor } from '../parity/random-floor.ts';

type Target = EventIdentity | { fact: string; key: string };

interface Line extends EventIdentity {
  v: 1;
  t: string;
  at: number;
  d: Record<string, unknown>;
}

interface CorrectionLine extends Line {
  d: { target: Target; op: 'void' | 'replace'; data?: Record<string, unknown>; site?: string };
}

/** A floor with corrections, and the same floor as it would be had everything always been as they have it. */
export interface CorrectedFloor {
  /** The lines of the floor and the corrections. */
  corrected: RandomFloor;
  /** The log without what was voided, with the replacements; every number in a sequence is still there. */
  clean: RandomFloor;
  /** How many corrections of each sort there are: that the test tests something. */
  counts: Record<string, number>;
}

const EPOCH = Date.UTC(2026, 2, 26);

/** Corrects a part of a random floor: the same seed, the same corrections. */
export function correctedFloor(seed: number, size = 120, share = 0.12): CorrectedFloor {
  const floor = randomFloor(seed, size);
  const chance = new Chance(seed + 77);
  const lines = floor.lines.map((line) => JSON.parse(line) as Line);
  const corrector = new Corrector(chance, floor.asOfMs);
  for (const line of lines) if (chance.happens(share)) corrector.correctEvent(line, lines);
  corrector.correctFacts(lines.filter(() => chance.happens(share / 3)));
  const { corrections, counts } = corrector;
  const clean = [...lines.flatMap((line) => asItCounts(line, corrections)), ...corrections.map(unheard)];
  return {
    corrected: { ...floor, lines: [...lines, ...corrections].map((line) => JSON.stringify(line)) },
    clean: { ...floor, lines: [...clean, ...givenFacts(corrections)].map((line) => JSON.stringify(line)) },
    counts,
  };
}

class Corrector {
  readonly corrections: CorrectionLine[] = [];
  readonly counts: Record<string, number> = {};
  readonly #chance: Chance;
  readonly #asOfMs: number;
  readonly #sent = new Map<string, number>();

  constructor(chance: Chance, asOfMs: number) {
    this.#chance = chance;
    this.#asOfMs = asOfMs;
  }

  correctEvent(line: Line, others: readonly Line[]): void {
    const chance = this.#chance;
    for (let i = chance.one([1, 1, 1, 2, 3]); i > 0; i -= 1) {
      const sort = chance.one(['void', 'void', 'replace', 'replace', 'replace', 'invalid'] as const);
      this.#correctCorrection(
        this.#send(sort, identityOf(line), sort === 'void' ? undefined : this.#data(sort, line, others)),
        0,
      );
    }
  }

  /** Facts whose events each make no other one. */
  correctFacts(lines: readonly Line[]): void {
    const chance = this.#chance;
    for (const line of lines) {
      const fact = FACT_OF[line.t]?.(line.d);
      if (!fact) continue;
      const closing = { ...CLOSING[fact.fact]!(line, chance), site: line.d.site };
      const op = chance.one(['void', 'replace'] as const);
      const { site } = line.d as { site?: string };
      const data = op === 'void' ? undefined : chance.happens(0.2) ? { talkMs: 'long' } : closing;
      const sort = `fact ${data && !('queue' in data) && 'talkMs' in data && data.talkMs === 'long' ? 'invalid' : op}`;
      this.#correctCorrection(this.#send(sort, fact, data, site), 0);
    }
  }

  /** A correction is voided in part, and that again in part; or it is replaced by one that says the other thing. */
  #correctCorrection(correction: CorrectionLine, depth: number): void {
    const chance = this.#chance;
    if (depth > 3 || !chance.happens(0.3)) return;
    if (chance.happens(0.7)) {
      this.#correctCorrection(this.#send(`void of depth ${depth}`, identityOf(correction)), depth + 1);
      return;
    }
    const { target, site } = correction.d;
    const other = chance.happens(0.3) ? { p: 'nobody', e: 1, n: 1 } : target;
    const sort = other === target ? 'replaced correction' : 'replaced by another target';
    this.#correctCorrection(this.#send(sort, identityOf(correction), { site, target: other, op: 'void' }), depth + 1);
  }

  #data(sort: string, line: Line, others: readonly Line[]): Record<string, unknown> | undefined {
    if (sort === 'invalid') return this.#chance.one([undefined, { ...line.d, at: 1, ...BROKEN }]);
    // What another event of the type says, or the same with another site, queue and time.
    const same = others.filter(({ t }) => t === line.t);
    const like = this.#chance.one([line, this.#chance.one(same)]).d;
    const moved = Object.fromEntries(
      Object.entries(like).map(([name, value]) =>
        /^(enqueuedAt|connectedAt|endedAt|offeredAt|enteredAt|waitMs|talkMs)$/.test(name)
          ? [name, (value as number) + this.#chance.one([0, 0, 1, -60_000, 900_000])]
          : [name, value],
      ),
    );
    return this.#chance.happens(0.3) ? { ...moved, queue: 'vip', surplus: 1 } : moved;
  }

  #send(sort: string, target: Target, data?: Record<string, unknown>, site?: string): CorrectionLine {
    this.counts[sort] = (this.counts[sort] ?? 0) + 1;
    const p = this.#chance.one(['fixes-1', 'fixes-2']);
    const n = (this.#sent.get(p) ?? 0) + 1;
    this.#sent.set(p, n);
    const op = data === undefined && !sort.includes('invalid') ? ('void' as const) : ('replace' as const);
    // Also before what it corrects: the clocks of two producers differ.
    const at = this.#asOfMs - this.#chance.whole(0, 40) * 3_600_000 - this.#chance.whole(0, 3) * 1_000;
    const d = JSON.parse(JSON.stringify({ target, op, data, site, reason: sort, by: 'anna' })) as CorrectionLine['d'];
    const line = { v: 1 as const, t: 'correction', p, e: EPOCH, n, at, d };
    this.corrections.push(line);
    return line;
  }
}

const BROKEN = { waitMs: 'long', talkMs: 1.5, ringMs: 'x', enteredAt: null, kind: 7, site: 3 };

const FACT_OF: Record<string, (d: Record<string, unknown>) => { fact: string; key: string }> = {
  'queue.entered': (d) => ({ fact: 'visit', key: d.visit as string }),
  'queue.left': (d) => ({ fact: 'visit', key: d.visit as string }),
  'leg.connected': (d) => ({ fact: 'leg', key: d.leg as string }),
  'leg.ended': (d) => ({ fact: 'leg', key: d.leg as string }),
  'wrap.ended': (d) => ({ fact: 'handle', key: d.leg as string }),
};

const CLOSING: Record<string, (line: Line, chance: Chance) => Record<string, unknown>> = {
  visit: ({ d, at }, chance) => ({
    queue: 'svc',
    visit: d.visit,
    enqueuedAt: at,
    waitMs: chance.whole(0, 60_000),
    outcome: 'answered',
  }),
  leg: ({ d, at }, chance) => ({ queue: 'col', leg: d.leg, connectedAt: at, talkMs: chance.whole(0, 60_000) }),
  handle: ({ d, at }, chance) => ({
    queue: 'col',
    leg: d.leg,
    endedAt: at,
    talkMs: chance.whole(0, 60_000),
    holdMs: 0,
    acwMs: 5_000,
  }),
};

const identityOf = ({ p, e, n }: Line): EventIdentity => ({ p, e, n });
const nameOf = (target: Target, site?: string): string =>
  'p' in target ? `${target.p} ${target.e} ${target.n}` : `${target.fact} ${site ?? ''} ${target.key}`;

/** Greatest first: by at, then p, e, n. */
const greatestFirst = (a: Line, b: Line): number =>
  b.at - a.at || (a.p < b.p ? 1 : a.p > b.p ? -1 : 0) || b.e - a.e || b.n - a.n;

const isValid = (line: Line, data: unknown): data is Record<string, unknown> =>
  data !== undefined && parseEnvelope(structuredClone({ ...line, d: data })).ok;

/** What a correction says by now; null where it was taken back. Written down a second time, by recursion. */
function says(correction: CorrectionLine, all: readonly CorrectionLine[]): CorrectionLine['d'] | null {
  const name = nameOf(identityOf(correction));
  for (const other of all.filter(({ d }) => nameOf(d.target, d.site) === name).sort(greatestFirst)) {
    const said = says(other, all);
    if (!said) continue;
    if (said.op === 'void') return null;
    if (!isValid(correction, said.data)) continue;
    const data = said.data as CorrectionLine['d'];
    if (nameOf(data.target, data.site) === nameOf(correction.d.target, correction.d.site)) return data;
  }
  return correction.d;
}

/** A line as it counts: itself, with other content, or as something that nobody counts. */
function asItCounts(line: Line, all: readonly CorrectionLine[]): Line[] {
  let counting = line;
  for (const other of all.filter(({ d }) => nameOf(d.target) === nameOf(identityOf(line))).sort(greatestFirst)) {
    const said = says(other, all);
    if (!said) continue;
    if (said.op === 'void') return [unheard(line)];
    if (!isValid(line, said.data)) continue;
    counting = { ...line, d: said.data };
    break;
  }
  const fact = FACT_OF[counting.t]?.(counting.d);
  return [fact && holder(nameOf(fact, counting.d.site as string | undefined), all) ? unheard(counting) : counting];
}

/** The correction that holds of a fact. */
function holder(
  name: string,
  all: readonly CorrectionLine[],
): { line: CorrectionLine; said: CorrectionLine['d'] } | null {
  const targets = all.filter(({ d }) => !('p' in d.target) && nameOf(d.target, d.site) === name).sort(greatestFirst);
  for (const line of targets) {
    const said = says(line, all);
    if (said && (said.op === 'void' || given(line, said))) return { line, said };
  }
  return null;
}

const CLOSING_TYPE: Record<string, string> = { visit: 'queue.left', leg: 'leg.ended', handle: 'wrap.ended' };

/** The line that would make the fact which a correction gives. */
function given(line: CorrectionLine, { data, target, site }: CorrectionLine['d']): Line | null {
  if ('p' in target || data === undefined) return null;
  const made = { ...line, t: CLOSING_TYPE[target.fact]!, d: data };
  const parsed = parseLine(JSON.stringify(made));
  if (!parsed.ok) return null;
  const [fact] = factsOf(parsed.event);
  return fact?.key === target.key && (fact.dims.site ?? undefined) === site ? made : null;
}

function givenFacts(all: readonly CorrectionLine[]): Line[] {
  const names = new Set(all.flatMap(({ d }) => ('p' in d.target ? [] : [nameOf(d.target, d.site)])));
  return [...names].flatMap((name) => {
    const holds = holder(name, all);
    const made = holds?.said.op === 'replace' ? given(holds.line, holds.said) : null;
    return made ? [{ ...made, p: `${made.p}-given` }] : [];
  });
}

/** The line keeps its place in the sequence, its instant and its site, and says nothing. */
const unheard = (line: Line): Line => ({ ...line, t: 'of.the.future', d: { site: line.d.site } });
