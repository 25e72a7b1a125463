import type { Identity } from '#lib/access/identity.ts';
import type { EventOf } from '#lib/events/envelope.ts';
import type { RestatedSpan } from '#lib/metrics/definition-change.ts';
import type { GoodLine } from './judge-line.ts';

/** What a statement about a definition does to closed quarter hours: nothing, it restates them, or it may not. */
export type DefinitionVerdict = null | { restates: readonly RestatedSpan[] } | { refusal: string };

/** Looks at definitions before they are taken. Throws NotCheckable where that cannot be known at present. */
export type DefinitionGuard = (
  statements: readonly EventOf<'dim.upsert'>[],
  sender: Identity,
) => Promise<readonly DefinitionVerdict[]>;

/** Whether closed quarter hours are touched cannot be known at present: the body may be sent again as it is. */
export class NotCheckable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotCheckable';
  }
}

/** Puts the verdict on every definition among good lines; the refused ones come back, with the reason of each. */
export async function guardDefinitions(
  good: readonly GoodLine[],
  sender: Identity,
  guard: DefinitionGuard,
): Promise<ReadonlyMap<GoodLine, string>> {
  const lines = good.filter(({ known, event }) => known && event.t === 'dim.upsert');
  const refused = new Map<GoodLine, string>();
  if (lines.length === 0) return refused;
  const verdicts = await guard(
    lines.map(({ event }) => event as EventOf<'dim.upsert'>),
    sender,
  );
  lines.forEach((line, i) => {
    const verdict = verdicts[i] ?? null;
    if (verdict === null) return;
    if ('refusal' in verdict) refused.set(line, verdict.refusal);
    else line.restates = verdict.restates;
  });
  return refused;
}
