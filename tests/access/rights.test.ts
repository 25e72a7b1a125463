import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithin, PERSON_ROLES, RIGHTS, seesSite, WHOLE_SCOPE } from '#lib/access/identity.ts';
import type { Identity, Role, Scope } from '#lib/access/identity.ts';
import { may, RIGHTS_OF_ROLE } from '#lib/access/rights.ts';
import { admission, ROUTE_RULES, routeRule } from '#lib/access/route-rights.ts';

const caller = (role: Role): Identity => ({
  kind: role === 'ingest' || role === 'read' ? 'token' : role === 'display' ? 'display' : 'person',
  id: role,
  name: role,
  role,
  scope: WHOLE_SCOPE,
  rights: new Set(RIGHTS_OF_ROLE[role]),
  locale: null,
  board: role === 'display' ? 'inbound' : null,
});

test('[AC8] each role has these rights and no others', () => {
  expect(RIGHTS_OF_ROLE).toEqual({
    admin: [
      'view_boards',
      'view_reports',
      'edit_settings',
      'manage_access',
      'ingest',
      'correct',
      'view_dead_letters',
      'view_events',
      'accept_gap',
    ],
    manager: ['view_boards', 'view_reports', 'edit_settings', 'accept_gap'],
    supervisor: ['view_boards', 'view_reports', 'accept_gap'],
    viewer: ['view_boards', 'view_reports'],
    ingest: ['ingest'],
    read: ['view_boards', 'view_reports', 'view_events'],
    display: ['view_boards'],
    system: RIGHTS,
  });
  for (const right of RIGHTS) expect(may(null, right)).toBe(false);
  // From most to least: no lower account may do what a higher one may not.
  for (let place = 1; place < PERSON_ROLES.length; place++) {
    for (const right of RIGHTS_OF_ROLE[PERSON_ROLES[place]!]) {
      expect(RIGHTS_OF_ROLE[PERSON_ROLES[place - 1]!]).toContain(right);
    }
  }
});

/** Path -> the roles that get in. */
const EXPECTED: readonly [method: string, path: string, roles: readonly Role[]][] = [
  ['POST', '/api/v1/events', ['admin', 'ingest']],
  ['GET', '/api/v1/events', ['admin', 'read']],
  ['GET', '/truth', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/api/v1/metrics', ['admin', 'manager', 'supervisor', 'viewer', 'read', 'display']],
  ['GET', '/api/v1/live', ['admin', 'manager', 'supervisor', 'viewer', 'read', 'display']],
  ['WS', '/api/v1/stream', ['admin', 'manager', 'supervisor', 'viewer', 'read', 'display']],
  ['GET', '/api/v1/reports/query', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/api/v1/reports/restated', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/api/v1/corrections', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/api/v1/producers/acd/resend', ['admin', 'ingest']],
  ['POST', '/api/v1/producers/acd/accepted', ['admin', 'manager', 'supervisor']],
  ['HEAD', '/api/v1/contacts', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/tv/inbound', ['admin', 'manager', 'supervisor', 'viewer', 'read', 'display']],
  ['GET', '/reports', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/reports/daily', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['GET', '/dictionary', ['admin', 'manager', 'supervisor', 'viewer', 'read']],
  ['POST', '/settings/queues', ['admin', 'manager']],
  ['POST', '/settings/access/tokens', ['admin']],
  ['POST', '/settings/password', ['admin', 'manager', 'supervisor', 'viewer']],
  ['GET', '/sources/dead-letters', ['admin']],
];
const ROLES = (Object.keys(RIGHTS_OF_ROLE) as Role[]).filter((role) => role !== 'system');

test('[AC9] each path lets in exactly those whom the table of paths lets in, and nobody without an identity', () => {
  for (const [method, path, roles] of EXPECTED) {
    const let_in = ROLES.filter((role) => admission(caller(role), method, path) === 'granted');
    expect([method, path, [...let_in].sort()]).toEqual([method, path, [...roles].sort()]);
    expect(admission(null, method, path)).toBe('sign_in');
  }
});

test('[AC9] health, metrics of operation, log-in and display links are open', () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/login', '/logout', '/d/fl_tv_x']) {
    expect([path, admission(null, 'GET', path)]).toEqual([path, 'granted']);
  }
});

test('[AC9] a path that is not listed, or its method, is not served to anyone', () => {
  const unlisted: [string, string][] = [
    ['DELETE', '/api/v1/events'],
    ['DELETE', '/api/v1/live'],
    ['POST', '/healthz'],
    ['GET', '/api/v1/live/x'],
    ['GET', '/tvs'],
    ['GET', '/reportsx'],
    ['GET', '//settings'],
    ['GET', '/Settings'],
    ['GET', '/%73ettings'],
    ['WS', '/tv/inbound'],
    ['WS', '/'],
    ['GET', ''],
  ];
  for (const [method, path] of unlisted) {
    expect([path, admission(caller('admin'), method, path)]).toEqual([path, 'not_listed']);
    expect(routeRule(method, path)).toBeNull();
  }
});

test('[AC9] no rule of the table is hidden by one before it', () => {
  for (const rule of ROUTE_RULES) {
    const path = rule.pattern.endsWith('/*') ? rule.pattern.replace('*', 'some/thing') : rule.pattern;
    expect(routeRule(rule.method === '*' ? 'GET' : rule.method, path)).toBe(rule);
  }
});

test('[AC19] what lies within a scope sees no site that the scope does not see', () => {
  const list = fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.constantFrom('a', 'b', 'c')));
  const scope: fc.Arbitrary<Scope> = fc.record({ sites: list, teams: list });
  fc.assert(
    fc.property(scope, scope, (inner, outer) => {
      const sites = ['a', 'b', 'c', 'one of tomorrow', null];
      const more = sites.some((site) => seesSite(inner, site) && !seesSite(outer, site));
      const moreTeams = sites.some(
        (team) => seesSite({ ...inner, sites: inner.teams }, team) && !seesSite({ ...outer, sites: outer.teams }, team),
      );
      expect(isWithin(inner, outer)).toBe(!more && !moreTeams);
    }),
  );
});
