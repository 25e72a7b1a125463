import { DICTIONARY, type Metric } from '#lib/metrics/dictionary.ts';
import { dimensionWord } from '#lib/words/dimension-words.ts';
import { formulaText } from '#lib/ui/formula-text.ts';
import { DICTIONARY_WORDS } from '#lib/words/dictionary-words.ts';
import { FORMULA_WORDS } from '#lib/words/formula-words.ts';
import { speak } from '#lib/words/speak.ts';
import type { PageServerLoad } from './$types';

/** The dictionary in one language; formulas are printed from the data that counts. */
export const load: PageServerLoad = ({ locals, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim();
  return { query, entries: DICTIONARY.map((metric) => entryOf(metric, locals.locale)) };
};

function entryOf(metric: Metric, locale: App.Locals['locale']) {
  // What the platform says of itself is a domain of its own, and is found by that word.
  const ofPlatform = metric.formula.kind === 'platform';
  const domain = ofPlatform ? Object.values(DICTIONARY_WORDS.platform) : [];
  return {
    id: metric.id,
    ofPlatform,
    code: metric.code,
    label: metric.label[locale],
    help: metric.help[locale],
    /** Names in all languages: what the search looks through. */
    words: [metric.id, metric.code, ...domain, ...Object.values(metric.label), metric.help[locale]]
      .join(' ')
      .toLowerCase(),
    unit: metric.unit,
    better: metric.better,
    attribution: metric.attribution,
    printed: formulaText(metric.formula, locale),
    none: metric.none,
    dimensions: metric.dimensions
      .map((name) => dimensionWord(name, locale) ?? name)
      .join(speak(FORMULA_WORDS, locale)('list')),
    target: metric.target ?? null,
    live: metric.live,
    inReports: metric.inReports,
    page: metric.page ?? null,
    source: metric.source,
  };
}
