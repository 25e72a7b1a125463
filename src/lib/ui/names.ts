import type { Locale } from '../metrics/locale.ts';
import type { BoardState } from '../wire/messages.ts';
import { NO_DATA } from './format.ts';

/** Display name of a dimension's value in a language, else the one for all (`*`), else in English, else the value itself. */
export function nameOf(value: string | number | null, names: BoardState['names'] | undefined, locale: Locale): string {
  if (value === null) return NO_DATA;
  const texts = names?.[String(value)];
  return texts?.[locale] ?? texts?.['*'] ?? texts?.['en'] ?? String(value);
}

/** A name as settings hold it: one text for all languages, or texts by language; null where there is none. */
export function namedIn(name: string | Readonly<Record<string, string>> | undefined, locale: Locale): string | null {
  if (name === undefined) return null;
  return typeof name === 'string' ? name : (name[locale] ?? name['en'] ?? Object.values(name)[0] ?? null);
}
