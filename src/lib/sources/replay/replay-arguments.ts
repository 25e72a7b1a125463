import { parseArgs } from 'node:util';

/** What the command line asked for. */
export interface ReplayArguments {
  file: string;
  /** How many seconds of the file pass in one; `max`: as fast as the log takes it. */
  speed: number | 'max';
  shiftToNow: boolean;
  /** Start inside the file, ms UTC; null: its beginning. */
  fromMs: number | null;
  /** The server to play into; null: the one of this machine, or its log. */
  url: string | null;
  token: string | null;
  /** Port of a floor on a clock of its own; null: the next free one. */
  port: number | null;
}

export const REPLAY_USAGE = `npm run replay -- FILE [--speed 60|max|1] [--shift now] [--from ISO] [--url http://localhost:3000] [--token TOKEN] [--port PORT]

  FILE     events, one envelope a line, plain or gzip
  --speed  1 (default): at the pace of the events. max: as fast as the log takes them.
           Another number: on a floor of its own, with a clock that runs so much faster.
  --shift  now: all instants are moved so that the start is now; new epoch, producers and ids, so it is new input
  --from   the start inside the file: 1999-01-04T08:00:00+02:00
  --url    the server to play into; default: the one of this machine, and if none runs there, straight into its log
  --token  an ingest token; default: INGEST_TOKEN, or the one that the server of this machine wrote for it
  --port   port of a floor of its own`;

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Reads the command line. Throws UsageError. */
export function readReplayArguments(args: readonly string[]): ReplayArguments {
  const { values, positionals } = parsed(args);
  const [file, ...rest] = positionals;
  if (file === undefined) throw new UsageError('Say which file to play.');
  if (rest.length > 0) throw new UsageError(`One file at a time; "${rest[0]}" is a second one.`);
  if (values.shift !== undefined && values.shift !== 'now')
    throw new UsageError(`--shift knows "now" only, not "${values.shift}".`);
  const speed = readSpeed(values.speed ?? '1');
  const fromMs = values.from === undefined ? null : readInstant(values.from);
  const url = values.url ?? null;
  if (url !== null && !/^https?:\/\/./.test(url)) throw new UsageError(`--url is http://host:port, not "${url}".`);
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new UsageError(`--port is 1 to 65535, not "${values.port}".`);
  if (url !== null && speed !== 'max' && speed !== 1) {
    throw new UsageError('A speed other than 1 or max runs a floor of its own; leave out --url.');
  }
  return { file, speed, shiftToNow: values.shift === 'now', fromMs, url, token: values.token ?? null, port };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { speed: text, shift: text, from: text, url: text, token: text, port: text };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readSpeed(text: string): number | 'max' {
  if (text === 'max') return 'max';
  const speed = Number(text);
  if (Number.isFinite(speed) && speed > 0 && speed <= 10_000) return speed;
  throw new UsageError(`--speed is max or a number above 0, at most 10000; not "${text}".`);
}

function readInstant(text: string): number {
  const instantMs = /^\d{1,14}$/.test(text)
    ? Number(text)
    : /(Z|[+-]\d{2}:\d{2})$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(instantMs))
    throw new UsageError(`--from is ISO 8601 with an offset (1999-01-04T08:00:00+02:00) or ms UTC, not "${text}".`);
  return instantMs;
}
