import type { Scope } from '../access/identity.ts';
import type { BoardScope } from '../wire/messages.ts';

/** What a viewer sees of what it asks for: `all` is all that it may see. Null where it asks for a site that it may not see. */
export function narrowedScope(allowed: Scope, asked: BoardScope): Scope | null {
  if (asked.sites === 'all') return allowed;
  const { sites } = allowed;
  if (sites !== 'all' && asked.sites.some((site) => !sites.includes(site))) return null;
  return { sites: [...new Set(asked.sites)].sort(), teams: allowed.teams };
}
