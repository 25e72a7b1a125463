import { mkdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import {
  ClickHouseLogLevel,
  createClient,
  parseError,
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
} from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { STATEMENT_TIMEOUT_MS, StatementLimit, type Doing, type WarehouseWatch } from './statement-limit.ts';
import { warehouseError, WarehouseError } from './warehouse-error.ts';

/** Values of query parameters, bound by the engine as `{name: Type}`. */
export type QueryParameters = Readonly<Record<string, unknown>>;

/** ClickHouse behind one client: a server over HTTP, or the engine embedded in this process. The SQL is the same. */
export interface Warehouse {
  readonly kind: 'embedded' | 'server';
  /** Rows as objects. 64-bit integers are numbers: no value of ours passes 2^53. Throws WarehouseError. */
  query<Row>(sql: string, parameters?: QueryParameters): Promise<Row[]>;
  /** Inserts rows that are already tab-separated text (tab-separated.ts). One call is one insert. Throws WarehouseError. */
  insert(table: string, columns: readonly string[], rows: readonly string[]): Promise<void>;
  /** A statement without an answer. Throws WarehouseError. */
  command(sql: string): Promise<void>;
  /** Throws WarehouseError where a trivial query fails. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * `directory`: the embedded engine. One process has one directory, and may hold several databases in it (`database`,
 * made where absent). `url`: `http://user:password@host:8123/database`.
 */
export type WarehouseLocation = { directory: string; database?: string } | { url: string };

/** Longest statement: a look-up names every key of a batch. */
const LONGEST_STATEMENT_BYTES = 268_435_456;

const SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  // An insert is acknowledged when its part is on disk, not when it is in a buffer.
  async_insert: 0,
  // All versions of a fact lie in one partition (see clickhouse/README.md), so FINAL need not compare partitions.
  do_not_merge_across_partitions_select_final: 1,
  // Events with strange instants make many months; they are counted as they stand, not refused.
  max_partitions_per_insert_block: '0',
  max_query_size: String(LONGEST_STATEMENT_BYTES),
  mutations_sync: '1',
} as const;

/** Statements that write at the same time in the embedded engine. */
const WRITING_CONNECTIONS = 2;

/** What goes wrong is thrown, and logged once by whoever catches it. */
const LOG = { level: ClickHouseLogLevel.OFF };

/** A connection that writes. */
interface Line {
  readonly client: ClickHouseClient;
  /** `text`: rows in the TabSeparated format. */
  insert(table: string, columns: readonly string[], text: string): Promise<void>;
}

/** Opens the warehouse. It does not create the tables: see migrate.ts. */
export async function openWarehouse(location: WarehouseLocation, watch: WarehouseWatch = {}): Promise<Warehouse> {
  return 'directory' in location
    ? openEmbedded(location.directory, location.database ?? 'default', watch)
    : openServer(location.url);
}

async function openEmbedded(directory: string, database: string, watch: WarehouseWatch): Promise<Warehouse> {
  if (!/^\w+$/.test(database))
    throw new WarehouseError('query', `${database} is not a name of a database: letters, digits and _ only.`, null);
  mkdirSync(directory, { recursive: true });
  // A connection of the embedded engine runs one statement at a time: reports must not wait for inserts, nor inserts for
  // each other.
  const [reading, ...writing] = Array.from({ length: 1 + WRITING_CONNECTIONS }, () => embeddedLine(directory)) as [
    Line,
    ...Line[],
  ];
  const settings = Object.entries(SETTINGS).map(([name, value]) => `${name} = ${value}`);
  try {
    await reading.client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
    for (const { client } of [reading, ...writing]) {
      await client.command({ query: `SET ${settings.join(', ')}` });
      await client.command({ query: `USE ${database}` });
    }
  } catch (thrown) {
    await Promise.allSettled([reading, ...writing].map(({ client }) => client.close()));
    throw warehouseError(thrown, 'Opening the embedded warehouse');
  }
  return warehouseOver('embedded', reading.client, writing, new StatementLimit(watch));
}

function embeddedLine(directory: string): Line {
  try {
    const connection = createChdbConnection({ path: directory });
    // Both packages speak of one interface, in declarations of two versions that differ in the list of settings.
    const ofClient = connection as unknown as ClickHouseClientConfigOptions['connection'];
    return {
      client: createClient({ connection: ofClient, log: LOG }),
      // Bytes go in as they are; through the client they would be put into a statement, and read from it again.
      insert: async (table, columns, text) => {
        const values = Buffer.from(text);
        await connection.chdb.rawInsert({ table, columns, values, format: 'TabSeparated' }).catch((error: Error) => {
          throw parseError(error.message);
        });
      },
    };
  } catch (thrown) {
    throw warehouseError(thrown, `Opening the embedded warehouse in ${directory}`);
  }
}

function openServer(url: string): Warehouse {
  const client = createClient({ url, clickhouse_settings: SETTINGS, request_timeout: STATEMENT_TIMEOUT_MS, log: LOG });
  const insert: Line['insert'] = async (table, columns, text) => {
    const values = Readable.from([text], { objectMode: false });
    await client.insert({ table, values, format: 'TabSeparated', columns: [...columns] as [string, ...string[]] });
  };
  return warehouseOver('server', client, [{ client, insert }]);
}

function warehouseOver(
  kind: Warehouse['kind'],
  reading: ClickHouseClient,
  writing: Line[],
  // A server ends statements by itself.
  limit: StatementLimit | null = null,
): Warehouse {
  let closed = false;
  /** The end of the last statement of each connection. */
  const turns = new Map<ClickHouseClient, Promise<unknown>>();
  /** Rows that each connection is writing. */
  const underWay = new Map(writing.map((line) => [line, 0]));

  async function attempt<T>(doing: Doing, work: () => Promise<T>): Promise<T> {
    if (closed) throw new WarehouseError('down', `${doing.what}: the warehouse is closed.`, null);
    try {
      return await work();
    } catch (thrown) {
      throw warehouseError(thrown, doing.what);
    }
  }

  /** A connection of the embedded engine runs one statement after the other: its time begins with its turn. */
  function inTurn<T>(client: ClickHouseClient, doing: Doing, work: () => Promise<T>): Promise<T> {
    if (!limit) return work();
    const mine = (turns.get(client) ?? Promise.resolve()).then(() => limit.within(doing, work));
    turns.set(
      client,
      mine.catch(() => undefined),
    );
    return mine;
  }

  async function withIdlest<T>(rows: number, work: (line: Line) => Promise<T>): Promise<T> {
    const line = writing.reduce((idlest, other) => (underWay.get(other)! < underWay.get(idlest)! ? other : idlest));
    underWay.set(line, underWay.get(line)! + rows);
    try {
      return await work(line);
    } finally {
      underWay.set(line, underWay.get(line)! - rows);
    }
  }

  return {
    kind,
    query: <Row>(sql: string, parameters?: QueryParameters) => {
      const doing = { what: 'Reading from the warehouse', sql };
      return attempt(doing, () =>
        inTurn(reading, doing, async () => {
          const answer = await reading.query({ query: sql, query_params: { ...parameters }, format: 'JSONEachRow' });
          return await answer.json<Row>();
        }),
      );
    },
    insert: (table, columns, rows) => {
      const doing = { what: `Writing ${rows.length} rows of ${table}`, inserts: true as const };
      return attempt(doing, async () => {
        if (rows.length === 0) return;
        await withIdlest(rows.length, (line) =>
          inTurn(line.client, doing, () => line.insert(table, columns, rows.join(''))),
        );
      });
    },
    command: (sql) => {
      const doing = { what: 'Running a statement of the warehouse', sql };
      return attempt(doing, async () => {
        await withIdlest(1, ({ client }) => inTurn(client, doing, () => client.command({ query: sql })));
      });
    },
    ping: () => {
      const doing = { what: 'Asking the warehouse for life' };
      return attempt(doing, () =>
        inTurn(reading, doing, async () => {
          const answer = await reading.ping({ select: true });
          if (!answer.success) throw answer.error;
        }),
      );
    },
    close: async () => {
      if (closed) return;
      closed = true;
      // It would wait for the statement that does not come back.
      if (limit?.isStuck) return;
      for (const client of new Set([reading, ...writing.map((line) => line.client)])) await client.close();
    },
  };
}
