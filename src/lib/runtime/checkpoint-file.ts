import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { CHECKPOINT_VERSION, type Checkpoint } from '../engine/engine.ts';
import type { LogPosition } from '../streams/event-log.ts';

/** What the engine knew, and up to where in the log. */
export interface SavedEngine {
  position: LogPosition;
  checkpoint: Checkpoint;
}

/** Reads a checkpoint; null where there is none that this version can read: the log is read from its beginning instead. */
export async function readCheckpoint(path: string): Promise<SavedEngine | null> {
  try {
    const saved = deserialize(await readFile(path)) as SavedEngine;
    return saved.checkpoint.version === CHECKPOINT_VERSION ? saved : null;
  } catch {
    return null;
  }
}

/** Writes a checkpoint: the old one stands until the new one is whole. */
export async function writeCheckpoint(path: string, saved: SavedEngine): Promise<void> {
  await writeFile(`${path}.new`, serialize(saved), { flush: true });
  await rename(`${path}.new`, path);
}
