import { Dimensions } from '../metrics/dimension-register.ts';
import { EVENT_FINDINGS } from '../metrics/impossibilities.ts';
import { PRODUCER_KIND, rulesIn } from '../metrics/quality-rules.ts';
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
  const known = new Dimensions(versions.filter(({ kind, site }) => kind === PRODUCER_KIND && site === null));
  for (const version of known.versions.toSorted((a, b) => a.validFrom - b.validFrom)) {
    const planned = version.validFrom > nowMs;
    if (!planned && known.at(PRODUCER_KIND, null, version.id, nowMs) !== version) continue;
    const { deeds, callLengthMs } = rulesIn(version.attrs);
    for (const finding of EVENT_FINDINGS) {
      const deed = deeds[finding];
      if (!deed) continue;
      const name = { producer: version.id, finding, deed };
      if (rows.has(keyOf(name))) continue;
      const isCap = finding === 'call_too_long' && deed === 'repair';
      rows.set(keyOf(name), {
        ...name,
        ...{ lastDay: 0, total: 0, newest: [] },
        state: planned ? 'planned' : 'on',
        validFrom: version.validFrom,
        callLengthMs: isCap ? callLengthMs : null,
      });
    }
  }
  for (const count of counts) {
    const off = { state: 'off' as const, validFrom: null, callLengthMs: null };
    rows.set(keyOf(count), { ...off, ...rows.get(keyOf(count)), ...count });
  }
  const order = ({ producer, finding, deed }: RuleName): string =>
    [producer, String(EVENT_FINDINGS.indexOf(finding)).padStart(3, '0'), deed].join(' ');
  return [...rows.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const keyOf = ({ producer, finding, deed }: RuleName): string => `${producer} ${finding} ${deed}`;
