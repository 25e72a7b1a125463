import { AUDIT_ACTIONS } from '#lib/access/audit.ts';
import type { AuditEntry } from '#lib/access/audit.ts';
import { auditChanges, auditTarget } from '#lib/ui/audit-text.ts';
import type { PageServerLoad } from './$types';

/** As many entries as stand on one page. */
const PAGE = 100;

const keyOf = ({ kind, id }: Pick<AuditEntry['who'], 'kind' | 'id'>) => `${kind}:${id}`;

/** Who an address names: `person:anna`; null where it names nobody. */
function actorOf(text: string | null): Pick<AuditEntry['who'], 'kind' | 'id'> | null {
  const [, kind, id] = /^(person|token|display|system):(.+)$/.exec(text ?? '') ?? [];
  return kind === undefined || id === undefined ? null : { kind: kind as AuditEntry['who']['kind'], id };
}

/** The audit, newest first: by `?action=`, `?who=` and, page by page, `?before=`. The table of rights guards the path. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const { access, defaultZone: zone } = locals.product;
  const { locale } = locals;
  setHeaders({ 'cache-control': 'no-store' });
  const action = AUDIT_ACTIONS.find((known) => known === url.searchParams.get('action')) ?? null;
  const who = actorOf(url.searchParams.get('who'));
  const before = url.searchParams.get('before');
  const [entries, people, tokens] = await Promise.all([
    access.audit.newest(PAGE + 1, { action, who, before }),
    access.people.list(),
    access.tokens.list(),
  ]);
  const shown = entries.slice(0, PAGE);
  const actors: AuditEntry['who'][] = [
    ...people.map(({ id, name }) => ({ kind: 'person' as const, id, name })),
    ...tokens.map(({ id, name }) => ({ kind: 'token' as const, id, name })),
    { kind: 'system', id: 'system', name: 'Floorlight' },
    // Who is gone from the lists stays in the audit.
    ...shown.map((entry) => entry.who),
  ];
  return {
    actions: AUDIT_ACTIONS,
    actors: [...new Map(actors.map((actor) => [keyOf(actor), { ...actor, key: keyOf(actor) }])).values()],
    chosen: { action, who: who === null ? null : keyOf(who), before },
    older: entries.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    entries: shown.map((entry) => ({
      id: entry.id,
      at: entry.at,
      who: { ...entry.who, key: keyOf(entry.who) },
      action: entry.action,
      target: auditTarget(entry.target, locale),
      changes: auditChanges(entry, locale, zone),
      address: entry.address,
    })),
    zone,
  };
};
