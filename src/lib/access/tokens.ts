import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import type { Audit } from './audit.ts';
import { openCredentialBook } from './credential-book.ts';
import type { Credential } from './credential-book.ts';
import { WHOLE_SCOPE } from './identity.ts';
import type { Identity, Scope } from './identity.ts';
import { demandRight, readName, readScope } from './input.ts';
import { AccessProblem } from './problem.ts';
import { RIGHTS_OF_ROLE, SYSTEM } from './rights.ts';
import { digestOf, newId, newSecret } from './secrets.ts';
import { openUseMarks } from './use-marks.ts';

export const TOKEN_KINDS = ['ingest', 'read'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** A token as administrators see it. The secret was shown when it was made and is not known any more. */
export interface TokenView {
  id: string;
  name: string;
  kind: TokenKind;
  scope: Scope;
  /** Whether it may send corrections. */
  correct: boolean;
  /** Made in the product, or given by the environment of the process. */
  source: 'product' | 'environment';
  createdAt: number;
  createdBy: string;
  /** To the minute; null: never used. */
  lastUsedAt: number | null;
  revokedAt: number | null;
}

interface StoredToken extends Omit<TokenView, 'lastUsedAt'>, Credential {
  /** A revocation by a person stands, also when the environment brings the same token again. */
  revokedByPerson: boolean;
}

export interface Tokens {
  /** Makes a token and gives its secret, this once. */
  make(
    input: { name: unknown; kind: unknown; scope: unknown; correct?: unknown },
    by: Identity,
  ): Promise<{ token: TokenView; secret: string }>;
  /** Newest first, the revoked too. */
  list(): Promise<TokenView[]>;
  revoke(id: string, by: Identity): Promise<void>;
  /**
   * Registers the tokens of the environment with every scope; the one for ingest may correct too. Those of an earlier
   * start that are not given any more are revoked. Doing it again changes nothing.
   */
  registerEnvironment(given: { ingest?: string; read?: string }): Promise<void>;
  /** The caller with this secret, or null. */
  verify(secret: string): Promise<Identity | null>;
  refresh(): Promise<void>;
  settle(): Promise<void>;
}

/** The tokens over a document store. Methods throw AccessProblem for what they refuse. */
export function openTokens(options: {
  store: DocumentStore;
  clock: Clock;
  audit: Audit;
  staleMs: number;
  onGone: (id: string) => void;
  onProblem: (error: Error) => void;
}): Tokens {
  const { store, clock, audit, staleMs, onProblem } = options;
  const book = openCredentialBook<StoredToken>({
    store,
    collection: 'tokens',
    clock,
    staleMs,
    onGone: (token) => options.onGone(token.id),
  });
  const uses = openUseMarks({ store, collection: 'token_uses', clock, onProblem });

  const revoke = async (token: StoredToken, by: Identity): Promise<void> => {
    await book.write({ ...token, revokedAt: clock.now(), revokedByPerson: by.kind === 'person' });
    await audit.write(by, 'token_revoked', targetOf(token));
  };
  const registerOne = async (kind: TokenKind, secret: string | undefined): Promise<void> => {
    const digest = secret === undefined ? null : digestOf(secret);
    const id = digest === null ? null : `environment-${kind}-${digest.slice(0, 12)}`;
    for (const token of await book.list()) {
      const replaced = token.source === 'environment' && token.kind === kind && token.id !== id;
      if (replaced && token.revokedAt === null) await revoke(token, SYSTEM);
    }
    if (id === null || digest === null) return;
    const known = await book.get(id);
    if (known !== null && (known.revokedAt === null || known.revokedByPerson)) return book.refresh();
    const token: StoredToken = {
      id,
      digest,
      name: kind === 'ingest' ? 'INGEST_TOKEN' : 'API_TOKEN',
      kind,
      scope: WHOLE_SCOPE,
      correct: kind === 'ingest',
      source: 'environment',
      createdAt: clock.now(),
      createdBy: SYSTEM.name,
      revokedAt: null,
      revokedByPerson: false,
    };
    await book.write(token);
    await audit.write(SYSTEM, 'token_made', targetOf(token), { after: summaryOf(token) });
  };

  return {
    async make(input, by) {
      demandRight(by, 'manage_access');
      const kind = TOKEN_KINDS.find((known) => known === input.kind);
      if (kind === undefined) {
        throw new AccessProblem('bad_input', `A token is of kind ${TOKEN_KINDS.join(' or ')}.`, { field: 'kind' });
      }
      if (input.correct === true && kind !== 'ingest') {
        throw new AccessProblem('bad_input', 'Only a token that sends events can send corrections.', {
          field: 'correct',
        });
      }
      const secret = newSecret(`fl_${kind}`);
      const token: StoredToken = {
        id: newId(),
        digest: digestOf(secret),
        name: readName(input.name),
        kind,
        scope: readScope(input.scope, by),
        correct: input.correct === true,
        source: 'product',
        createdAt: clock.now(),
        createdBy: by.name,
        revokedAt: null,
        revokedByPerson: false,
      };
      await book.write(token);
      await audit.write(by, 'token_made', targetOf(token), { after: summaryOf(token) });
      return { token: viewOf(token, null), secret };
    },
    async list() {
      const marks = await uses.all();
      return (await book.list())
        .map((token) => viewOf(token, marks.get(token.id) ?? null))
        .sort((left, right) => right.createdAt - left.createdAt);
    },
    async revoke(id, by) {
      demandRight(by, 'manage_access');
      const token = await book.get(id);
      if (token === null) throw new AccessProblem('not_found', `There is no token ${id}.`);
      if (token.revokedAt === null) await revoke(token, by);
    },
    async registerEnvironment(given) {
      if (given.ingest !== undefined && given.ingest === given.read) {
        throw new AccessProblem('bad_input', 'INGEST_TOKEN and API_TOKEN are the same; give each a value of its own.');
      }
      await registerOne('ingest', given.ingest);
      await registerOne('read', given.read);
    },
    async verify(secret) {
      const token = await book.find(secret);
      if (token === null) return null;
      uses.mark(token.id);
      return identityOf(token);
    },
    refresh: () => book.refresh(),
    settle: () => uses.settle(),
  };
}

function identityOf({ id, name, kind, scope, correct }: StoredToken): Identity {
  const rights = new Set(RIGHTS_OF_ROLE[kind]);
  if (correct) rights.add('correct');
  return { kind: 'token', id, name, role: kind, scope, rights, locale: null, board: null };
}

function viewOf(token: StoredToken, lastUsedAt: number | null): TokenView {
  const { id, name, kind, scope, correct, source, createdAt, createdBy, revokedAt } = token;
  return { id, name, kind, scope, correct, source, createdAt, createdBy, lastUsedAt, revokedAt };
}

function targetOf(token: StoredToken): string {
  return `token ${token.name} (${token.id})`;
}

function summaryOf({ kind, scope, correct }: StoredToken): string {
  const sites = scope.sites === 'all' ? 'all' : scope.sites.join(',');
  return `${kind}${correct ? ' and correct' : ''}, sites ${sites}`;
}
