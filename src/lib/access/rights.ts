import { RIGHTS, WHOLE_SCOPE } from './identity.ts';
import type { Identity, Right, Role } from './identity.ts';

/** The one table of roles. A token of kind ingest gets `correct` by its own mark, not by its role. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  admin: RIGHTS,
  manager: ['view_boards', 'view_reports', 'edit_settings', 'accept_gap'],
  supervisor: ['view_boards', 'view_reports', 'accept_gap'],
  viewer: ['view_boards', 'view_reports'],
  ingest: ['ingest'],
  read: ['view_boards', 'view_reports', 'view_events'],
  display: ['view_boards'],
  system: RIGHTS,
};

/** Whether the caller has the right; nobody (null) has none. */
export function may(identity: Identity | null, right: Right): boolean {
  return identity?.rights.has(right) ?? false;
}

/** The product itself as the actor of what it does unasked (first start, settings from the environment). */
export const SYSTEM: Identity = {
  kind: 'system',
  id: 'system',
  name: 'Floorlight',
  role: 'system',
  scope: WHOLE_SCOPE,
  rights: new Set(RIGHTS_OF_ROLE.system),
  locale: null,
  board: null,
};
