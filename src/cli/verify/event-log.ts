import { readLog, type RecountedLog } from '#lib/recount/recount.ts';
import type { RawLine } from '#lib/recount/raw-events.ts';
import type { Server } from './server.ts';

/** What the second counter reads; heartbeats and snapshots count in no number of it. */
const COUNTED_TYPES = [
  'ix.started',
  'ix.ivr',
  'ix.ended',
  'queue.entered',
  'queue.left',
  'offer.ended',
  'leg.connected',
  'leg.updated',
  'leg.ended',
  'wrap.ended',
  'agent.state',
  'dial.attempt',
  'campaign.snapshot',
  'line.status',
  'work.changed',
  'outcome.recorded',
  'survey.answered',
  'qa.scored',
];
/** These hold for a period whenever they were told. */
const TIMELESS_TYPES = ['dim.upsert', 'schedule.set', 'metric.set', 'correction'];

/** Growth compares these with those of the same dates a year before. */
const COMPARED_TYPES = ['outcome.recorded', 'work.changed'];
const DAY_MS = 86_400_000;
const yearBefore = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => ({
  fromMs: fromMs - 366 * DAY_MS,
  // No event twice, where the period is longer than a year.
  toMs: Math.min(toMs - 364 * DAY_MS, fromMs),
});

const EVER = { fromMs: 0, toMs: 4_102_444_800_000 };
/** What was received while the answer was on its way is asked for again. */
const OVERLAP_MS = 60_000;
const SAY_EVERY = 100_000;
const INFERRED = 'floorlight-engine.';

/** The raw events of a period and of what lies around it, as the server gives them. */
export class VerifiedLog {
  readonly #server: Server;
  readonly #around: { fromMs: number; toMs: number };
  readonly #lines: RawLine[] = [];
  readonly #seen = new Set<string>();
  readonly #epochs = new Map<string, { firstAt: number; lastAt: number }>();
  #newestReceivedAt = 0;
  #read: RecountedLog | null = null;

  constructor(server: Server, around: { fromMs: number; toMs: number }) {
    this.#server = server;
    this.#around = around;
  }

  get events(): number {
    return this.#lines.length;
  }

  /** Reads what has been received so far, or since the last time. */
  async refresh(onProgress: (events: number) => void): Promise<void> {
    const since = this.#newestReceivedAt === 0 ? {} : { receivedFromMs: this.#newestReceivedAt - OVERLAP_MS };
    const before = this.#lines.length;
    for (const asked of [
      { ...EVER, types: TIMELESS_TYPES, ...since },
      { ...this.#around, types: COUNTED_TYPES, ...since },
      { ...yearBefore(this.#around), types: COMPARED_TYPES, ...since },
    ]) {
      for await (const line of this.#server.events(asked)) {
        if (since.receivedFromMs !== undefined) {
          if (this.#isKnown(line)) continue;
        }
        this.#lines.push(line);
        this.#hear(line);
        if (line.receivedAt > this.#newestReceivedAt) this.#newestReceivedAt = line.receivedAt;
        if (this.#lines.length % SAY_EVERY === 0) onProgress(this.#lines.length);
      }
    }
    if (this.#lines.length > before || this.#read === null) this.#read = readLog(this.#lines);
    this.#seen.clear();
  }

  /** True where a producer was heard in or across [fromMs, toMs): what the product infers is nobody's word. */
  isHeard(fromMs: number, toMs: number): boolean {
    return [...this.#epochs.values()].some(({ firstAt, lastAt }) => firstAt < toMs && lastAt >= fromMs);
  }

  #hear({ line }: RawLine): void {
    const { p, e, at } = JSON.parse(line) as { p: string; e: number; at: number };
    if (p.startsWith(INFERRED)) return;
    const epoch = this.#epochs.get(`${p} ${e}`);
    if (!epoch) this.#epochs.set(`${p} ${e}`, { firstAt: at, lastAt: at });
    else {
      epoch.firstAt = Math.min(epoch.firstAt, at);
      epoch.lastAt = Math.max(epoch.lastAt, at);
    }
  }

  /** What the second counter sees. */
  get counted(): RecountedLog {
    return this.#read!;
  }

  /** A line is told twice only where a refresh reaches back over the last one. */
  #isKnown({ line, receivedAt }: RawLine): boolean {
    if (this.#seen.size === 0) {
      const from = this.#newestReceivedAt - OVERLAP_MS;
      for (const known of this.#lines) if (known.receivedAt >= from) this.#seen.add(known.line);
      this.#seen.add('');
    }
    return receivedAt <= this.#newestReceivedAt && this.#seen.has(line);
  }
}
