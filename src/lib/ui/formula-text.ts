import type { AggregateName } from '../metrics/aggregates.ts';
import type { Formula, Sum } from '../metrics/formula.ts';
import type { Locale } from '../metrics/locale.ts';
import { aggregateWord } from '../words/aggregate-words.ts';
import { FORMULA_WORDS } from '../words/formula-words.ts';
import { PLATFORM_FORMULA_WORDS } from '../words/platform-formula-words.ts';
import { speak } from '../words/speak.ts';

/**
 * The formula in one line, read from the same data that counts, in words of a language. `word`: what stands for a number,
 * its name or the number itself.
 */
export function formulaText(
  formula: Formula,
  locale: Locale,
  word: (name: AggregateName) => string = (name) => aggregateWord(name, locale),
): string {
  const say = speak(FORMULA_WORDS, locale);
  const list = (names: readonly AggregateName[]) => names.map(word).join(say('list'));
  const sum = ({ plus, minus = [] }: Sum): string =>
    plus.map(word).join(' + ') + minus.map((name) => ` − ${word(name)}`).join('');
  const bracketed = (of: Sum): string => (of.plus.length + (of.minus?.length ?? 0) > 1 ? `(${sum(of)})` : sum(of));
  switch (formula.kind) {
    case 'platform':
      return speak(PLATFORM_FORMULA_WORDS, locale)(formula.of);
    case 'count':
    case 'sum':
      return sum(formula.of);
    case 'ratio':
      return `${bracketed(formula.over)} / ${bracketed(formula.by)}${formula.times === undefined ? '' : ` × ${formula.times}`}`;
    case 'value':
      return word(formula.of);
    case 'money': {
      const by = formula.by ? ` / ${bracketed(formula.by)}` : '';
      const of = `${word(formula.of)}${by}${formula.times === undefined ? '' : ` × ${formula.times}`}`;
      return say('money', { of, currencies: word(formula.currencies) });
    }
    case 'computed':
      return say('computed', { of: list(formula.of) });
    case 'max':
      return say('max', { of: word(formula.of) });
    case 'quantile':
      return say('quantile', { share: formula.share * 100, of: word(formula.of) });
    case 'gauge':
      return 'of' in formula ? say('gauge', { of: word(formula.of) }) : say('longest', { of: word(formula.longest) });
    case 'growth':
      return say('growth', { of: formulaText(formula.of, locale, word) });
    case 'derived':
      if (formula.lastHour.length === 0) return say('gauge', { of: say('computed', { of: list(formula.now) }) });
      return say('derived', { now: list(formula.now), hour: list(formula.lastHour) });
  }
}
