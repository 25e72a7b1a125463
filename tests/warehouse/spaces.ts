import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#lib/warehouse/migrate.ts';
import { openWarehouse, type Warehouse } from '#lib/warehouse/warehouse.ts';
import { noteStuckEngine, TEST_STATEMENT_TIMEOUT_MS } from '../support/stuck-engines.ts';
import { openHttpFront, type HttpFront } from './http-front.ts';

/** A way to reach a warehouse, with a database of its own for every test. */
export interface Spaces {
  readonly kind: Warehouse['kind'];
  /** An empty warehouse with its tables made. */
  fresh(): Promise<Warehouse>;
  /** A warehouse without tables. */
  bare(): Promise<Warehouse>;
  /** The warehouse once more, as another process would open it. */
  again(warehouse: Warehouse): Promise<Warehouse>;
  close(): Promise<void>;
  readonly front: HttpFront | null;
}

// The embedded engine binds one directory per process: all spaces of a test file share it.
let directory: string | null = null;
let users = 0;
let made = 0;

export async function openSpaces(kind: Warehouse['kind']): Promise<Spaces> {
  directory ??= mkdtempSync(join(tmpdir(), 'floorlight-warehouse-'));
  users += 1;
  const home = directory;
  const front = kind === 'server' ? await openHttpFront(home) : null;
  const databases = new Map<Warehouse, string>();
  const opened: Warehouse[] = [];

  async function open(database: string): Promise<Warehouse> {
    const warehouse = await openWarehouse(front ? { url: front.url(database) } : { directory: home, database }, {
      onStuck: noteStuckEngine,
      statementTimeoutMs: TEST_STATEMENT_TIMEOUT_MS,
    });
    databases.set(warehouse, database);
    opened.push(warehouse);
    return warehouse;
  }

  async function bare(): Promise<Warehouse> {
    made += 1;
    const database = `space_${made}`;
    if (front) {
      const first = await openWarehouse({ url: front.url('default') });
      await first.command(`CREATE DATABASE IF NOT EXISTS ${database}`);
      await first.close();
    }
    return open(database);
  }

  return {
    kind,
    front,
    bare,
    fresh: async () => {
      const warehouse = await bare();
      await migrate(warehouse);
      return warehouse;
    },
    again: (warehouse) => open(databases.get(warehouse)!),
    close: async () => {
      for (const warehouse of opened) await warehouse.close();
      await front?.close();
      users -= 1;
      if (users === 0) rmSync(home, { recursive: true, force: true });
    },
  };
}
