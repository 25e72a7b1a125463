import { error } from '@sveltejs/kit';
import { columnTexts } from '#lib/ui/explain-text.ts';
import { isZone } from '#lib/time/zone.ts';
import { problemOf } from '#lib/wire/problem.ts';
import { dimensionWord } from '#lib/words/dimension-words.ts';
import { factKindWord } from '#lib/words/fact-words.ts';
import type { PageServerLoad } from './$types';

/** The course of one contact. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  const { product, identity, locale } = locals;
  if (identity === null) error(401);
  setHeaders({ 'cache-control': 'no-store' });
  const tz = url.searchParams.get('tz');
  const zone = tz !== null && isZone(tz) ? tz : product.defaultZone;
  const nothing = { ix: params.ix, zone, facts: null, events: null };
  const asked = await product.contact(params.ix, identity).then(
    (found) => ({ found, away: false }),
    (thrown: unknown) => {
      if (problemOf(thrown)?.status !== 503) throw thrown;
      return { found: null, away: true };
    },
  );
  const { found, away } = asked;
  if (found === null) return { ...nothing, away };
  const { facts, events } = found;
  const where = { locale, zone };
  return {
    ix: params.ix,
    zone,
    facts: facts.map((fact) => ({
      id: JSON.stringify([fact.kind, fact.site, fact.key]),
      kind: factKindWord(fact.kind, locale),
      from: fact.fromMs,
      to: fact.toMs,
      place: Object.entries({ ...(fact.site === null ? {} : { site: fact.site }), ...fact.dims })
        .filter(([name]) => !(name in fact.columns))
        .map(([name, value]) => `${dimensionWord(name, locale) ?? name} ${value}`)
        .join(' · '),
      details: columnTexts(fact.kind, fact.columns, where).join(' · '),
    })),
    events,
    away,
  };
};
