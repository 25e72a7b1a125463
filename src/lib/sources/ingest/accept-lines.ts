import type { Identity } from '#lib/access/identity.ts';
import type { EventOf } from '#lib/events/envelope.ts';
import type { RestatedSpan } from '#lib/metrics/definition-change.ts';
import type { DeadLetter, EventLog } from '#lib/streams/event-log.ts';
import type { Clock } from '#lib/time/clock.ts';
import type { IngestCounters, IngestRejectionCode } from './ingest-counters.ts';
import { guardDefinitions, type DefinitionGuard } from './closed-periods.ts';
import { judgeLine, type BadLine, type GoodLine } from './judge-line.ts';
import type { NumberedLine } from './numbered-line.ts';
import type { WorkSlices } from './work-slices.ts';

/** A refused line as the answer names it. */
export interface LineRejection {
  line: number;
  code: IngestRejectionCode;
  message: string;
}

/** What became of the lines. accepted + duplicates + rejected = the lines that are not blank. */
export interface Acceptance {
  accepted: number;
  /** Lines whose (p,e,n) stood in the log, with the same content or with other. */
  duplicates: number;
  rejected: LineRejection[];
}

/** Lines that are new in the log, told to whoever cares (audit of corrections, the offer to switch the simulator off). */
export interface AcceptedBatch {
  sender: Identity;
  accepted: number;
  producers: ReadonlySet<string>;
  corrections: readonly EventOf<'correction'>[];
  /** Definitions that judge closed quarter hours otherwise on purpose, and which. */
  restatements: readonly { event: EventOf<'dim.upsert'>; spans: readonly RestatedSpan[] }[];
}

export interface AcceptanceOptions {
  log: Pick<EventLog, 'append' | 'bury'>;
  clock: Clock;
  counters: IngestCounters;
  slices: WorkSlices;
  /** Looks at definitions before they are taken; absent: every one is. */
  guard?: DefinitionGuard;
  onAccepted?: (batch: AcceptedBatch) => void;
}

/** How many lines are read between two looks at the time. */
const LINES_PER_LOOK = 32;
/** Dead letters of one transaction. */
const LETTERS_PER_BURIAL = 250;

/** Lines that were looked at and not yet put anywhere. */
export interface JudgedLines {
  good: GoodLine[];
  letters: DeadLetter[];
  rejected: LineRejection[];
}

/** Reads the lines and decides about each. Blank ones are passed over. Takes turns with everything else on the loop. */
export async function judgeLines(
  lines: readonly NumberedLine[],
  sender: Identity,
  { clock, slices, guard }: Pick<AcceptanceOptions, 'clock' | 'slices' | 'guard'>,
): Promise<JudgedLines> {
  const judged: JudgedLines = { good: [], letters: [], rejected: [] };
  const turn = slices.begin();
  await turn.next();
  let nowMs = clock.now();
  for (const [at, line] of lines.entries()) {
    if (at % LINES_PER_LOOK === LINES_PER_LOOK - 1 && turn.expired()) {
      await turn.next();
      nowMs = clock.now();
    }
    const text = line.text.trim();
    if (text.length === 0) continue;
    const verdict = judgeLine(line, text, sender, nowMs);
    if (verdict.ok) {
      judged.good.push(verdict);
      continue;
    }
    refuse(judged, verdict, line.number, text);
  }
  return guard ? unlessRefused(judged, await guardDefinitions(judged.good, sender, guard)) : judged;
}

function refuse(
  { letters, rejected }: JudgedLines,
  { code, message, identity, shard }: Omit<BadLine, 'ok'>,
  number: number,
  line: string,
): void {
  rejected.push({ line: number, code, message });
  // When it came, by the wall clock: letters are kept 7 real days, also on a floor that replays another year.
  letters.push({ shard, receivedAt: Date.now(), code, message, line, identity });
}

function unlessRefused(judged: JudgedLines, refused: ReadonlyMap<GoodLine, string>): JudgedLines {
  if (refused.size === 0) return judged;
  for (const [{ number, appended }, message] of refused) {
    const { p, e, n, shard, line } = appended;
    refuse(judged, { code: 'closed_period', message, identity: { p, e, n }, shard }, number, line);
  }
  judged.rejected.sort((a, b) => a.line - b.line);
  return { ...judged, good: judged.good.filter((line) => !refused.has(line)) };
}

/**
 * Puts judged lines where they belong. Resolves when every accepted line is durable and every refused one lies with the
 * dead letters. Throws LogError: then nothing is known of these lines, and they may be sent again as they are.
 */
export async function commitLines(
  { good, letters, rejected }: JudgedLines,
  sender: Identity,
  { log, counters, slices, onAccepted }: AcceptanceOptions,
): Promise<Acceptance> {
  const outcomes = good.length > 0 ? await log.append(good.map(({ appended }) => appended)) : [];
  const turn = slices.begin();
  for (let from = 0; from < letters.length; from += LETTERS_PER_BURIAL) {
    if (from > 0) await turn.next();
    await log.bury(letters.slice(from, from + LETTERS_PER_BURIAL));
  }
  for (const { code } of rejected) counters.rejected.set(code, (counters.rejected.get(code) ?? 0) + 1);
  const producers = new Set<string>();
  const corrections: EventOf<'correction'>[] = [];
  const restatements: { event: EventOf<'dim.upsert'>; spans: readonly RestatedSpan[] }[] = [];
  let accepted = 0;
  good.forEach(({ event, known, unknownFields, restates }, at) => {
    const outcome = outcomes[at];
    if (outcome === 'duplicate') counters.duplicates += 1;
    else if (outcome === 'conflict') counters.conflicts += 1;
    else {
      accepted += 1;
      counters.accepted += 1;
      counters.unknownFields += unknownFields;
      if (!known) counters.unknownTypes += 1;
      producers.add(event.p);
      if (known && event.t === 'correction') corrections.push(event as EventOf<'correction'>);
      if (restates) restatements.push({ event: event as EventOf<'dim.upsert'>, spans: restates });
    }
  });
  if (accepted > 0) onAccepted?.({ sender, accepted, producers, corrections, restatements });
  return { accepted, duplicates: good.length - accepted, rejected };
}

/** Takes lines into the log, as ingest does: the one door for HTTP and for files. Throws LogError. */
export async function acceptLines(
  lines: readonly NumberedLine[],
  sender: Identity,
  options: AcceptanceOptions,
): Promise<Acceptance> {
  return commitLines(await judgeLines(lines, sender, options), sender, options);
}
