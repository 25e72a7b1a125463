import { countAgents } from './count/agents.ts';
import { countCalling } from './count/calling.ts';
import { countContacts } from './count/contacts.ts';
import { countEstimatedWait } from './count/estimated-wait.ts';
import { countGrowth } from './count/growth.ts';
import { countLegs } from './count/legs.ts';
import { countLines } from './count/lines.ts';
import { countLogins } from './count/logins.ts';
import { countOutbound } from './count/outbound.ts';
import { countPlans } from './count/plans.ts';
import { countQuality } from './count/quality.ts';
import { countReplies } from './count/replies.ts';
import { countSales } from './count/sales.ts';
import { countSecondOrder } from './count/second-order.ts';
import { countSelfService } from './count/self-service.ts';
import { countVisits } from './count/visits.ts';
import { countLoans, countWork } from './count/work.ts';
import type { Numbers, RecountPeriod } from './period.ts';
import { readEvents, type RawEvent, type RawLine } from './raw-events.ts';
import { thingsIn, type Thing, type Things } from './things.ts';

/** A log as the second counter sees it. */
export interface RecountedLog {
  /** Those of the scope. */
  things: Things;
  /** Those of the whole log: neighbours of what counts. */
  all: Things;
  /** Stays of agents of the scope, whatever queue their events name. */
  serving: readonly Thing[];
  settings: RawEvent[];
  corrections: number;
  scope: Scope;
}

/** Which things count: those whose dimensions have one of the values. */
export type Scope = Readonly<Record<string, readonly (string | null)[]>>;

/** Reads a log, line by line, in any order. Throws where a line is not JSON. */
export function readLog(lines: readonly RawLine[]): RecountedLog {
  const read = readEvents(lines);
  const things = thingsIn(read);
  return {
    things,
    all: things,
    serving: things.span,
    settings: read.events.filter(({ t }) => t === 'dim.upsert'),
    corrections: read.corrections,
    scope: {},
  };
}

/** The things of a scope. */
export function within({ things, all, settings, corrections }: RecountedLog, scope: Scope): RecountedLog {
  const isOf = ({ d }: Thing, [dimension, values]: [string, readonly (string | null)[]]): boolean => {
    const value: unknown = d[dimension];
    return values.includes(typeof value === 'string' ? value : null);
  };
  const wanted = Object.entries(scope);
  const belongs = (thing: Thing): boolean => wanted.every((one) => isOf(thing, one));
  const serving = things.span.filter((span) => wanted.every((one) => one[0] === 'queue' || isOf(span, one)));
  const kept = Object.entries(things).map(([kind, ofKind]) => [kind, ofKind.filter(belongs)] as const);
  return { things: Object.fromEntries(kept) as Things, all, serving, settings, corrections, scope };
}

/**
 * Counts the numbers of a period over everything in the log, one plain loop after the other: a second implementation of
 * the definitions, which shares nothing with the first and is never fast.
 */
export function recount({ things, all, serving, settings, scope }: RecountedLog, period: RecountPeriod): Numbers {
  return {
    ...countVisits(things.visit, settings, period),
    ...countLegs(things, period),
    ...countAgents(things, period),
    ...countContacts(things, period),
    ...countSelfService(things, period),
    ...countOutbound(things, all, period),
    ...countLines(things, all, period),
    ...countPlans(things, serving, period, scope.queue ?? null),
    ...countEstimatedWait(things, settings, serving, period, scope.queue ?? null),
    ...countQuality(things, period),
    ...countSales(things, period),
    ...countWork(things, period),
    ...countLoans(things, period),
    ...countSecondOrder(all, things, period),
    ...countLogins(things.schedule, all.span, period),
    ...countReplies(things.message, all.message, period),
    ...countCalling(things.dial, all.dial, settings, period),
    ...countGrowth(things, period),
  };
}
