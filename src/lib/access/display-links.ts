import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import type { Audit } from './audit.ts';
import { readCookie, responseCookie } from './cookies.ts';
import type { ResponseCookie } from './cookies.ts';
import { openCredentialBook } from './credential-book.ts';
import type { Credential } from './credential-book.ts';
import type { Identity, Scope } from './identity.ts';
import { demandRight, readLocale, readName, readScope } from './input.ts';
import { AccessProblem } from './problem.ts';
import { RIGHTS_OF_ROLE } from './rights.ts';
import { digestOf, newId, newSecret } from './secrets.ts';
import { openUseMarks } from './use-marks.ts';

const COOKIE = 'floorlight_display';
/** The longest that browsers keep a cookie; every page that is loaded starts it anew, and the link itself never ends. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;
const BOARD = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** A link that lets one TV show one board without a log-in, until it is revoked. */
export interface DisplayLinkView {
  id: string;
  name: string;
  board: string;
  scope: Scope;
  locale: string | null;
  createdAt: number;
  createdBy: string;
  /** To the minute; null: never opened. */
  lastSeenAt: number | null;
  revokedAt: number | null;
}

interface StoredDisplayLink extends Omit<DisplayLinkView, 'lastSeenAt'>, Credential {}

/** A display that was recognised, and the cookie that keeps it so. */
export interface OpenedDisplay {
  identity: Identity & { board: string };
  cookie: ResponseCookie;
}

export interface DisplayLinks {
  /** Makes a link and gives its path `/d/<secret>`, this once. */
  make(
    input: { name: unknown; board: unknown; scope: unknown; locale?: unknown },
    by: Identity,
  ): Promise<{ display: DisplayLinkView; path: string }>;
  /** Newest first, the revoked too. */
  list(): Promise<DisplayLinkView[]>;
  rename(id: string, name: unknown, by: Identity): Promise<DisplayLinkView>;
  revoke(id: string, by: Identity): Promise<void>;
  /** The display with this secret, or null. */
  open(secret: string): Promise<OpenedDisplay | null>;
  /** The display of a request's `Cookie` header, or null. */
  read(cookieHeader: string): Promise<OpenedDisplay | null>;
  /** Marks a display as seen without a request: its socket is open. */
  seen(id: string): void;
  refresh(): Promise<void>;
  settle(): Promise<void>;
}

/** The display links over a document store. Methods throw AccessProblem for what they refuse. */
export function openDisplayLinks(options: {
  store: DocumentStore;
  clock: Clock;
  audit: Audit;
  secure: boolean;
  staleMs: number;
  onGone: (id: string) => void;
  onProblem: (error: Error) => void;
}): DisplayLinks {
  const { store, clock, audit, secure, staleMs, onProblem } = options;
  const book = openCredentialBook<StoredDisplayLink>({
    store,
    collection: 'display_links',
    clock,
    staleMs,
    onGone: (display) => options.onGone(display.id),
  });
  const uses = openUseMarks({ store, collection: 'display_uses', clock, onProblem });
  const mustFind = async (id: string): Promise<StoredDisplayLink> => {
    const display = await book.get(id);
    if (display === null) throw new AccessProblem('not_found', `There is no display link ${id}.`);
    return display;
  };
  const open = async (secret: string): Promise<OpenedDisplay | null> => {
    const display = await book.find(secret);
    if (display === null) return null;
    uses.mark(display.id);
    return { identity: identityOf(display), cookie: responseCookie(COOKIE, secret, COOKIE_SECONDS, secure) };
  };

  return {
    async make(input, by) {
      demandRight(by, 'manage_access');
      if (typeof input.board !== 'string' || !BOARD.test(input.board)) {
        throw new AccessProblem('bad_input', 'A display shows one board; name it by its id.', { field: 'board' });
      }
      const secret = newSecret('fl_tv');
      const display: StoredDisplayLink = {
        id: newId(),
        digest: digestOf(secret),
        name: readName(input.name),
        board: input.board,
        scope: readScope(input.scope, by),
        locale: readLocale(input.locale),
        createdAt: clock.now(),
        createdBy: by.name,
        revokedAt: null,
      };
      await book.write(display);
      await audit.write(by, 'display_link_made', targetOf(display), { after: `board ${display.board}` });
      return { display: viewOf(display, null), path: `/d/${secret}` };
    },
    async list() {
      const marks = await uses.all();
      return (await book.list())
        .map((display) => viewOf(display, marks.get(display.id) ?? null))
        .sort((left, right) => right.createdAt - left.createdAt);
    },
    async rename(id, name, by) {
      demandRight(by, 'manage_access');
      const display = await mustFind(id);
      const renamed = { ...display, name: readName(name) };
      await book.write(renamed);
      const change = { before: display.name, after: renamed.name };
      await audit.write(by, 'display_link_renamed', targetOf(renamed), change);
      return viewOf(renamed, (await uses.all()).get(id) ?? null);
    },
    async revoke(id, by) {
      demandRight(by, 'manage_access');
      const display = await mustFind(id);
      if (display.revokedAt !== null) return;
      await book.write({ ...display, revokedAt: clock.now() });
      await audit.write(by, 'display_link_revoked', targetOf(display));
    },
    open,
    async read(cookieHeader) {
      const secret = readCookie(cookieHeader, COOKIE);
      return secret === null ? null : open(secret);
    },
    seen: (id) => uses.mark(id),
    refresh: () => book.refresh(),
    settle: () => uses.settle(),
  };
}

function identityOf({ id, name, scope, locale, board }: StoredDisplayLink): Identity & { board: string } {
  return { kind: 'display', id, name, role: 'display', scope, rights: new Set(RIGHTS_OF_ROLE.display), locale, board };
}

function viewOf(display: StoredDisplayLink, lastSeenAt: number | null): DisplayLinkView {
  const { id, name, board, scope, locale, createdAt, createdBy, revokedAt } = display;
  return { id, name, board, scope, locale, createdAt, createdBy, lastSeenAt, revokedAt };
}

function targetOf(display: StoredDisplayLink): string {
  return `display link ${display.name} (${display.id})`;
}
