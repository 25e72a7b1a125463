import { EVENT_FINDINGS } from '../metrics/impossibilities.ts';
import { PRODUCER_KIND, rulesIn, type ProducerRules } from '../metrics/quality-rules.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import type { RuleCount, RuleName } from './rule-counts.ts';

/** A rule and what it did. */
export interface RuleRow extends RuleCount {
  /** On now, on from a date to come, or off: what an earlier one did stands until it is taken back. */
  state: 'on' | 'planned' | 'off';
  /** From when on it holds, ms UTC; null where it is off. */
  validFrom: number | null;
  /** Length that a call without end is capped at, ms; null for other rules. */
  callLengthMs: number | null;
}

export interface RuleList {
  rules: readonly RuleRow[];
  generatedAt: number;
}

/** Every rule that is on or planned, with its count, and those that are off but changed events that still count so. */
export function ruleRows(
  versions: readonly DimensionVersion[],
  counts: readonly RuleCount[],
  nowMs: number,
): RuleRow[] {
  const rows = new Map<string, RuleRow>();
  const producers = Map.groupBy(
    versions.filter(({ kind, site }) => kind === PRODUCER_KIND && site === null),
    ({ id }) => id,
  );
  for (const own of producers.values()) {
    const ordered = own.toSorted((a, b) => a.validFrom - b.validFrom);
    for (const row of rowsOf(ordered, nowMs)) rows.set(keyOf(row), row);
  }
  for (const count of counts) {
    const off = { state: 'off' as const, validFrom: null, callLengthMs: null };
    rows.set(keyOf(count), { ...off, ...rows.get(keyOf(count)), ...count });
  }
  return [...rows.values()].sort((a, b) => (ruleOrder(a) < ruleOrder(b) ? -1 : 1));
}

/** The rules of one producer that are on or planned. A rule that later versions say again holds since the first of them. */
function rowsOf(ordered: readonly DimensionVersion[], nowMs: number): RuleRow[] {
  let standing = new Map<string, RuleRow>();
  const planned = new Map<string, RuleRow>();
  for (const { id, validFrom, attrs } of ordered) {
    const rules = rulesIn(attrs);
    const said = EVENT_FINDINGS.flatMap((finding) => rowOf(id, finding, rules, validFrom) ?? []);
    if (validFrom > nowMs) {
      for (const row of said)
        if (!standing.has(keyOf(row)) && !planned.has(keyOf(row)))
          planned.set(keyOf(row), { ...row, state: 'planned' });
      continue;
    }
    const before = standing;
    standing = new Map(
      said.map((row) => [keyOf(row), { ...row, validFrom: before.get(keyOf(row))?.validFrom ?? validFrom }]),
    );
  }
  return [...standing.values(), ...planned.values()];
}

function rowOf(
  producer: string,
  finding: RuleName['finding'],
  { deeds, callLengthMs }: ProducerRules,
  validFrom: number,
): RuleRow | null {
  const deed = deeds[finding];
  if (!deed) return null;
  const isCap = finding === 'call_too_long' && deed === 'repair';
  const nothingYet = { lastDay: 0, total: 0, newest: [] };
  return { producer, finding, deed, ...nothingYet, state: 'on', validFrom, callLengthMs: isCap ? callLengthMs : null };
}

const keyOf = ({ producer, finding, deed }: RuleName): string => `${producer} ${finding} ${deed}`;

/** By producer, then as the findings are. */
const ruleOrder = ({ producer, finding, deed }: RuleName): string =>
  [producer, String(EVENT_FINDINGS.indexOf(finding)).padStart(3, '0'), deed].join(' ');
