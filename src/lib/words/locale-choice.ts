import { type Locale, LOCALES } from '../metrics/locale.ts';

export const FALLBACK_LOCALE: Locale = 'en';

/** How each language calls itself. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  ru: 'Русский',
};

/** The language of ours that a tag means; null where it means none. `zh-Hant` and `zh-HK` read traditional characters. */
export function localeOf(tag: string | null | undefined): Locale | null {
  if (!tag) return null;
  const lower = tag.trim().toLowerCase();
  const exact = LOCALES.find((locale) => locale.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const [language, ...rest] = lower.split('-');
  if (language === 'zh')
    return rest.some((part) => part === 'hant' || part === 'hk' || part === 'mo') ? 'zh-TW' : 'zh-CN';
  return LOCALES.find((locale) => locale === language) ?? null;
}

/** The first language of an Accept-Language header, by its weights, that we speak. */
export function acceptedLocale(header: string | null): Locale | null {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.split(';');
      const weight = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((found) => found !== undefined);
      return { locale: localeOf(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish) => wish.locale !== null && wish.weight > 0);
  return wishes.toSorted((a, b) => b.weight - a.weight)[0]?.locale ?? null;
}

/** The first wish that we can speak, else English. */
export const chooseLocale = (...wishes: readonly (Locale | null | undefined)[]): Locale =>
  wishes.find((wish) => wish !== null && wish !== undefined) ?? FALLBACK_LOCALE;

export const isCjk = (locale: Locale): boolean => locale === 'zh-CN' || locale === 'zh-TW';
