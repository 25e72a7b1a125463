import type { Locale } from '../metrics/locale.ts';

/** A text by plural class (CLDR) of the parameter `n`. */
export type PluralText = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
export type Phrase = Readonly<Record<Locale, string | PluralText>>;
/** Phrases by key. A language that is missing is a type error; a placeholder that is missing fails a test. */
export type Catalogue = Readonly<Record<string, Phrase>>;

type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<P extends Phrase> = P['en'] extends string
  ? Holes<P['en']>
  : P['en'] extends PluralText
    ? 'n' | Holes<P['en']['other']>
    : never;

/** Says a phrase in the language that it was made for; numbers in placeholders are written by the language's rules. */
export type Speak<C extends Catalogue> = <Key extends keyof C & string>(
  key: Key,
  ...holes: [HolesOf<C[Key]>] extends [never] ? [] : [Readonly<Record<HolesOf<C[Key]>, string | number>>]
) => string;

export function speak<const C extends Catalogue>(catalogue: C, locale: Locale): Speak<C> {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const say = (key: string, holes?: Readonly<Record<string, string | number>>): string => {
    const phrase = catalogue[key]?.[locale];
    if (phrase === undefined) throw new Error(`The words know no phrase "${key}" in ${locale}.`);
    const text = typeof phrase === 'string' ? phrase : (phrase[plurals.select(Number(holes?.['n']))] ?? phrase.other);
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = holes?.[name];
      if (value === undefined) return hole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
  return say as Speak<C>;
}
