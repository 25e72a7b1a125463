import { parentPort, workerData } from 'node:worker_threads';
import { boardById } from '../boards/inbound-floor.ts';
import { boardState } from '../boards/board-state.ts';
import { ClosingQuarterHours } from '../engine/closing.ts';
import { Engine } from '../engine/engine.ts';
import { LIVE_INVARIANTS } from '../engine/invariant-readings.ts';
import { parseLine } from '../events/parse.ts';
import { FACT_KIND_NAMES } from '../metrics/fact-kinds.ts';
import { InvariantWatch, type InvariantReading } from '../metrics/invariants.ts';
import type { LiveQuestion } from '../metrics/question.ts';
import type { TopicQuestion } from '../hub/topic.ts';
import { MINUTE_MS, SECOND_MS, wholeSecondUp } from '../time/interval.ts';
import { BoardPainter, REPAINT_MS } from './board-painter.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.ts';
import { toAppended } from '../sources/simulator/paced-floor.ts';
import type { EngineApi, EngineListener, EngineSettings } from './engine-api.ts';
import { checkpointPath, floorClock, openReader } from './places.ts';
import { openRpc, type Rpc } from './rpc.ts';

const CHECKPOINT_EVERY_MS = 5 * MINUTE_MS;
const FORGET_EVERY_LINES = 500_000;
const ENTRIES_PER_READ = 500;
const READ_WAIT_MS = 1_000;
/** Lines folded in one go before the thread looks at its messages again. */
const LINES_PER_TURN = 2_000;
const INFER_EVERY_MS = 1_000;
const PROVE_EVERY_MS = 5_000;
/** The proof takes at most about one part in so many of the thread, but is never left out for longer than a minute. */
const PROOF_SHARE = 20;
const PROVE_AT_LEAST_EVERY_MS = MINUTE_MS;

const { places, epoch, infers } = workerData as EngineSettings;
const clock = floorClock(places);
const path = checkpointPath(places);
const saved = await readCheckpoint(path);
const engine = new Engine(places.defaultZone, saved?.checkpoint);
const problem = (error: unknown): void => rpc.tell('problem', String(error instanceof Error ? error.message : error));
const reader = openReader(places, 'engine', problem);
const tail = reader.tail(saved?.position ?? {});

const topics = new Map<number, TopicQuestion>();
const painter = new BoardPainter({
  count(board, topic, asOfMs) {
    const nowMs = Date.now();
    const answer = (question: LiveQuestion) => engine.answer(question, asOfMs, nowMs);
    return boardState(board, topics.get(topic)!.scope, answer, engine.register.dimensions());
  },
  tell: (topic, state) => rpc.tell('boardState', topic, state),
  asOf: () => asOf(),
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
});
const counts = { lines: 0, duplicates: 0, invalid: 0 };
let newestReceivedAt: number | null = null;
let caughtUp = false;
let linesToForget = FORGET_EVERY_LINES;
let stopping = false;
const watch = new InvariantWatch();
let closing: ClosingQuarterHours | null = null;
let provedInMs: number | null = null;
/** Ends the pause between two readings of the invariants. */
let endRest = (): void => {};

const asOf = (): number => wholeSecondUp(clock.now());

const api: EngineApi = {
  live: (question, asOfMs) => engine.answer(question, asOfMs ?? asOf(), Date.now()),
  gaps: () => (caughtUp ? engine.gaps(Date.now()) : null),
  dimensions: () => engine.register.dimensions().versions,
  statements: () => (caughtUp ? engine.register.stored() : null),
  async status() {
    return {
      caughtUp,
      ...counts,
      delayMs: newestReceivedAt === null ? null : Math.max(0, Date.now() - newestReceivedAt),
      facts: FACT_KIND_NAMES.reduce((sum, kind) => sum + engine.facts.stores[kind].size, 0),
      producers: engine.producers.list(Date.now()),
      ghosts: engine.ghosts(),
    };
  },
  accounts: () => engine.producers.accounts(),
  invariants: () => (provedInMs === null ? null : { states: watch.states(), tookMs: provedInMs }),
  openTopic(id, topic) {
    const board = boardById(topic.board);
    if (!board) return;
    topics.set(id, topic);
    painter.open(id, board);
  },
  closeTopic(id) {
    topics.delete(id);
    painter.close(id);
  },
  rejected: (identities) => identities.forEach((identity) => engine.reject(identity, Date.now())),
  wake: () => reader.wake?.(),
  async stop() {
    stopping = true;
    clearTimeout(ticking);
    painter.stop();
    clearInterval(checkpointing);
    clearInterval(inferring);
    endRest();
    await tail.close();
    await following;
    await save();
    await reader.close();
  },
};
const rpc: Rpc<EngineListener> = openRpc(
  { post: (message) => parentPort!.postMessage(message), onMessage: (listener) => parentPort!.on('message', listener) },
  api as never,
);

