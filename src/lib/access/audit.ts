import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import type { Identity } from './identity.ts';
import { newId } from './secrets.ts';

/** Everything that the audit knows to have been done. */
export const AUDIT_ACTIONS = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'password_changed',
  'person_added',
  'person_changed',
  'person_removed',
  'token_made',
  'token_revoked',
  'display_link_made',
  'display_link_renamed',
  'display_link_revoked',
  'setting_changed',
  'definition_restated',
  'correction_sent',
  'gap_accepted',
  'simulator_switched_off',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did what, when, to what. */
export interface AuditEntry {
  id: string;
  /** ms UTC. */
  at: number;
  who: { kind: Identity['kind']; id: string; name: string };
  action: AuditAction;
  /** What it was done to: `token CRM (8f...)`, `queue cs/svc`, `account anna`. */
  target: string;
  /** Short summaries of what changed, never a secret; null where there is none. */
  before: string | null;
  after: string | null;
  /** Network address of the caller, where known. */
  address: string | null;
}

/** Which entries are wanted; what is not given does not matter. */
export interface AuditQuestion {
  action?: AuditAction | null;
  who?: Pick<Identity, 'kind' | 'id'> | null;
  /** Id of an entry: only what was written before it. */
  before?: string | null;
}

export interface Audit {
  /** Appends an entry; durable when it resolves. An entry is never changed or removed. */
  write(
    who: Pick<Identity, 'kind' | 'id' | 'name'>,
    action: AuditAction,
    target: string,
    more?: { before?: string | null; after?: string | null; address?: string | null },
  ): Promise<void>;
  /** The newest `limit` entries, of those that are asked for, newest first. */
  newest(limit: number, question?: AuditQuestion): Promise<AuditEntry[]>;
}

/** One collection a month, so that the newest entries are found without reading years; this one names the months. */
const MONTHS = 'audit_months';

/** The audit over a document store. Rejects with DocumentStoreError where the store does. */
export function openAudit(options: { store: DocumentStore; clock: Clock }): Audit {
  const { store, clock } = options;
  const knownMonths = new Set<string>();
  let sequence = 0;

  return {
    async write(who, action, target, more = {}) {
      const at = clock.now();
      // Sorted by id = sorted by time; within one millisecond of one process by the order of writing.
      sequence = (sequence + 1) % 1_000_000;
      const id = `${String(at).padStart(15, '0')}-${String(sequence).padStart(6, '0')}-${newId()}`;
      const month = new Date(at).toISOString().slice(0, 7);
      if (!knownMonths.has(month)) {
        await store.create(MONTHS, month, { month });
        knownMonths.add(month);
      }
      const entry: AuditEntry = {
        id,
        at,
        who: { kind: who.kind, id: who.id, name: who.name },
        action,
        target,
        before: more.before ?? null,
        after: more.after ?? null,
        address: more.address ?? null,
      };
      await store.create(`audit_${month}`, id, entry);
    },
    async newest(limit, question = {}) {
      const months = await store.list<{ month: string }>(MONTHS);
      const entries: AuditEntry[] = [];
      for (const { id: month } of months.reverse()) {
        if (entries.length >= limit) break;
        const listed = await store.list<AuditEntry>(`audit_${month}`);
        entries.push(...listed.reverse().flatMap(({ document }) => (isAsked(document, question) ? [document] : [])));
      }
      return entries.slice(0, limit);
    },
  };
}

/** An id begins with the instant, so that earlier is smaller. */
const isAsked = (entry: AuditEntry, { action, who, before }: AuditQuestion): boolean =>
  (!action || entry.action === action) &&
  (!who || (entry.who.kind === who.kind && entry.who.id === who.id)) &&
  (!before || entry.id < before);
