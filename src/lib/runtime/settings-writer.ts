import type { ContactCentreEvent } from '../events/envelope.ts';
import { parseEnvelope } from '../events/parse.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import { NO_SITE_SHARD, type EventLog } from '../streams/event-log.ts';
import type { Clock } from '../time/clock.ts';

/** Producer of the events that the product itself sends: settings. */
export const SETTINGS_PRODUCER = 'floorlight-settings';

/** Settings as events of the one log, so that live, report and recount see the same from the same instant on. */
export function openSettingsWriter(
  log: Pick<EventLog, 'append'>,
  clock: Clock,
): (version: DimensionVersion) => Promise<void> {
  const epoch = Date.now();
  let n = 0;
  return async ({ kind, id, site, validFrom, attrs }) => {
    n += 1;
    const event = {
      v: 1,
      t: 'dim.upsert',
      p: SETTINGS_PRODUCER,
      e: epoch,
      n,
      at: clock.now(),
      d: { ...(site === null ? {} : { site }), kind, id, attrs, validFrom },
    };
    const result = parseEnvelope(event);
    if (!result.ok) throw new RangeError(result.rejection.message);
    const { p, e, at } = result.event as ContactCentreEvent;
    const shard = site ?? (kind === 'site' ? id : NO_SITE_SHARD);
    await log.append([{ shard, p, e, n, at, line: JSON.stringify(result.event) }]);
  };
}
