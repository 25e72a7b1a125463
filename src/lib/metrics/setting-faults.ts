import { isZone } from '../time/zone.ts';
import { calendarFaults, shiftFaults } from './calendar-faults.ts';
import { readCallingWindow, readDayLimit } from './calling-rules.ts';
import { metricById } from './dictionary.ts';
import { isWaitBound } from './histogram.ts';
import { PRODUCER_KIND, producerFaults } from './quality-rules.ts';
import type { ParameterFault } from './question-parameters.ts';
import { isServiceLevelFormula, SERVICE_LEVEL_FORMULAS, type DimensionVersion } from './settings.ts';

/** Kinds of things that can be set here. Others only tell their names, by events. */
const SETTABLE_KINDS = ['site', 'queue', 'campaign', 'calendar', 'shift', PRODUCER_KIND] as const;

const MAX_ID = 64;
const QUARTER = /^([01]\d|2[0-3]):(00|15|30|45)$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything that is wrong with a version, by field; empty where it may be published. */
export function settingFaults(version: DimensionVersion): ParameterFault[] {
  const { kind, id, site, validFrom, attrs } = version;
  const faults: ParameterFault[] = [];
  const fault = (field: string, reason: string): void => void faults.push({ field, reason });
  if (!(SETTABLE_KINDS as readonly string[]).includes(kind))
    fault('kind', `"${kind}" is none of: ${SETTABLE_KINDS.join(', ')}.`);
  if (id === '' || id.length > MAX_ID) fault('id', `An id has 1 to ${MAX_ID} characters.`);
  if (site !== null && (site === '' || site.length > MAX_ID)) fault('site', `An id has 1 to ${MAX_ID} characters.`);
  if (site === null && (kind === 'queue' || kind === 'campaign' || kind === 'shift'))
    fault('site', `A ${kind} stands in a site; name it.`);
  if (!Number.isSafeInteger(validFrom)) fault('validFrom', 'It is an instant in ms UTC.');

  for (const name of ['slThresholdMs', 'shortAbandonMs'] as const) {
    const value: unknown = attrs[name];
    if (value !== undefined && (typeof value !== 'number' || !isWaitBound(value)))
      fault(
        `attrs.${name}`,
        'It must be a bound of the wait histogram in ms: whole seconds to 60, then 62, 64, 66 ...',
      );
  }
  const formula: unknown = attrs.serviceLevelFormula;
  if (formula !== undefined && !isServiceLevelFormula(formula))
    fault('attrs.serviceLevelFormula', `It is none of: ${SERVICE_LEVEL_FORMULAS.join(', ')}.`);
  if (attrs.tz !== undefined && (typeof attrs.tz !== 'string' || !isZone(attrs.tz)))
    fault('attrs.tz', 'It is neither an IANA time zone (Asia/Shanghai) nor an offset (+02:00).');
  if (attrs.businessDayStart !== undefined && !QUARTER.test(String(attrs.businessDayStart)))
    fault('attrs.businessDayStart', 'It is a local time on 15 minutes, as 06:00.');
  if (attrs.callingWindow !== undefined && readCallingWindow(attrs.callingWindow) === null)
    fault('attrs.callingWindow', 'It is two local times, as 08:00-21:00.');
  if (attrs.attemptsPerDay !== undefined && readDayLimit(attrs.attemptsPerDay) === null)
    fault('attrs.attemptsPerDay', 'It is a whole number from 1 on.');
  if (attrs['calendar'] !== undefined && typeof attrs['calendar'] !== 'string')
    fault('attrs.calendar', 'It is the id of a calendar.');
  if (attrs.targets !== undefined) faults.push(...targetFaults(attrs.targets));
  if (kind === 'calendar') faults.push(...calendarFaults(attrs));
  if (kind === 'shift') faults.push(...shiftFaults(attrs));
  if (kind === PRODUCER_KIND) faults.push(...producerFaults(version));
  return faults;
}

function targetFaults(targets: unknown): ParameterFault[] {
  if (!isObject(targets)) return [{ field: 'attrs.targets', reason: 'It is an object by metric.' }];
  return Object.entries(targets).flatMap(([id, value]) => {
    const field = `attrs.targets.${id}`;
    if (metricById(id) === null) return [{ field, reason: `There is no metric "${id}".` }];
    const target = isObject(value) ? value['target'] : value;
    return typeof target === 'number' && Number.isFinite(target) ? [] : [{ field, reason: 'Its target is a number.' }];
  });
}
