import { hash, verify } from '@node-rs/argon2';
import { AccessProblem } from './problem.ts';

/** OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const MIN_PASSWORD = 10;
/** Longer ones are refused before hashing: nobody types them, and hashing costs by length. */
const MAX_PASSWORD = 256;

/** The argon2id hash that is stored, with its salt and parameters. About 20 ms of one core off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), PARAMETERS);
}

let decoy: Promise<string> | null = null;

/** Whether the password is the hashed one. Without a hash (no such account) it takes as long and is false. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > MAX_PASSWORD) return false;
  decoy ??= hashPassword('no account has this password');
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}

/** Throws AccessProblem 400 where the password is too short, too long, or the name itself. */
export function checkNewPassword(password: unknown, name: string): asserts password is string {
  const length = typeof password === 'string' ? [...password].length : 0;
  if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
    throw new AccessProblem('bad_input', `A password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`, {
      field: 'password',
    });
  }
  if ((password as string).toLowerCase() === name.toLowerCase()) {
    throw new AccessProblem('bad_input', 'The password is the name of the account; choose another.', {
      field: 'password',
    });
  }
}
