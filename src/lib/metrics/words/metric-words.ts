import type { Locale } from '../locale.ts';

/** What a metric is called, and one or two sentences that say what it counts. */
export interface MetricWords {
  label: string;
  help: string;
}

/** Label and help of every metric of a part of the dictionary, in every language. */
export type DomainWords<Definitions> = Readonly<
  Record<keyof Definitions, Readonly<Record<Locale, readonly [label: string, help: string]>>>
>;

/** The words of a part of the dictionary in one language. */
export const wordsIn = <Id extends string>(
  words: Readonly<Record<Id, Readonly<Record<Locale, readonly [label: string, help: string]>>>>,
  locale: Locale,
): Record<Id, MetricWords> =>
  Object.fromEntries(
    (Object.keys(words) as Id[]).map((id) => {
      const [label, help] = words[id][locale];
      return [id, { label, help }];
    }),
  ) as Record<Id, MetricWords>;
