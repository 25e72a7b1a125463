import { setTimeout as delay } from 'node:timers/promises';
import { parseLine } from '#lib/events/parse.ts';
import { shiftEvent } from '#lib/events/shift.ts';
import type { Clock } from '#lib/time/clock.ts';
import type { LineRejection } from '../ingest/accept-lines.ts';
import { MAX_LINE_BYTES, type NumberedLine } from '../ingest/numbered-line.ts';
import type { ReplayFile } from './replay-file.ts';
import type { ReplayTarget } from './target.ts';

/** How a file is played. */
export interface Playing {
  /** Lines of events before it are passed over; null: from the first line. */
  fromMs: number | null;
  /** Moves everything so that the start is `startMs`, under the name of this run; null: as it stands in the file. */
  shift: { startMs: number; run: string } | null;
  /** Makes the clock whose time a line waits for, once the instant of the first line (moved) is known; null: as fast as it goes. */
  paceBy: ((startMs: number) => Promise<Clock>) | null;
}

/** What was played so far. accepted + duplicates + rejected = lines, when none is under way. */
export interface PlayedSoFar {
  /** Lines that were given to the target. */
  lines: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** The first few rejections. */
  samples: LineRejection[];
  /** Part of the file that was read, 0 to 1. */
  share: number;
  /** Instant of the newest line played (moved); null before the first. */
  atMs: number | null;
  /** Lines before the start. */
  passedOver: number;
}

const LINES_PER_BATCH = 5_000;
/** A batch stays well below what ingest takes. */
const MAX_BATCH_CHARACTERS = 2 * MAX_LINE_BYTES;
const SAMPLES = 5;
/** The longest that a paced replay sleeps before it looks at the clock again. */
const LONGEST_SLEEP_MS = 250;

/** One line on its way: as it goes to the target, and when it is due. */
interface Due {
  line: NumberedLine;
  atMs: number | null;
}

/** Plays a file into a target, with bounded memory. Ends early and in order when `signal` aborts. */
export async function play(
  file: ReplayFile,
  target: ReplayTarget,
  playing: Playing,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (played: PlayedSoFar) => void },
): Promise<PlayedSoFar> {
  const played: PlayedSoFar = {
    lines: 0,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    samples: [],
    share: 0,
    atMs: null,
    passedOver: 0,
  };
  const prepare = preparer(playing, () => void (played.passedOver += 1));
  let clock: Clock | null = null;
  let batch: NumberedLine[] = [];
  let characters = 0;

  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const lines = batch;
    batch = [];
    characters = 0;
    const answer = await target.take(lines, signal);
    played.lines += lines.length;
    played.accepted += answer.accepted;
    played.duplicates += answer.duplicates;
    played.rejected += answer.rejected.length;
    played.samples.push(...answer.rejected.slice(0, SAMPLES - played.samples.length));
    played.share = file.sizeBytes === 0 ? 1 : file.readBytes() / file.sizeBytes;
    onProgress(played);
  };
  const waitFor = async (atMs: number): Promise<void> => {
    if (playing.paceBy === null) return;
    clock ??= await playing.paceBy(atMs);
    for (let aheadMs = atMs - clock.now(); aheadMs > 0 && !signal.aborted; aheadMs = atMs - clock.now()) {
      await send();
      const stillMs = (atMs - clock.now()) / clock.speed;
      if (stillMs > 0) await delay(Math.min(stillMs, LONGEST_SLEEP_MS), undefined, { signal }).catch(() => {});
    }
  };

  try {
    for await (const lines of file.lines()) {
      for (const read of lines) {
        if (read.text.trim() === '') continue;
        const due = prepare(read);
        if (due === null) continue;
        if (due.atMs !== null) {
          await waitFor(due.atMs);
          played.atMs = due.atMs;
        }
        if (signal.aborted) break;
        if (characters + due.line.text.length > MAX_BATCH_CHARACTERS) await send();
        batch.push(due.line);
        characters += due.line.text.length;
        if (batch.length === LINES_PER_BATCH) await send();
      }
      if (signal.aborted) break;
    }
    if (!signal.aborted) {
      await send();
      played.share = 1;
    }
  } catch (error) {
    // A batch that was under way when the signal came may or may not have been taken: the next run will tell.
    if (!signal.aborted) throw error;
  }
  onProgress(played);
  return played;
}

/** Turns lines of the file into lines of the replay; null for one that lies before the start. */
function preparer({ fromMs, shift, paceBy }: Playing, onPassedOver: () => void): (line: NumberedLine) => Due | null {
  if (fromMs === null && shift === null && paceBy === null) return (line) => ({ line, atMs: null });
  const first = new Map<string, number>();
  const keyOf = (p: string, e: number): string => `${p} ${e}`;
  let byMs: number | null = null;
  return (line) => {
    const parsed = line.fault === null ? parseLine(line.text) : null;
    if (!parsed?.ok) return { line, atMs: null };
    const { event } = parsed;
    if (fromMs !== null && event.at < fromMs) {
      onPassedOver();
      return null;
    }
    if (shift === null) return { line, atMs: event.at };
    byMs ??= shift.startMs - (fromMs ?? event.at);
    const key = keyOf(event.p, event.e);
    if (!first.has(key)) first.set(key, event.n);
    const moved = shiftEvent(event, {
      byMs,
      run: shift.run,
      firstOf: (p, e) => first.get(keyOf(p, e)) ?? null,
    });
    if (moved === null) {
      onPassedOver();
      return null;
    }
    return { line: { ...line, text: JSON.stringify(moved) }, atMs: moved.at };
  };
}
