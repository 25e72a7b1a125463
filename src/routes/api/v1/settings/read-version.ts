import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import type { ParsedQuestion } from '#lib/metrics/question-parameters.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';

const Body = Compile(
  Type.Object({
    kind: Type.String(),
    id: Type.String(),
    site: Type.Optional(Type.String()),
    validFrom: Type.Optional(Type.Integer()),
    attrs: Type.Record(Type.String(), Type.Unknown()),
    restate: Type.Optional(Type.String({ maxLength: 500 })),
  }),
);

/** A version as a call sends it, and why closed numbers are restated; without `validFrom` it holds from now on. */
export async function readVersion(
  request: Request,
  nowMs: number,
): Promise<ParsedQuestion<{ version: DimensionVersion; restate: string | null }>> {
  const body: unknown = await request.json().catch(() => null);
  if (!Body.Check(body)) {
    const reason =
      'A JSON object is required: kind, id, attrs, and where they apply site, validFrom (ms UTC), restate (why).';
    return { ok: false, errors: [{ field: 'body', reason }] };
  }
  const { kind, id, site, validFrom = nowMs, attrs, restate = null } = body;
  const version: DimensionVersion = { kind, id, site: kind === 'site' ? null : (site ?? null), validFrom, attrs };
  const errors = settingFaults(version);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, question: { version, restate } };
}
