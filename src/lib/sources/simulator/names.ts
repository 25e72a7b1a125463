/** A name in the languages of the product. */
export interface Names {
  en: string;
  'zh-CN': string;
  'zh-TW': string;
  ru: string;
}

export const names = (en: string, cn: string, tw: string, ru: string): Names => ({
  en,
  'zh-CN': cn,
  'zh-TW': tw,
  ru,
});
