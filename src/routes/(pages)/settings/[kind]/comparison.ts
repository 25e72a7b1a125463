import { createHash } from 'node:crypto';
import type { Identity } from '#lib/access/identity.ts';
import { restatedBy, type RestatedSpan } from '#lib/metrics/definition-change.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import type { DefinitionPreview } from '#lib/reports/preview-definition.ts';
import type { Product } from '#lib/runtime/product.ts';
import { problemOf } from '#lib/wire/problem.ts';

/** What is shown before a version is published. */
export interface Comparison {
  /** Names the version that was looked at: another one has to be looked at anew. */
  seen: string;
  /** Null: the history does not answer. */
  preview: DefinitionPreview | null;
  /** Closed quarter hours that it would judge otherwise; null where there are none. */
  restates: { fromMs: number; toMs: number } | null;
}

/**
 * The comparison that has to be looked at before a version is published; null where there is nothing to see: no number of
 * the past would differ, and nothing closed is touched.
 *
 * @param typed the date as it was typed: "from now on" stays the same version while it is looked at
 */
export async function comparisonOf(
  product: Product,
  version: DimensionVersion,
  typed: string,
  who: Identity,
): Promise<Comparison | null> {
  const { kind, id, site, attrs } = version;
  const seen = createHash('sha256')
    .update(JSON.stringify([kind, id, site, attrs, typed]))
    .digest('base64url');
  const spans = await product.restatedBy(version);
  const restates = spans.length === 0 ? null : extentOf(spans);
  if (restates === null && !(await countsOtherwise(product, version))) return null;
  try {
    const preview = await product.preview(version, who);
    return preview.rows.length === 0 && restates === null ? null : { seen, preview, restates };
  } catch (failure) {
    if (problemOf(failure)?.status !== 503) throw failure;
    return { seen, preview: null, restates };
  }
}

/** Whether it counts or aims otherwise than what is in force: as if everything so far could still change. */
async function countsOtherwise(product: Product, version: DimensionVersion): Promise<boolean> {
  const { kind, id, site, attrs } = version;
  const versions = await product.dimensions();
  const same = versions.filter(
    (other) => other.kind === kind && other.id === id && (kind === 'site' || other.site === site),
  );
  const newest = same.reduce<DimensionVersion | null>(
    (found, other) => (found && found.validFrom > other.validFrom ? found : other),
    null,
  );
  const ever = restatedBy(
    versions,
    { ...version, validFrom: newest?.validFrom ?? 0 },
    Number.MAX_SAFE_INTEGER,
    product.defaultZone,
  );
  return ever.length > 0 || JSON.stringify(newest?.attrs.targets ?? {}) !== JSON.stringify(attrs.targets ?? {});
}

const extentOf = (spans: readonly RestatedSpan[]): Comparison['restates'] => ({
  fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
  toMs: Math.max(...spans.map(({ toMs }) => toMs)),
});
