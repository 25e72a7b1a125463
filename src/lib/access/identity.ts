/** Everything that may be asked of a caller. */
export const RIGHTS = [
  'view_boards',
  'view_reports',
  'edit_settings',
  'manage_access',
  'ingest',
  'correct',
  'view_dead_letters',
  'view_events',
  'accept_gap',
] as const;
export type Right = (typeof RIGHTS)[number];

/** Sites and teams whose data a caller sees. `all` holds also those that appear later; an empty list sees nothing. */
export interface Scope {
  sites: readonly string[] | 'all';
  teams: readonly string[] | 'all';
}

export const WHOLE_SCOPE: Scope = { sites: 'all', teams: 'all' };

/** Roles that an account may have, from most to least. */
export const PERSON_ROLES = ['admin', 'manager', 'supervisor', 'viewer'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Every role: those of accounts, those of tokens (`ingest`, `read`), of a TV (`display`), of the product itself. */
export type Role = PersonRole | 'ingest' | 'read' | 'display' | 'system';

/** Who is calling. Made by this room only; all that others decide about a caller they decide from this. */
export interface Identity {
  kind: 'person' | 'token' | 'display' | 'system';
  id: string;
  /** As shown in lists and in the audit. */
  name: string;
  role: Role;
  scope: Scope;
  rights: ReadonlySet<Right>;
  /** The language chosen for the account or the display; null: as the request asks. */
  locale: string | null;
  /** The one board of a display; null: any. */
  board: string | null;
}

/** Whether `inner` sees nothing that `outer` does not. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  return listWithin(inner.sites, outer.sites) && listWithin(inner.teams, outer.teams);
}

function listWithin(inner: readonly string[] | 'all', outer: readonly string[] | 'all'): boolean {
  if (outer === 'all') return true;
  return inner !== 'all' && inner.every((entry) => outer.includes(entry));
}

/** Whether the scope holds the site; a fact without a site (null) is seen by a scope of all sites only. */
export function seesSite(scope: Scope, site: string | null): boolean {
  return scope.sites === 'all' || (site !== null && scope.sites.includes(site));
}

/** Whether the scope holds the team; a fact without a team (null) is seen by a scope of all teams only. */
export function seesTeam(scope: Scope, team: string | null): boolean {
  return scope.teams === 'all' || (team !== null && scope.teams.includes(team));
}
