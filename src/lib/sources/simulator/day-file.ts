import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { ContactCentreEvent } from '../../events/envelope.ts';

/** A file of envelopes, one a line; it has its name only when it is whole. */
export interface DayFile {
  /** Bytes of the lines, before they are packed. */
  readonly bytes: number;
  write(events: readonly ContactCentreEvent[]): Promise<void>;
  /** Closes the file under its name. Throws where the disk does not take it. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Opens the file; gzipped when its name ends in .gz. */
export function openDayFile(path: string): DayFile {
  const partial = `${path}.partial`;
  const file = createWriteStream(partial);
  const head: Writable = path.endsWith('.gz')
    ? createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 1 << 18 })
    : file;
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
    head.destroy();
  };
  file.on('error', fail);
  if (head !== file) {
    head.on('error', fail);
    head.pipe(file);
  }
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    async write(events) {
      if (failure) throw failure;
      if (events.length === 0) return;
      const lines = Buffer.from(`${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
      bytes += lines.length;
      if (!head.write(lines)) await drained(head);
    },
    async finish() {
      if (failure) throw failure;
      head.end();
      await finished(file);
      await rename(partial, path);
    },
    async discard() {
      head.destroy();
      file.destroy();
      await finished(file).catch(() => {});
      await rm(partial, { force: true });
    },
  };
}

/** Takes more, or never will. */
async function drained(stream: Writable): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    over.abort();
  }
}
