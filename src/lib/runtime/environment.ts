import { PRESETS } from '../sources/simulator/presets/index.ts';
import { isZone } from '../time/zone.ts';

/** The parts of the product that a process may run. */
const ROLES = ['all', 'web', 'historian'] as const;
export type RoleName = (typeof ROLES)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

interface Variable {
  name: string;
  /** What stands in `.env.example`; empty where unset is the default. */
  example: string;
  description: string;
}

/** Every variable of the environment, in the order of `.env.example`. Nothing else is read from the environment. */
const VARIABLES = [
  { name: 'PORT', example: '3000', description: 'Port of pages, API and sockets.' },
  { name: 'HOST', example: '0.0.0.0', description: 'Address to listen on.' },
  {
    name: 'ORIGIN',
    example: '',
    description:
      'Where browsers find the product, e.g. https://wall.example.com. Set it behind a proxy; unset: as the request says.',
  },
  { name: 'DATA_DIR', example: './data', description: 'Everything that the product keeps on this machine.' },
  {
    name: 'REDIS_URL',
    example: '',
    description: 'Redis for the event log and the documents. Unset: embedded, in DATA_DIR.',
  },
  {
    name: 'CLICKHOUSE_URL',
    example: '',
    description: 'ClickHouse, http://user:password@host:8123/database. Unset: the embedded engine, in DATA_DIR.',
  },
  {
    name: 'ROLE',
    example: 'all',
    description: `What this process runs: ${ROLES.join(', ')}. Other than all needs REDIS_URL and CLICKHOUSE_URL.`,
  },
  {
    name: 'SIMULATOR',
    example: '',
    description: `A simulated floor: ${Object.keys(PRESETS).join(', ')}, or off. Default: changsha when REDIS_URL is unset, else off.`,
  },
  { name: 'SIMULATOR_SPEED', example: '1', description: 'How many simulated seconds pass in a second.' },
  {
    name: 'INGEST_TOKEN',
    example: '',
    description: 'A first token that may send events. Unset: tokens are made in the app.',
  },
  { name: 'API_TOKEN', example: '', description: 'A first token that may read, with every scope.' },
  {
    name: 'ADMIN_PASSWORD',
    example: '',
    description: 'Password of the account admin at first start. Unset: generated and printed once.',
  },
  {
    name: 'SITE_TZ',
    example: 'UTC',
    description: 'Time zone of pages and reports where no site sets one: an IANA name or an offset.',
  },
  { name: 'LOG_LEVEL', example: 'info', description: `${LOG_LEVELS.join(', ')}.` },
  {
    name: 'FLOOR_CLOCK_START',
    example: '',
    description: 'A floor on a clock of its own (replay): the instant at which it starts, ms UTC.',
  },
  { name: 'FLOOR_CLOCK_SPEED', example: '', description: 'How fast the clock of such a floor runs.' },
] as const satisfies readonly Variable[];

export type VariableName = (typeof VARIABLES)[number]['name'];

/** The configuration of a process, validated. */
export interface Configuration {
  port: number;
  host: string;
  origin: string | null;
  dataDirectory: string;
  redisUrl: string | null;
  clickhouseUrl: string | null;
  role: RoleName;
  /** Preset of the simulated floor; null = off. */
  simulator: string | null;
  simulatorSpeed: number;
  ingestToken: string | null;
  apiToken: string | null;
  adminPassword: string | null;
  siteZone: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Set on a floor with a clock of its own. */
  floorClock: { startAt: number; speed: number } | null;
}

/** The environment does not make sense: one sentence per variable. */
export class ConfigurationError extends Error {
  constructor(faults: readonly string[]) {
    super(`The environment cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/** Reads the configuration out of an environment. Throws ConfigurationError that names every fault. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const faults: string[] = [];
  const text = (name: VariableName): string | null => environment[name]?.trim() || null;
  const number = (name: VariableName, fallback: number, test: (value: number) => boolean, expected: string): number => {
    const given = text(name);
    if (given === null) return fallback;
    const value = Number(given);
    if (Number.isFinite(value) && test(value)) return value;
    faults.push(`${name} must be ${expected}; it is "${given}".`);
    return fallback;
  };
  const word = <const Words extends readonly string[]>(
    name: VariableName,
    fallback: Words[number],
    words: Words,
  ): Words[number] => {
    const given = text(name);
    if (given === null || words.includes(given)) return given ?? fallback;
    faults.push(`${name} must be one of ${words.join(', ')}; it is "${given}".`);
    return fallback;
  };
  const url = (name: VariableName, protocols: readonly string[]): string | null => {
    const given = text(name);
    if (given === null) return null;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given;
    faults.push(`${name} must be a URL with ${protocols.join(' or ')}.`);
    return null;
  };

  const redisUrl = url('REDIS_URL', ['redis:', 'rediss:']);
  const clickhouseUrl = url('CLICKHOUSE_URL', ['http:', 'https:']);
  const role = word('ROLE', 'all', ROLES);
  if (role !== 'all' && (redisUrl === null || clickhouseUrl === null)) {
    faults.push(`ROLE=${role} shares its data with other processes: set REDIS_URL and CLICKHOUSE_URL.`);
  }
  const simulator = word('SIMULATOR', redisUrl === null ? 'changsha' : 'off', [...Object.keys(PRESETS), 'off']);
  const siteZone = text('SITE_TZ') ?? 'UTC';
  if (!isZone(siteZone)) faults.push(`SITE_TZ must be an IANA zone or an offset; it is "${siteZone}".`);
  const clockStart = number(
    'FLOOR_CLOCK_START',
    Number.NaN,
    (value) => Number.isSafeInteger(value) && value >= 0,
    'ms UTC',
  );
  const configuration: Configuration = {
    port: number(
      'PORT',
      3000,
      (value) => Number.isInteger(value) && value >= 0 && value < 65_536,
      'a port, 0 to 65535',
    ),
    host: text('HOST') ?? '0.0.0.0',
    origin: url('ORIGIN', ['http:', 'https:']),
    dataDirectory: text('DATA_DIR') ?? './data',
    redisUrl,
    clickhouseUrl,
    role,
    simulator: simulator === 'off' ? null : simulator,
    simulatorSpeed: number('SIMULATOR_SPEED', 1, (value) => value > 0 && value <= 1000, 'more than 0, at most 1000'),
    ingestToken: text('INGEST_TOKEN'),
    apiToken: text('API_TOKEN'),
    adminPassword: text('ADMIN_PASSWORD'),
    siteZone,
    logLevel: word('LOG_LEVEL', 'info', LOG_LEVELS),
    floorClock: Number.isNaN(clockStart)
      ? null
      : { startAt: clockStart, speed: number('FLOOR_CLOCK_SPEED', 1, (value) => value > 0, 'more than 0') },
  };
  if (faults.length > 0) throw new ConfigurationError(faults);
  return configuration;
}

/** The text of `.env.example`. */
export const exampleEnvironment = (): string =>
  VARIABLES.map(
    ({ name, example, description }) => `# ${description}\n${example === '' ? '# ' : ''}${name}=${example}\n`,
  ).join('\n');
