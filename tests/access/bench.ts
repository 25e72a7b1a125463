import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccess } from '#lib/access/access.ts';
import type { Access } from '#lib/access/access.ts';
import { AccessProblem } from '#lib/access/problem.ts';
import type { Identity } from '#lib/access/identity.ts';
import type { DocumentStore } from '#lib/store/document-store.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';

export const DAY_MS = 24 * 60 * 60_000;
export const ADMIN_PASSWORD = 'the admin of the tests';
export const SOMEWHERE = '192.0.2.7';

/** Access over a real document file, on a clock that the test moves. */
export interface AccessBench extends AsyncDisposable {
  directory: string;
  clock: { now(): number; speed: number };
  advance(ms: number): void;
  /** One more process over the same documents; the watch timer sleeps unless asked for. */
  open(options?: { origin?: string | null; watchEveryMs?: number; store?: DocumentStore }): Promise<Access>;
  /** All bytes of the document file, as a thief would have them. */
  stolen(): string;
}

export function accessBench(): AccessBench {
  const directory = mkdtempSync(join(tmpdir(), 'floorlight-access-'));
  let nowMs = Date.UTC(2026, 10, 2, 8);
  const clock = { now: () => nowMs, speed: 1 };
  const opened: { access: Access; store: DocumentStore }[] = [];
  return {
    directory,
    clock,
    advance: (ms) => {
      nowMs += ms;
    },
    async open({ origin = null, watchEveryMs = DAY_MS, store = openEmbeddedStore({ directory, clock }) } = {}) {
      const access = await openAccess({
        store,
        clock,
        origin,
        watchEveryMs,
        onProblem: (error) => {
          throw error;
        },
      });
      opened.push({ access, store });
      return access;
    },
    stolen: () =>
      readdirSync(directory)
        .map((file) => readFileSync(join(directory, file)).toString('latin1'))
        .join('\n'),
    async [Symbol.asyncDispose]() {
      for (const { access, store } of opened) {
        await access.close();
        await store.close();
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The admin of a started access, as the caller of what follows. */
export async function startedAdmin(access: Access): Promise<Identity> {
  await access.start({ adminPassword: ADMIN_PASSWORD });
  const { identity } = await access.signIn({ name: 'admin', password: ADMIN_PASSWORD, address: SOMEWHERE });
  return identity;
}

/** The problem that the work is refused with. */
export async function problemOf(work: Promise<unknown>): Promise<AccessProblem> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof AccessProblem) return outcome;
  throw new Error(`expected an AccessProblem, got ${String(outcome)}`);
}

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
