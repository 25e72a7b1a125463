import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import type { Dimensions } from '#lib/metrics/dimension-register.ts';
import { DEFAULT_ZONE } from '../parity/floors.ts';

const RECEIVED_AT = Date.UTC(2026, 2, 31);

/** Folds lines in their order, into a new engine or one that goes on. */
export function engineOf(lines: readonly string[], engine = new Engine(DEFAULT_ZONE)): Engine {
  for (const line of lines) {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(`${parsed.rejection.message} ${line}`);
    engine.fold(parsed.event, RECEIVED_AT);
  }
  return engine;
}

/** Versions of names and settings, in one order. */
export const versionsOf = ({ versions }: Dimensions): string[] =>
  versions.map(({ kind, site, id, validFrom, attrs }) => JSON.stringify({ kind, site, id, validFrom, attrs })).sort();
