import type { Appended, AppendOutcome } from './event-log.ts';

/** Lines that one log entry holds at most: large enough to read fast, small enough to acknowledge finely. */
const MAX_LINES_PER_ENTRY = 500;

export interface EntryChunk {
  shard: string;
  lines: string[];
  /** Place of each line in the lines given. */
  indexes: number[];
}

/** Groups lines by shard in their order, as the entries in which they are stored; with `outcomes`, accepted lines only. */
export function entryChunks(lines: readonly Appended[], outcomes?: readonly AppendOutcome[]): EntryChunk[] {
  const chunks: EntryChunk[] = [];
  const open = new Map<string, EntryChunk>();
  for (let index = 0; index < lines.length; index += 1) {
    if (outcomes !== undefined && outcomes[index] !== 'accepted') continue;
    const { shard, line } = lines[index]!;
    let chunk = open.get(shard);
    if (chunk === undefined || chunk.lines.length === MAX_LINES_PER_ENTRY) {
      chunk = { shard, lines: [], indexes: [] };
      open.set(shard, chunk);
      chunks.push(chunk);
    }
    chunk.lines.push(line);
    chunk.indexes.push(index);
  }
  return chunks;
}

/** Throws a TypeError for a line that holds a line break: it would be read back as two. */
export function assertSingleLines(lines: readonly Appended[]): void {
  for (const { p, e, n, line } of lines) {
    if (line.includes('\n'))
      throw new TypeError(`The line of ${p} ${e} #${n} holds a line break and cannot be stored.`);
  }
}
