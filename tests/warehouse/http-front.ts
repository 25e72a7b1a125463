import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createClient, type ClickHouseClient, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

/**
 * A front that speaks ClickHouse's HTTP interface over the embedded engine, so that the HTTP client path runs for real:
 * statements and bodies on the wire, settings and parameters in the URL, errors in ClickHouse's header and status.
 *
 * What it does not prove: users and passwords, TLS, compression, answers streamed while the query still runs (an error
 * after the first bytes), timeouts of a server, sessions, replication, Distributed tables, and the limits of a server that
 * other clients load as well.
 */
export interface HttpFront {
  url(database: string): string;
  /** Requests answered, by what they were. */
  readonly answered: { statements: number; inserts: number; pings: number };
  /** Cuts every connection and takes no new one until `resume`. */
  suspend(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** What belongs to HTTP and is no setting of the engine. */
const NOT_SETTINGS = new Set([
  'query',
  'query_id',
  'database',
  'session_id',
  'role',
  'default_format',
  'wait_end_of_query',
  'enable_http_compression',
]);

export async function openHttpFront(directory: string): Promise<HttpFront> {
  const connection = createChdbConnection({
    path: directory,
  }) as unknown as ClickHouseClientConfigOptions['connection'];
  const client = createClient({ connection });
  const answered = { statements: 0, inserts: 0, pings: 0 };
  // One connection of the engine has one current database and one set of settings: one request at a time.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://front');
      if (url.pathname === '/ping') {
        answered.pings += 1;
        response.end('Ok.\n');
        return;
      }
      try {
        const answer = await inTurn(async () => run(client, url, await bodyOf(request), answered));
        response.setHeader('X-ClickHouse-Query-Id', url.searchParams.get('query_id') ?? '');
        response.end(answer);
      } catch (thrown) {
        const { code, type, message } = thrown as Error & { code?: string; type?: string };
        response.statusCode = code === '60' || code === '81' ? 404 : 500;
        response.setHeader('X-ClickHouse-Exception-Code', code ?? '1001');
        response.end(
          `Code: ${code ?? '1001'}. DB::Exception: ${message} (${type ?? 'STD_EXCEPTION'}) (version 26.7)\n`,
        );
      }
    })();
  });
  let port = 0;
  const listen = (): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  await listen();

  return {
    url: (database) => `http://127.0.0.1:${port}/${database}`,
    answered,
    suspend: () => stopListening(server),
    resume: listen,
    close: async () => {
      await stopListening(server);
      await turn;
      await client.close();
    },
  };
}

async function run(client: ClickHouseClient, url: URL, body: string, answered: HttpFront['answered']): Promise<string> {
  const settings: string[] = [];
  const parameters: string[] = [];
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) parameters.push(`SET ${name} = ${literal(value)}`);
    else if (!NOT_SETTINGS.has(name)) settings.push(`${name} = ${literal(value)}`);
  }
  const database = url.searchParams.get('database');
  if (database) await client.command({ query: `USE ${database}` });
  if (settings.length > 0) await client.command({ query: `SET ${settings.join(', ')}` });
  for (const parameter of parameters) await client.command({ query: parameter });
  const query = url.searchParams.get('query');
  if (query !== null) {
    answered.inserts += 1;
    const values = Readable.from([body], { objectMode: false });
    return await textOf(await client.exec({ query, values }));
  }
  answered.statements += 1;
  return await textOf(await client.exec({ query: body }));
}

const literal = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;

async function textOf(answer: { stream: Readable }): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer.stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
