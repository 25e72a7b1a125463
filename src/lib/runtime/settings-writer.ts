import type { ContactCentreEvent, EventOf } from '../events/envelope.ts';
import { SETTINGS_PRODUCER } from '../events/own-producers.ts';
import { parseEnvelope } from '../events/parse.ts';
import type { Correction } from '../metrics/corrections.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import { NO_SITE_SHARD, type Appended, type EventLog } from '../streams/event-log.ts';
import type { Clock } from '../time/clock.ts';

/** Lines in one append: what is long is not held together in one transaction. */
const LINES_PER_APPEND = 1_000;

export interface SettingsWriter {
  /** Says a version; resolves when it is durable. */
  define(version: DimensionVersion): Promise<void>;
  /** Takes corrections back; resolves when all of it is durable. */
  takeBack(corrections: readonly Correction[], by: string, reason: string): Promise<void>;
}

/** Settings as events of the one log, so that live, report and recount see the same from the same instant on. */
export function openSettingsWriter(log: Pick<EventLog, 'append'>, clock: Clock): SettingsWriter {
  const epoch = Date.now();
  let n = 0;
  const lineOf = <T extends 'dim.upsert' | 'correction'>(t: T, shard: string, d: EventOf<T>['d']): Appended => {
    n += 1;
    const result = parseEnvelope({ v: 1, t, p: SETTINGS_PRODUCER, e: epoch, n, at: clock.now(), d });
    if (!result.ok) throw new RangeError(result.rejection.message);
    const { p, e, at } = result.event as ContactCentreEvent;
    return { shard, p, e, n, at, line: JSON.stringify(result.event) };
  };
  return {
    async define({ kind, id, site, validFrom, attrs }) {
      const shard = site ?? (kind === 'site' ? id : NO_SITE_SHARD);
      const d = { ...(site === null ? {} : { site }), kind, id, attrs, validFrom };
      await log.append([lineOf('dim.upsert', shard, d)]);
    },
    async takeBack(corrections, by, reason) {
      for (let from = 0; from < corrections.length; from += LINES_PER_APPEND) {
        const lines = corrections.slice(from, from + LINES_PER_APPEND).map(({ p, e, n: of, d: { site, ix } }) =>
          lineOf('correction', site ?? NO_SITE_SHARD, {
            ...(site === undefined ? {} : { site }),
            ...(ix === undefined ? {} : { ix }),
            target: { p, e, n: of },
            op: 'void',
            reason,
            by,
          }),
        );
        await log.append(lines);
      }
    },
  };
}
