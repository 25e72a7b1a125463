import { seesSite, type Identity } from '#lib/access/identity.ts';
import { may } from '#lib/access/rights.ts';
import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '#lib/events/envelope.ts';
import { isOwnProducer } from '#lib/events/own-producers.ts';
import { parseEnvelope, parseLine, type ParseResult } from '#lib/events/parse.ts';
import type { RestatedSpan } from '#lib/metrics/definition-change.ts';
import { PRODUCER_KIND } from '#lib/metrics/quality-rules.ts';
import { NO_SITE_SHARD, type Appended } from '#lib/streams/event-log.ts';
import type { IngestRejectionCode } from './ingest-counters.ts';
import { MAX_NESTING, nestedTooDeeply } from './nesting.ts';
import { MAX_LINE_BYTES, type NumberedLine } from './numbered-line.ts';
import { hasRepeatedKeys } from './repeated-keys.ts';

/** An event this much ahead of the clock is refused (contract 4). */
const MAX_AHEAD_MS = 24 * 3_600_000;

export interface GoodLine {
  ok: true;
  /** Its number in the body, from 1. */
  number: number;
  appended: Appended;
  event: ContactCentreEvent | UnknownEvent;
  known: boolean;
  unknownFields: number;
  /** The closed quarter hours that it judges otherwise on purpose; absent: none. */
  restates?: readonly RestatedSpan[];
}

export interface BadLine {
  ok: false;
  code: IngestRejectionCode;
  message: string;
  identity: EventIdentity | null;
  shard: string;
}

/** Types that say something about a producer, not about a site; a token bound to sites may send them without one. */
const ABOUT_THE_PRODUCER: ReadonlySet<string> = new Set(['producer.hello', 'producer.heartbeat']);

/**
 * Decides about one line that is not blank: it goes into the log as it came, trimmed, or without what the contract does
 * not know; or it is refused with a reason. Pure: `nowMs` is the clock. Never throws.
 */
export function judgeLine(line: NumberedLine, text: string, sender: Identity, nowMs: number): GoodLine | BadLine {
  if (line.fault === 'too_long') {
    return bad('line_too_long', `The line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB.`, identityOf(text));
  }
  if (line.fault === 'not_utf8') return bad('not_json', 'The line is not UTF-8, so it is not JSON.', identityOf(text));
  if (nestedTooDeeply(text)) {
    return bad(
      'nested_too_deeply',
      `The line is nested deeper than ${MAX_NESTING} levels.`,
      identityOf(text.slice(0, 4096)),
    );
  }
  const { result, repeated } = read(text);
  if (!result.ok) {
    return bad(result.rejection.code, result.rejection.message, result.identity);
  }
  const { event, known, dropped } = result;
  const identity = { p: event.p, e: event.e, n: event.n };
  const site = event.d.site;
  if (event.at > nowMs + MAX_AHEAD_MS) {
    const message = `at is ${instant(event.at)}, more than 24 h ahead of the server's clock (${instant(nowMs)}).`;
    return bad('at_in_future', message, identity, site);
  }
  const refusal = outsideRights(event, site, sender);
  if (refusal) return bad('not_permitted', refusal, identity, site);
  const asItCame = dropped === 0 && !repeated && !text.includes('\n');
  return {
    ok: true,
    number: line.number,
    appended: {
      ...identity,
      shard: site ?? NO_SITE_SHARD,
      at: event.at,
      line: asItCame ? text : JSON.stringify(event),
    },
    event,
    known,
    unknownFields: dropped + (repeated ? 1 : 0),
  };
}

function read(text: string): { result: ParseResult; repeated: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { result: parseLine(text), repeated: false };
  }
  const repeated = hasRepeatedKeys(text, value);
  return { result: parseEnvelope(value), repeated };
}

function outsideRights(event: GoodLine['event'], site: string | undefined, sender: Identity): string | null {
  if (event.t === 'correction' && !may(sender, 'correct')) return 'This token may not send corrections.';
  if (event.t === 'dim.upsert' && (event as EventOf<'dim.upsert'>).d.kind === PRODUCER_KIND && !may(sender, 'correct'))
    return 'This token may not send corrections, nor rules by which they are made.';
  if (reachesBack(event)) return 'Rules act from when they are said on: validFrom lies before at.';
  if (isOwnProducer(event.p) && !may(sender, 'correct'))
    return `"${event.p}" is a name of the product's own; only a token that may send corrections may send under it.`;
  if (seesSite(sender.scope, site ?? null)) return null;
  if (site !== undefined) return `This token may not send events of the site "${site}".`;
  return ABOUT_THE_PRODUCER.has(event.t) ? null : 'This token is bound to sites, and the event names no site.';
}

/** Rules of a producer that would have acted before they were said. */
function reachesBack(event: GoodLine['event']): boolean {
  if (event.t !== 'dim.upsert') return false;
  const { kind, validFrom } = (event as EventOf<'dim.upsert'>).d;
  return kind === PRODUCER_KIND && validFrom !== undefined && validFrom < event.at;
}

const identityOf = (text: string): EventIdentity | null => {
  const result = parseLine(text);
  return result.ok ? { p: result.event.p, e: result.event.e, n: result.event.n } : result.identity;
};

const bad = (
  code: IngestRejectionCode,
  message: string,
  identity: EventIdentity | null,
  site: string = NO_SITE_SHARD,
): BadLine => ({ ok: false, code, message, identity, shard: site });

/** ISO text, also for instants beyond what a date can hold. */
const instant = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms`);
