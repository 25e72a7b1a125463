import WebSocket from 'ws';
import type { ServerMessage } from '#lib/wire/messages.ts';
import { freePort } from '../tests/support/free-port.ts';
import { API_TOKEN, startProduct } from '../tests/support/product.ts';
import { makeTempDir, removeTempDir } from '../tests/support/temp-dir.ts';
import { waitUntil } from '../tests/support/wait-until.ts';
import { post } from './busy-floor.ts';
import { quantile, type Figure } from './figure.ts';
import { simulatedLines } from './simulated-lines.ts';

const EVENTS = 200_000;
const LINES_PER_BODY = 2_000;
const PATIENCE_MS = 180_000;
const STARTS = 3;
const TARGET = { most: 5 };

/**
 * How long a product that has a floor's data needs after an ordinary stop until it is ready and a board has numbers:
 * medians of several starts on the same data, which takes far longer to be written than a start does.
 */
export async function warmStartFigures(): Promise<Figure[]> {
  const dataDir = makeTempDir('bench');
  const port = await freePort();
  const options = { dataDir, port, readyWithinMs: PATIENCE_MS };
  try {
    const first = await startProduct(options);
    const lines = simulatedLines(EVENTS, Date.now());
    for (let at = 0; at < lines.length; at += LINES_PER_BODY) {
      await post(
        first.baseUrl,
        lines.slice(at, at + LINES_PER_BODY).map(({ line }) => line),
      );
    }
    const written = async (): Promise<boolean> => {
      const { parts } = (await first.get('/readyz')) as { parts: { warehouse: { lag: number | null } } };
      return parts.warehouse.lag === 0;
    };
    await waitUntil(written, { what: 'the floor to be counted and written', timeoutMs: PATIENCE_MS });
    await first.stop();

    const starts: Start[] = [];
    while (starts.length < STARTS) starts.push(await start(options));
    const median = (of: keyof Start): number =>
      quantile(
        starts.map((one) => one[of]),
        0.5,
      );
    return [
      {
        what: `warm start, ${lines.length.toLocaleString('en')} events: first snapshot`,
        unit: 's',
        value: median('boardSeconds'),
        target: TARGET,
      },
      {
        what: `warm start, ${lines.length.toLocaleString('en')} events: /readyz`,
        unit: 's',
        value: median('readySeconds'),
        target: TARGET,
      },
    ];
  } finally {
    removeTempDir(dataDir);
  }
}

interface Start {
  boardSeconds: number;
  readySeconds: number;
}

/** Starts the product, until it is ready and a board has numbers, and stops it again. */
async function start(options: { dataDir: string; port: number; readyWithinMs: number }): Promise<Start> {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1_000;
  const [ready, boardSeconds] = await Promise.all([
    startProduct(options).then((product) => ({ product, readySeconds: seconds() })),
    firstSnapshot(`ws://127.0.0.1:${options.port}/api/v1/stream`).then(seconds),
  ]);
  await ready.product.stop();
  return { boardSeconds, readySeconds: ready.readySeconds };
}

/** Tries until a socket of the product has a board that tells of today. */
async function firstSnapshot(url: string): Promise<void> {
  await waitUntil(() => snapshot(url), { what: 'a live board', timeoutMs: PATIENCE_MS, everyMs: 50 });
}

function snapshot(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${API_TOKEN}` } });
    const end = (found: boolean): void => {
      socket.terminate();
      resolve(found);
    };
    socket.on('error', () => end(false));
    socket.on('close', () => resolve(false));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.type === 'hello') {
        socket.send(JSON.stringify({ type: 'subscribe', request: 1, board: 'inbound', scope: { sites: 'all' } }));
      }
      if (message.type === 'snapshot' && (message.state.tiles.agents?.rows[0]?.agents_staffed ?? null) !== null)
        end(true);
    });
  });
}

if (import.meta.main) console.log(await warmStartFigures());
