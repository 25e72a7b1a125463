import { DAY_MS, SLOT_MS } from '../time/interval.ts';
import { offsetRuns } from '../time/zone-offsets.ts';
import {
  CALLING_SCOPES,
  readCallingWindow,
  readDayLimit,
  zoneIn,
  type CallingRule,
  type CallingRules,
  type CallingWindow,
  type RuledThing,
} from './calling-rules.ts';
import { DEFAULT_SETTINGS, type DimensionVersion } from './settings.ts';
import { versionAt } from './version-in-force.ts';

/** What a statement over dial attempts can ask of the rules. `local_day`: the day of dialling on the clock of the site. */
export type CallingSql = CallingRule | 'local_day';

/** Before any version that says something. */
const SINCE_EVER = Number.MIN_SAFE_INTEGER;
const DIALED = 'assumeNotNull(dialed_at)';
const DIALED_SLOT = `intDiv(${DIALED}, ${SLOT_MS}) * ${SLOT_MS}`;
const NOT_SET = -1;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** SQL over rows of `fact_dial`: the day is a number, the rules are conditions. The same as `CallingRules` in memory. */
export function callingSql(rules: CallingRules, asked: CallingSql): string {
  const localMs = `(${DIALED} + ${offsetSql(rules)})`;
  if (asked === 'local_day') return `intDiv(${localMs}, ${DAY_MS})`;
  if (asked === 'too_often') return `of_day > ${setSql(rules, 'attemptsPerDay', readDayLimit)}`;
  const window = setSql(rules, 'callingWindow', (value) => asNumber(readCallingWindow(value)));
  const minute = `intDiv(positiveModulo(${localMs}, ${DAY_MS}), 60000)`;
  const [from, to] = [`intDiv(${window}, 10000)`, `${window} % 10000`];
  const inside = `if(${from} < ${to}, ${minute} >= ${from} AND ${minute} < ${to}, ${minute} >= ${from} OR ${minute} < ${to})`;
  return `NOT (${inside})`;
}

/** A window as one number. */
const asNumber = (window: CallingWindow | null): number | null =>
  window && window.fromMinute * 10_000 + window.toMinute;

/** The setting of the campaign, else of the queue, else of the site, else the default. */
function setSql(
  rules: CallingRules,
  attribute: 'callingWindow' | 'attemptsPerDay',
  read: (value: unknown) => number | null,
): string {
  const byDefault = String(read(DEFAULT_SETTINGS[attribute]));
  const values = CALLING_SCOPES.flatMap((scope) => {
    const own = rules.things.filter(
      ({ kind, versions }) => kind === scope && versions.some(({ attrs }) => read(attrs[attribute]) !== null),
    );
    if (own.length === 0) return [];
    const value = ({ versions }: RuledThing): string =>
      steppedSql(versions, (version) => String(read(version?.attrs[attribute]) ?? NOT_SET));
    const branches = own.map((thing) => `${isItsSql(thing)}, ${value(thing)}`);
    return [`multiIf(${branches.join(', ')}, ${NOT_SET})`];
  });
  if (values.length === 0) return byDefault;
  return `arrayFirst(value -> value >= 0, [${[...values, byDefault].map((value) => `toInt64(${value})`).join(', ')}])`;
}

/** Offset from UTC of the site at the instant of dialling, ms. */
function offsetSql(rules: CallingRules): string {
  const sites = rules.things.filter(
    ({ kind, versions }) => kind === 'site' && versions.some((version) => zoneIn(version).name !== zoneIn(null).name),
  );
  if (sites.length === 0) return '0';
  const offset = (version: DimensionVersion | null): string => {
    const { startsMs, offsetsMs } = offsetRuns(zoneIn(version));
    if (startsMs.length === 1) return `toInt64(${offsetsMs[0]})`;
    return `toInt64(transform(roundDown(${DIALED}, [${startsMs.join(',')}]), [${startsMs.join(',')}], [${offsetsMs.join(',')}], 0))`;
  };
  const branches = sites.map((thing) => `${isItsSql(thing)}, ${steppedSql(thing.versions, offset)}`);
  return `multiIf(${branches.join(', ')}, toInt64(0))`;
}

/** SQL of "the row is of that campaign, queue or site". */
const isItsSql = ({ kind, site, id }: RuledThing): string => {
  const inSite = `toString(site) = ${quoted(site ?? '')}`;
  return kind === 'site' ? inSite : `(${inSite} AND ifNull(toString(${kind}), '') = ${quoted(id)})`;
};

/** What the version in force at the start of the quarter hour of dialling gives. */
function steppedSql(
  versions: readonly DimensionVersion[],
  valueOf: (version: DimensionVersion | null) => string,
): string {
  const starts = [SINCE_EVER, ...new Set(versions.map(({ validFrom }) => validFrom).sort((a, b) => a - b))];
  const values = starts.map((start) => valueOf(versionAt(versions, start)));
  if (new Set(values).size === 1) return values[0]!;
  return `arrayElement([${values.join(', ')}], toInt64(arrayCount(start -> start <= ${DIALED_SLOT}, [${starts.join(',')}])))`;
}
