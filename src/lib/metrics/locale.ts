/** The languages of the product, in the order in which they are offered. */
export const LOCALES = ['en', 'zh-CN', 'zh-TW', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in every language of the product. */
export type Texts = Readonly<Record<Locale, string>>;
