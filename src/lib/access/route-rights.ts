import type { Identity, Right } from './identity.ts';
import { may } from './rights.ts';

/** What a path asks of its caller: a right, an account (`person`), or nothing (`open`). */
export type RouteDemand = Right | 'person' | 'open';

export interface RouteRule {
  /** HTTP method, `WS` for a socket upgrade, `*` for every HTTP method. */
  method: 'GET' | 'POST' | 'WS' | '*';
  /** A path, or a path and all below it (`/tv/*` holds `/tv` too). */
  pattern: string;
  demand: RouteDemand;
  /** Where a caller without an identity goes: a page leads to the log-in, anything else answers 401. */
  surface: 'page' | 'api' | 'operations';
}

const page = (pattern: string, demand: RouteDemand): RouteRule => ({ method: '*', pattern, demand, surface: 'page' });
const api = (method: RouteRule['method'], pattern: string, demand: RouteDemand): RouteRule => ({
  method,
  pattern,
  demand,
  surface: 'api',
});
const operations = (pattern: string): RouteRule => ({ method: 'GET', pattern, demand: 'open', surface: 'operations' });

/**
 * The one table of what each path asks; the first rule that fits counts. A path that no rule fits is not served (files
 * of the build are answered before anyone asks here).
 * `/metrics` is open because a scraper has no log-in and it holds counts of the product only, never a number of the
 * floor; where that is too much, close it in the proxy.
 */
export const ROUTE_RULES: readonly RouteRule[] = [
  operations('/healthz'),
  operations('/readyz'),
  operations('/metrics'),
  api('POST', '/api/v1/events', 'ingest'),
  api('GET', '/api/v1/events', 'view_events'),
  api('GET', '/api/v1/metrics', 'view_boards'),
  api('GET', '/api/v1/live', 'view_boards'),
  api('GET', '/api/v1/reports/query', 'view_reports'),
  api('GET', '/api/v1/reports/restated', 'view_reports'),
  api('GET', '/api/v1/corrections', 'view_reports'),
  api('GET', '/api/v1/producers/*', 'ingest'),
  api('POST', '/api/v1/producers/*', 'accept_gap'),
  api('GET', '/api/v1/contacts', 'view_reports'),
  api('GET', '/api/v1/quality', 'view_reports'),
  api('GET', '/api/v1/quality/rules', 'view_reports'),
  api('POST', '/api/v1/quality/taken-back', 'edit_settings'),
  api('GET', '/api/v1/settings', 'edit_settings'),
  api('POST', '/api/v1/settings/*', 'edit_settings'),
  api('WS', '/api/v1/stream', 'view_boards'),
  page('/login', 'open'),
  page('/logout', 'open'),
  page('/d/*', 'open'),
  page('/tv/*', 'view_boards'),
  page('/', 'view_boards'),
  page('/reports/*', 'view_reports'),
  page('/dictionary/*', 'view_reports'),
  page('/explain/*', 'view_reports'),
  page('/contacts/*', 'view_reports'),
  page('/truth/*', 'view_reports'),
  page('/quality/*', 'view_reports'),
  page('/sources/dead-letters/*', 'view_dead_letters'),
  page('/sources/*', 'view_reports'),
  page('/settings/access/*', 'manage_access'),
  page('/settings/password', 'person'),
  page('/settings/*', 'edit_settings'),
];

/** The rule for a request, or null where the path is not listed. A trailing slash makes no difference. */
export function routeRule(method: string, path: string): RouteRule | null {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const asked = withoutSlash(path);
  return (
    ROUTE_RULES.find(
      (rule) => (rule.method === wanted || (rule.method === '*' && wanted !== 'WS')) && fits(rule.pattern, asked),
    ) ?? null
  );
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function fits(pattern: string, path: string): boolean {
  if (!pattern.endsWith('/*')) return pattern === path;
  const stem = pattern.slice(0, -2);
  return path === stem || path.startsWith(`${stem}/`);
}

/** Whether the caller gets in: else it has to sign in (401), is not allowed (403), or the path is not served (404). */
export type Admission = 'granted' | 'sign_in' | 'forbidden' | 'not_listed';

/** Judges a request by the table. A display sees the page of its own board and no other page. */
export function admission(identity: Identity | null, method: string, path: string): Admission {
  const rule = routeRule(method, path);
  if (rule === null) return 'not_listed';
  if (rule.demand === 'open') return 'granted';
  if (identity === null) return 'sign_in';
  if (identity.board !== null && rule.surface === 'page' && withoutSlash(path) !== `/tv/${identity.board}`) {
    return 'forbidden';
  }
  if (rule.demand === 'person') return identity.kind === 'person' ? 'granted' : 'forbidden';
  return may(identity, rule.demand) ? 'granted' : 'forbidden';
}
