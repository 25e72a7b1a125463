import { error } from '@sveltejs/kit';
import { boardById } from '#lib/boards/inbound-floor.ts';
import type { BoardScope } from '#lib/wire/messages.ts';
import type { Identity } from '#lib/access/identity.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import { isNamedFormula, type LevelFormula } from '#lib/metrics/service-level.ts';
import { SERVICE_LEVEL_FORMULAS, type DimensionVersion } from '#lib/metrics/settings.ts';
import type { Product } from '#lib/runtime/product.ts';
import type { WallData, WallMetric } from '#lib/ui/wall-data.ts';
import { latestVersions } from '#lib/ui/latest-versions.ts';
import { levelLabel } from '#lib/words/level-words.ts';
import { namedIn } from '#lib/ui/names.ts';

const LEVELS: readonly LevelFormula[] = [...SERVICE_LEVEL_FORMULAS.filter(isNamedFormula), 'mixed'];

/** Everything that the wall of a board is built from, in one language. 404 where there is no such board. */
export async function wallDataFor(
  product: Product,
  boardId: string,
  viewer: { identity: Identity; locale: Locale; sites: readonly string[] },
): Promise<WallData> {
  const board = boardById(boardId);
  if (board === null) error(404, `There is no board "${boardId}".`);
  const known = latestVersions(await product.dimensions()).filter((version) => version.kind === 'site');
  const scope = narrow(viewer.identity, viewer.sites);
  const seen = scope.sites === 'all' ? [] : scope.sites;
  return {
    board,
    scope,
    metrics: Object.fromEntries(board.tiles.map((tile) => [tile.metric, wallMetric(tile.metric, viewer.locale)])),
    levels: Object.fromEntries(LEVELS.map((formula) => [formula, levelLabel(formula, viewer.locale)])),
    locale: viewer.locale,
    zone: zoneOf(known, seen, product.defaultZone),
    sites: seen.map((site) => namedIn(known.find((version) => version.id === site)?.attrs.name, viewer.locale) ?? site),
    signIn: viewer.identity.kind === 'person' ? `/login?to=${encodeURIComponent(`/tv/${board.id}`)}` : null,
    probe: '/api/v1/metrics',
  };
}

/** The sites asked, as far as the viewer may see them; none asked means all of the viewer's. */
function narrow(identity: Identity, asked: readonly string[]): BoardScope {
  const allowed = identity.scope.sites;
  if (asked.length === 0) return { sites: allowed };
  return { sites: allowed === 'all' ? asked : asked.filter((site) => allowed.includes(site)) };
}

/** The zone of the sites where they agree on one, else the product's. */
function zoneOf(known: readonly DimensionVersion[], sites: readonly string[], fallback: string): string {
  const zones = new Set(
    known.filter(({ id }) => sites.length === 0 || sites.includes(id)).map(({ attrs }) => attrs.tz ?? fallback),
  );
  const [only] = zones;
  return zones.size === 1 && only !== undefined ? only : fallback;
}

function wallMetric(id: string, locale: Locale): WallMetric {
  const metric = metricById(id);
  if (metric === null) throw new Error(`The board asks for the metric "${id}", which the dictionary does not hold.`);
  return { id, label: metric.label[locale], unit: metric.unit, better: metric.better };
}
