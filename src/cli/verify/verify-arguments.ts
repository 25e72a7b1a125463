import { parseArgs } from 'node:util';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { instantOf, isZone, zoneOf } from '#lib/time/zone.ts';

/** What the command line asked for. */
export interface VerifyArguments {
  /** ms UTC, on 15 minutes. */
  fromMs: number;
  toMs: number;
  /** By which a report groups: sites, queues. */
  groupings: readonly ('site' | 'queue')[];
  /** How far around the period raw events are read, ms. */
  lookbackMs: number;
  lookaheadMs: number;
  url: string | null;
  token: string | null;
  /** Print the outcome as one JSON object as well, on the last line. */
  json: boolean;
}

const DAY_MS = 24 * HOUR_MS;

export const VERIFY_USAGE = `npm run verify -- --from 2026-11-01 --to 2026-11-02 [--tz Asia/Shanghai] [--by site,queue]
                 [--url http://localhost:3000] [--token ...] [--lookback 9] [--lookahead 9]

Counts a period again from the raw events, by a second implementation, and compares every number of the reports (by quarter
hour and in total) and of the live answers whose window lies in the period. The server has to run.

  --from, --to   dates or instants, on 15 minutes; --to is exclusive. A date is midnight in --tz (default UTC)
  --by           grouping of the reports: site, queue or both; default both
  --token        a read token of every site; default API_TOKEN, else the one that the server keeps in DATA_DIR
  --lookback     days before the period whose events are read too: what began there may last into it; a return is told by
                 the 7 days before it
  --lookahead    days after it: whoever called in the period may call again within 7 days

Exit 0: no difference. 1: there are differences, each is printed. 2: it could not be done. Ctrl-C stops it (130).`;

/** The command line makes no sense; the message says why. */
export class VerifyUsageError extends Error {
  override name = 'VerifyUsageError';
}

const usage = (message: string): never => {
  throw new VerifyUsageError(message);
};

/** Reads the command line. Throws VerifyUsageError. */
export function readVerifyArguments(args: readonly string[]): VerifyArguments {
  const values = parsed(args);
  if (!isZone(values.tz)) usage(`--tz ${values.tz} is neither an IANA time zone nor an offset.`);
  const fromMs = instant('from', values.from, values.tz);
  const toMs = instant('to', values.to, values.tz);
  if (fromMs >= toMs) usage('--to has to lie after --from.');
  return {
    fromMs,
    toMs,
    groupings: values.by
      .split(',')
      .map((name) => (name === 'site' || name === 'queue' ? name : usage(`--by ${name}: site or queue.`))),
    lookbackMs: days('lookback', values.lookback),
    lookaheadMs: days('lookahead', values.lookahead),
    url: values.url ?? null,
    token: values.token ?? null,
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        tz: { type: 'string', default: 'UTC' },
        by: { type: 'string', default: 'site,queue' },
        url: { type: 'string' },
        token: { type: 'string' },
        lookback: { type: 'string', default: '9' },
        lookahead: { type: 'string', default: '9' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return usage((error as Error).message);
  }
}

function instant(name: string, text: string | undefined, zone: string): number {
  if (text === undefined) return usage(`--${name} is missing.`);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const ms = /^\d{9,14}$/.test(text)
    ? Number(text)
    : day === undefined
      ? Date.parse(text)
      : instantOf({ year: Number(year), month: Number(month), day: Number(day) }, 0, zoneOf(zone));
  if (Number.isNaN(ms)) usage(`--${name} ${text} is neither a date nor an instant.`);
  return ms % SLOT_MS === 0 ? ms : usage(`--${name} ${text} does not lie on 15 minutes.`);
}

function days(name: string, text: string): number {
  const value = Number(text);
  return Number.isFinite(value) && value >= 0
    ? Math.ceil((value * DAY_MS) / SLOT_MS) * SLOT_MS
    : usage(`--${name} ${text} is no number of days.`);
}
