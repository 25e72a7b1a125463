import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Without the characters that are mistaken for one another when read aloud or typed from paper. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new secret of 256 bits; the prefix tells a finder what it is. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** A new opaque id, 120 bits. Not a secret. */
export function newId(): string {
  return randomBytes(15).toString('base64url');
}

/** A generated password that a person can read and type, 19 characters, 79 bits: `k7mq-...`. */
export function newPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** What is stored of a secret: SHA-256 in hex. Enough here, since the secrets are random and not chosen by people. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Whether two digests are the same, in a time that does not depend on where they differ. */
export function sameDigest(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
