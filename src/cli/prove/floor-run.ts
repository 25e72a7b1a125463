import { setTimeout as delay } from 'node:timers/promises';
import { SYSTEM } from '#lib/access/rights.ts';
import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import { commitLines, judgeLines } from '#lib/sources/ingest/accept-lines.ts';
import { createIngestCounters, type IngestCounters } from '#lib/sources/ingest/ingest-counters.ts';
import { WorkSlices } from '#lib/sources/ingest/work-slices.ts';
import { toAppended } from '#lib/sources/simulator/paced-floor.ts';
import type { EventLog, LogTail } from '#lib/streams/event-log.ts';
import type { Clock } from '#lib/time/clock.ts';
import { createHistorian } from '#lib/warehouse/historian.ts';
import { createRollup, type Rollup } from '#lib/warehouse/rollup.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';

/** The clock of a floor that lives as fast as it can: it stands where the run has come to. */
export class FloorTime implements Clock {
  readonly speed = 1;
  #nowMs: number;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  moveTo(instantMs: number): void {
    this.#nowMs = instantMs;
  }
}

export interface ProductOptions {
  log: EventLog;
  warehouse: Warehouse;
  time: FloorTime;
  /** Epoch of what the engine infers, ms UTC. */
  epoch: number;
  defaultZone: string;
}

const ENTRIES_PER_READ = 500;
const FORGET_EVERY_LINES = 500_000;
const SLOTS_PER_TURN = 500;
const LOOK_AGAIN_MS = 10;

/**
 * The counting half of the product over a real log and a real warehouse: ingest, engine, inference, historian, roll-ups.
 * It lives by the floor's time, so that a day needs no day; all else is what `npm start` runs.
 */
export class ProductUnderProof {
  readonly engine: Engine;
  readonly counters: IngestCounters = createIngestCounters();
  lines = 0;
  readonly #options: ProductOptions;
  readonly #tail: LogTail;
  readonly #historian: Awaited<ReturnType<typeof startHistorian>>;
  readonly #rollup: Rollup;
  readonly #slices = new WorkSlices();
  #toForget = FORGET_EVERY_LINES;
  #stopped: Promise<void> | null = null;

  static async start(options: ProductOptions): Promise<ProductUnderProof> {
    const rollup = await createRollup({ warehouse: options.warehouse, clock: options.time });
    return new ProductUnderProof(options, await startHistorian(options), rollup);
  }

  private constructor(options: ProductOptions, historian: Awaited<ReturnType<typeof startHistorian>>, rollup: Rollup) {
    this.#options = options;
    this.#historian = historian;
    this.#rollup = rollup;
    this.engine = new Engine(options.defaultZone);
    this.#tail = options.log.tail({});
  }

  /** Takes lines as they reach ingest now, and lets the engine fold and infer. */
  async take(texts: readonly string[]): Promise<void> {
    const { log, time } = this.#options;
    this.lines += texts.length;
    if (texts.length > 0) {
      const numbered = texts.map((text, i) => ({ number: i + 1, text, fault: null }));
      const judged = await judgeLines(numbered, SYSTEM, { clock: time, slices: this.#slices });
      await commitLines(judged, SYSTEM, { log, clock: time, counters: this.counters, slices: this.#slices });
      await this.#fold();
      for (const { identity } of judged.letters) if (identity) this.engine.reject(identity, time.now());
    }
    const now = time.now();
    const inferred = this.engine.infer({ nowMs: now, serverMs: now, speed: 1 }, this.#options.epoch);
    if (inferred.length === 0) return;
    await log.append(inferred.map(toAppended));
    await this.#fold();
  }

  /**
   * Lets history catch up with the log, and the roll-ups with history; nothing more is taken. Throws where the historian
   * cannot go on.
   */
  async settle(): Promise<void> {
    await this.#historian.caughtUp();
    // What is compared from here on keeps this process from answering a log for longer than one waits.
    await this.stop();
    while ((await this.#rollup.buildDirty(SLOTS_PER_TURN)) > 0);
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    await this.#tail.close();
    await this.#historian.stop();
  }

  async #fold(): Promise<void> {
    for (;;) {
      const entries = await this.#tail.read(ENTRIES_PER_READ, 0);
      for (const { lines } of entries) for (const line of lines) this.#foldLine(line);
      if (entries.length < ENTRIES_PER_READ) return;
    }
  }

  #foldLine(line: string): void {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(`The log holds a line that is no event: ${parsed.rejection.message} ${line}`);
    // Received when the run stands where it stands: the log's own clock may be that of another machine.
    this.engine.fold(parsed.event, this.#options.time.now());
    this.#toForget -= 1;
    if (this.#toForget > 0) return;
    this.#toForget = FORGET_EVERY_LINES;
    this.engine.forget(this.#options.time.now());
  }
}

async function startHistorian({ log, warehouse }: ProductOptions) {
  const group = await log.group('historian');
  const historian = createHistorian({ warehouse, group, bury: (letters) => log.bury(letters) });
  let failure: Error | null = null;
  const running = historian.run().catch((error: Error) => {
    failure = error;
  });
  return {
    async caughtUp(): Promise<void> {
      for (;;) {
        if (failure) throw failure;
        if ((await historian.lag()) === 0) return;
        await Promise.race([running, delay(LOOK_AGAIN_MS)]);
      }
    },
    async stop(): Promise<void> {
      await historian.stop();
      await running;
      await group.close();
      if (failure) throw failure;
    },
  };
}
