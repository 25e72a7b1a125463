import type { AggregateName } from '../metrics/aggregates.ts';
import type { FactKind } from '../metrics/fact-kinds.ts';
import { columnUnit, shareUnit, shownShare, type ShareUnit } from '../metrics/formula-sides.ts';
import type { Locale } from '../metrics/locale.ts';
import { columnWord } from '../words/fact-words.ts';
import { formatForPage, formatInstantExactly, NO_DATA } from './format.ts';

const UNIT: Readonly<Record<ShareUnit, string>> = { count: 'count', ms: 'seconds', decimal: 'number' };

/** What a fact puts into an aggregate, or a whole sum of it, in print: seconds, decimals and counts by their habit. */
export const shareText = (name: AggregateName, share: number | null, locale: Locale): string =>
  share === null ? NO_DATA : formatForPage(shownShare(name, share), UNIT[shareUnit(name)], locale);

/** Columns that are instants: shown as date and time. */
const INSTANTS = new Set(['due', 'dialed']);

/** A column's stored value in print; words of the vocabulary stay as sources send them. */
export function columnText(
  kind: FactKind,
  column: string,
  value: string | number | readonly string[] | null,
  { locale, zone }: { locale: Locale; zone: string },
): string {
  if (value === null) return NO_DATA;
  if (typeof value === 'object') return value.join(', ');
  if (typeof value === 'string') return value;
  if (INSTANTS.has(column)) return formatInstantExactly(value, zone, locale);
  const unit = columnUnit(kind, column);
  const scale = { count: 1, ms: 1_000, decimal: 1_000_000 }[unit];
  return formatForPage(value / scale, UNIT[unit], locale);
}

/** The columns of a fact as `wait 23.4 s`, but those that are shown elsewhere. */
export const columnTexts = (
  kind: FactKind,
  columns: Readonly<Record<string, string | number | readonly string[]>>,
  where: { locale: Locale; zone: string },
): string[] =>
  Object.entries(columns)
    .filter(([column]) => column !== 'segments')
    .map(([column, value]) => `${columnWord(column, where.locale)} ${columnText(kind, column, value, where)}`);
