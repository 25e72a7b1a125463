import { metricById } from '../metrics/dictionary.ts';
import type { Dimensions } from '../metrics/dimension-register.ts';
import type { Filter, LiveAnswer, LiveQuestion } from '../metrics/question.ts';
import { isNamedFormula, levelFormula } from '../metrics/service-level.ts';
import { effectiveTarget } from '../metrics/targets.ts';
import type { BoardState, TileState, TileTarget } from '../wire/messages.ts';
import type { Board } from './board.ts';
import { rangeOverFew } from './few.ts';

/** Sites and teams of a viewer, `all` where nothing is left out. */
export interface ViewedScope {
  sites: readonly string[] | 'all';
  teams: readonly string[] | 'all';
}

/** Dimensions whose values have names that a board shows. */
const NAMED = ['queue', 'site', 'team'] as const;

/**
 * A board at asOf: every tile's question within the scope, its target, and the names of what appears in its rows. A team
 * scope narrows what belongs to teams; the visits of a queue belong to none until they are answered and are left whole.
 */
export function boardState(
  board: Board,
  scope: ViewedScope,
  answer: (question: LiveQuestion) => LiveAnswer,
  known: Dimensions,
): BoardState {
  const tiles: Record<string, TileState> = {};
  const names: Record<string, Record<string, string>> = {};
  let last: LiveAnswer | null = null;
  for (const tile of board.tiles) {
    const { rows, samples, ranges, asOf } = (last = answer({
      ...tile.question,
      filter: narrowed(tile.question.filter, scope),
    }));
    const few = rangesOverFew(tile.metric, samples, ranges);
    tiles[tile.id] = {
      ...{ rows, samples, ...few, target: targetOf(tile.metric, scope, known, asOf) },
      ...formulaOf(tile.metric, narrowed(tile.question.filter, scope), known, asOf),
    };
    for (const dimension of NAMED) {
      for (const row of rows) {
        const value = row[dimension];
        if (typeof value === 'string') names[value] ??= namesOf(dimension, value, known, asOf);
      }
    }
  }
  if (last === null) throw new Error(`The board ${board.id} has no tiles.`);
  if (scope.sites !== 'all') for (const site of scope.sites) names[site] ??= namesOf('site', site, known, last.asOf);
  return { asOf: last.asOf, tiles, freshness: last.freshness, names };
}

/** The ranges of the rows that are over few: the others would only make the message longer. */
function rangesOverFew(
  id: string,
  samples: LiveAnswer['samples'],
  ranges: LiveAnswer['ranges'],
): Pick<TileState, 'ranges'> {
  const unit = metricById(id)?.unit ?? 'count';
  const few = ranges.map((row, i) => {
    const range = rangeOverFew(unit, samples[i]?.[id], row[id]);
    return range === null ? {} : { [id]: range };
  });
  return few.some((row) => id in row) ? { ranges: few } : {};
}

const narrowed = (filter: Filter, { sites }: ViewedScope): Filter =>
  sites === 'all' ? filter : { ...filter, site: sites };

/** The formula that the wall names: the one in force now of the sites and queues looked at. */
function formulaOf(metric: string, filter: Filter, known: Dimensions, asOfMs: number): Pick<TileState, 'formula'> {
  if (metric !== 'service_level') return {};
  const formula = levelFormula(known.thresholds(), filter, asOfMs, asOfMs + 1);
  return isNamedFormula(formula) ? { formula } : {};
}

/** The site's target where one site is looked at and has set one, else the dictionary's. */
function targetOf(metric: string, { sites }: ViewedScope, known: Dimensions, asOfMs: number): TileTarget | null {
  const site = sites !== 'all' && sites.length === 1 ? sites[0]! : onlySite(known);
  const own = site === null ? undefined : known.at('site', null, site, asOfMs)?.attrs.targets?.[metric];
  return effectiveTarget(own, metricById(metric)?.target);
}

function onlySite(known: Dimensions): string | null {
  const sites = new Set(known.versions.filter(({ kind }) => kind === 'site').map(({ id }) => id));
  return sites.size === 1 ? [...sites][0]! : null;
}

/** A thing's names by locale; `*` holds where one name serves all. Empty where none was told. */
function namesOf(kind: string, id: string, known: Dimensions, asOfMs: number): Record<string, string> {
  const version = known.at(kind, null, id, asOfMs) ?? latest(kind, id, known);
  const name = version?.attrs.name;
  return typeof name === 'string' ? { '*': name } : { ...name };
}

const latest = (kind: string, id: string, known: Dimensions) =>
  known.versions.filter((version) => version.kind === kind && version.id === id).at(-1) ?? null;
