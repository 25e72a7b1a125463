import { isWithin } from './identity.ts';
import type { Identity, Right, Scope } from './identity.ts';
import { AccessProblem } from './problem.ts';
import { may } from './rights.ts';

const MAX_NAME = 80;
const MAX_SCOPE_ENTRIES = 10_000;
const LOCALE = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;

/** Throws AccessProblem 403 where the caller lacks the right. */
export function demandRight(by: Identity, right: Right): void {
  if (!may(by, right)) {
    throw new AccessProblem(
      'forbidden',
      `This needs the right ${right}, which ${by.name} does not have. Ask an administrator.`,
    );
  }
}

/** A name for people to read: trimmed, 1 to 80 characters, no control characters. Throws AccessProblem 400. */
export function readName(value: unknown): string {
  const name = typeof value === 'string' ? value.normalize('NFKC').trim() : '';
  if (name === '' || name.length > MAX_NAME || /\p{Cc}/u.test(name)) {
    throw new AccessProblem('bad_input', `A name has 1 to ${MAX_NAME} characters and no control characters.`, {
      field: 'name',
    });
  }
  return name;
}

/** A scope that lies inside the scope of the one who grants it. Throws AccessProblem 400 or 403. */
export function readScope(value: unknown, by: Identity): Scope {
  const given = (value ?? {}) as Partial<Record<keyof Scope, unknown>>;
  const scope = { sites: readScopeList(given.sites, 'sites'), teams: readScopeList(given.teams, 'teams') };
  if (!isWithin(scope, by.scope)) {
    throw new AccessProblem(
      'forbidden',
      `${by.name} can grant only what ${by.name} sees; choose fewer sites or teams.`,
      {
        field: 'scope',
      },
    );
  }
  return scope;
}

function readScopeList(value: unknown, field: string): readonly string[] | 'all' {
  if (value === 'all') return 'all';
  const entries: unknown[] = Array.isArray(value) ? value : [null];
  const valid = entries.every((entry) => typeof entry === 'string' && entry !== '' && entry.length <= 64);
  if (!valid || entries.length > MAX_SCOPE_ENTRIES) {
    throw new AccessProblem('bad_input', `The scope's ${field} are 'all' or a list of ids.`, { field });
  }
  return [...new Set(entries as string[])].sort();
}

/** A language tag such as `en` or `zh-CN`, or null. Throws AccessProblem 400. */
export function readLocale(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || !LOCALE.test(value)) {
    throw new AccessProblem('bad_input', 'A language is a tag such as en or zh-CN.', { field: 'locale' });
  }
  return value;
}