async function follow(): Promise<void> {
  while (!stopping) {
    let entries;
    try {
      entries = await tail.read(ENTRIES_PER_READ, READ_WAIT_MS);
    } catch (error) {
      if (stopping) return;
      problem(error);
      await new Promise((resolve) => setTimeout(resolve, READ_WAIT_MS));
      continue;
    }
    let lines = 0;
    for (const entry of entries) {
      newestReceivedAt = entry.receivedAt;
      for (const line of entry.lines) fold(line, entry.receivedAt);
      lines += entry.lines.length;
      if (lines >= LINES_PER_TURN) {
        lines = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    caughtUp = entries.length < ENTRIES_PER_READ;
    // On the way through an old log the boards move with the seconds only: counting them holds the way up.
    if (entries.length > 0 && caughtUp) painter.folded();
  }
}

function fold(line: string, receivedAt: number): void {
  counts.lines += 1;
  const result = parseLine(line);
  if (!result.ok) counts.invalid += 1;
  else if (!engine.fold(result.event, receivedAt)) counts.duplicates += 1;
  linesToForget -= 1;
  if (linesToForget > 0) return;
  linesToForget = FORGET_EVERY_LINES;
  engine.forget(clock.now());
}

/** Only at the end of the log: what has not been read may say otherwise. */
function infer(): void {
  if (!caughtUp) return;
  const events = engine.infer({ nowMs: clock.now(), serverMs: Date.now(), speed: clock.speed }, epoch);
  if (events.length > 0) rpc.tell('append', events.map(toAppended));
}

/**
 * Reads every invariant of the live state, and says what the quarter hours that closed hold. Between two parts events are
 * folded and boards painted: nobody who looks at the wall waits for the proof.
 */
async function prove(): Promise<void> {
  if (!caughtUp) return;
  const asOfMs = Math.floor(clock.now() / SECOND_MS) * SECOND_MS;
  const readings: InvariantReading[] = [];
  let tookMs = 0;
  let partFrom = performance.now();
  const endPart = async (): Promise<void> => {
    tookMs += performance.now() - partFrom;
    await new Promise((resolve) => setImmediate(resolve));
    partFrom = performance.now();
  };
  for (const part of engine.invariants(asOfMs)) {
    readings.push(...part);
    await endPart();
    if (stopping) return;
  }
  const began = watch.take(LIVE_INVARIANTS, readings, Date.now());
  if (began.length > 0) rpc.tell('broken', began);
  await endPart();
  if (stopping) return;
  if (infers) {
    closing ??= new ClosingQuarterHours(asOfMs);
    const closed = closing.due(engine.facts, engine.register.dimensions(), asOfMs);
    if (closed.length > 0) rpc.tell('closed', closed);
  }
  await endPart();
  provedInMs = tookMs;
}

async function keepProving(): Promise<void> {
  while (!stopping) {
    await prove();
    if (stopping) return;
    const restMs = Math.min(PROVE_AT_LEAST_EVERY_MS, Math.max(PROVE_EVERY_MS, (provedInMs ?? 0) * PROOF_SHARE));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, restMs);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function save(): Promise<void> {
  engine.forget(clock.now());
  await writeCheckpoint(path, { position: tail.position(), checkpoint: engine.checkpoint() });
}

// A window slides with every second, whether or not anything happens: paint just after each whole one.
let ticking: NodeJS.Timeout;
function tick(): void {
  const secondMs = 1_000 / clock.speed;
  const intoMs = (clock.now() % 1_000) / clock.speed;
  ticking = setTimeout(
    () => {
      painter.paint();
      tick();
    },
    Math.max(REPAINT_MS, secondMs - intoMs + 1),
  );
}
tick();
const checkpointing = setInterval(() => void save().catch(problem), CHECKPOINT_EVERY_MS);
const inferring = setInterval(infer, INFER_EVERY_MS);
void keepProving();
if (!infers) clearInterval(inferring);
const following = follow();
