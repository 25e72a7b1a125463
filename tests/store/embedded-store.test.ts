import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DocumentStoreError } from '#lib/store/document-store.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';
import { registerDocumentStoreContract } from './document-store-contract.ts';

const START = Date.UTC(2026, 10, 2, 8);

describe('embedded document store', () => {
  let root = '';
  let nowMs = START;
  const clock = { now: () => nowMs, speed: 1 };
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'floorlight-documents-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  registerDocumentStoreContract('embedded', () => ({
    open: async () => openEmbeddedStore({ directory: join(root, 'contract'), clock }),
    now: async () => nowMs,
    passes: async (instant) => {
      nowMs = instant;
    },
  }));

  test('[DOC3] embedded: expired documents leave the file with a later write', async () => {
    const directory = join(root, 'sweep');
    const store = openEmbeddedStore({ directory, clock });
    for (let number = 0; number < 20; number++) {
      await store.put('sessions', `s${number}`, { number }, { expiresAt: nowMs + 1_000 });
    }
    nowMs += 11 * 60_000;
    await store.put('sessions', 'new', {});
    await store.close();
    const file = new DatabaseSync(join(directory, 'documents.sqlite'));
    expect(
      file
        .prepare('SELECT id FROM documents')
        .all()
        .map((row) => row['id']),
    ).toEqual(['new']);
    file.close();
  });

  test('[DOC6] embedded: every document whose put resolved is there after kill -9', async () => {
    const directory = join(root, 'killed');
    const child = spawn(process.execPath, ['--no-warnings', 'tests/store/put-and-stay.ts', directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let resolved = -1;
    for await (const line of createInterface({ input: child.stdout })) {
      resolved = Number(line);
      if (resolved === 200) child.kill('SIGKILL');
    }
    if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const store = openEmbeddedStore({ directory, clock });
    const ids = new Set((await store.list('things')).map((entry) => entry.id));
    for (let number = 0; number <= resolved; number++) expect(ids.has(`n${number}`)).toBe(true);
    await store.close();
  });

  test('[DOC7] embedded: a file that cannot be opened is an error that names it and what it means', () => {
    const blocked = join(root, 'blocked');
    writeFileSync(blocked, 'a file, not a directory');
    const open = (): unknown => openEmbeddedStore({ directory: blocked, clock });
    expect(open).toThrow(DocumentStoreError);
    expect(open).toThrow(/documents\.sqlite: .*counting goes on/);
  });
});
