import { createHash } from 'node:crypto';
import type { ContactsQuestion } from './contacts-question.ts';

/** Where a page ends: the place of its last row in the order of the list, and the asOf of the whole list. */
export interface ContactsCursor {
  asOfMs: number;
  at: number;
  kind: string;
  site: string;
  key: string;
}

/** What must be the same from page to page. */
function fingerprint({ metric, fromMs, toMs, window, zone, basis, filter, calendar }: ContactsQuestion): string {
  const names = Object.keys(filter).sort() as (keyof typeof filter)[];
  const asked = [metric, window ?? [fromMs, toMs], zone, basis, names.map((name) => [name, filter[name]]), calendar];
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 12);
}

export const writeCursor = (question: ContactsQuestion, { asOfMs, at, kind, site, key }: ContactsCursor): string =>
  Buffer.from(JSON.stringify([fingerprint(question), asOfMs, at, kind, site, key])).toString('base64url');

/** The cursor of a question; null where the text is none, or one of another question. */
export function readCursor(question: ContactsQuestion, text: string): ContactsCursor | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 6) return null;
  const [print, asOfMs, at, kind, site, key] = parts as unknown[];
  if (print !== fingerprint(question) || !Number.isSafeInteger(asOfMs) || !Number.isSafeInteger(at)) return null;
  if (typeof kind !== 'string' || typeof site !== 'string' || typeof key !== 'string') return null;
  return { asOfMs: asOfMs as number, at: at as number, kind, site, key };
}
