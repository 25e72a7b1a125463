import type { Audit, AuditEntry } from '../access/audit.ts';
import type { EventOf } from '../events/envelope.ts';
import type { RestatedSpan } from '../metrics/definition-change.ts';
import { statedVersion } from '../metrics/dimension-register.ts';
import type { DefinitionName, DefinitionStatement } from '../reports/definition-versions.ts';
import { SLOT_MS } from '../time/interval.ts';
import { ProblemError, problem } from '../wire/problem.ts';
import type { PublishedStatement } from './product.ts';
import { SETTINGS_PRODUCER } from '../events/own-producers.ts';

/** How the audit names a definition: `site cs`, `queue cs/svc`, `calendar CN`. */
export const definitionName = ({ kind, site, id }: DefinitionName): string =>
  `${kind} ${site === null || kind === 'site' ? id : `${site}/${id}`}`;

/** What the audit says of a restatement. Throws the problem that refuses it where there is no reason for it. */
export function restatement(spans: readonly RestatedSpan[], because: string | null): Record<string, string | number> {
  const fromMs = Math.min(...spans.map((span) => span.fromMs));
  const toMs = Math.max(...spans.map((span) => span.toMs));
  const iso = (instantMs: number): string => new Date(instantMs).toISOString();
  const rules = [...new Set(spans.map(({ what, queue }) => (queue === null ? what : `${what} (${queue})`)))];
  const reason = because?.trim() ?? '';
  if (reason === '') {
    throw new ProblemError(
      problem(
        'conflict',
        `This version would judge quarter hours otherwise that are closed, from ${iso(fromMs)} to ${iso(toMs)}: ${rules.join(', ')}. ` +
          'Nothing was changed. Let it hold from now on, or say why the closed numbers are restated.',
        spans.map(({ what, queue, before, after, ...span }) => ({
          field: 'validFrom',
          reason: `${what}${queue === null ? '' : ` of ${queue}`}: ${before} becomes ${after} from ${iso(span.fromMs)} to ${iso(span.toMs)}.`,
        })),
      ),
    );
  }
  return {
    reason,
    restatedFrom: fromMs,
    restatedTo: toMs,
    restatedQuarterHours: Math.round((toMs - fromMs) / SLOT_MS),
    restatedRules: rules.join(', '),
  };
}

/** What the audit keeps of a definition that came as an event and restates closed quarter hours. */
export function auditOfRestatement(
  event: EventOf<'dim.upsert'>,
  spans: readonly RestatedSpan[],
): { target: string; after: string } {
  const version = statedVersion(event)!;
  const { p, e, n } = event;
  const restated = restatement(spans, `event ${p}/${e}/${n}`);
  const after = JSON.stringify({ ...version.attrs, validFrom: version.validFrom, ...restated });
  return { target: definitionName(version), after };
}

/** Entries that say who published something; enough of them for years of one definition. */
const ENTRIES = 10_000;
/** The record is written when the event is durable. */
const RECORDED_WITHIN_MS = 60_000;

/** Statements with who made them and why, as the audit knows it. */
export async function publishedStatements(
  name: DefinitionName,
  statements: readonly DefinitionStatement[],
  audit: Pick<Audit, 'newest'>,
): Promise<PublishedStatement[]> {
  const target = definitionName(name);
  const actions = ['setting_changed', 'definition_restated'] as const;
  const entries = (await Promise.all(actions.map((action) => audit.newest(ENTRIES, { action }))))
    .flat()
    .filter((entry) => entry.target === target)
    .sort((a, b) => a.at - b.at);
  const taken = new Set<AuditEntry>();
  const published = statements.toReversed().map((statement): PublishedStatement => {
    const entry =
      statement.p === SETTINGS_PRODUCER
        ? entries.find(
            (other) =>
              !taken.has(other) &&
              other.at >= statement.at &&
              other.at <= statement.at + RECORDED_WITHIN_MS &&
              afterOf(other).validFrom === statement.validFrom,
          )
        : undefined;
    if (entry) taken.add(entry);
    return { ...statement, who: entry?.who ?? null, reason: (entry && afterOf(entry).reason) ?? null };
  });
  return published.reverse();
}

const afterOf = ({ after }: AuditEntry): { validFrom?: number; reason?: string } =>
  after === null ? {} : (JSON.parse(after) as { validFrom?: number; reason?: string });
