import { EVENT_FINDINGS } from '../metrics/impossibilities.ts';
import { PRODUCER_KIND } from '../metrics/quality-rules.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import { MINUTE_MS } from '../time/interval.ts';
import { localInstant } from './settings-form.ts';

/**
 * Reads the form of a producer's rules: `rule.<finding>` (empty: none), `callMinutes`, `validFrom` (local time in the
 * zone; empty: now). What is typed wrongly stands in the version as a number that is none: its faults say so.
 */
export function readRulesForm(
  field: (name: string) => string,
  { producer, zone, nowMs }: { producer: string; zone: string; nowMs: number },
): DimensionVersion {
  const rules = EVENT_FINDINGS.flatMap((finding) => {
    const deed = field(`rule.${finding}`);
    return deed === '' ? [] : [[finding, deed] as const];
  });
  const minutes = field('callMinutes').trim();
  const since = field('validFrom').trim();
  return {
    kind: PRODUCER_KIND,
    id: producer,
    site: null,
    validFrom: since === '' ? nowMs : (localInstant(since, zone) ?? Number.NaN),
    attrs: {
      rules: Object.fromEntries(rules),
      ...(minutes === '' ? {} : { callLengthMs: Math.round(Number(minutes) * MINUTE_MS) }),
    },
  };
}
