import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { LineSplitter } from '../ingest/line-splitter.ts';
import type { NumberedLine } from '../ingest/numbered-line.ts';

/** A file of events that is read line by line, plain or gzip; memory is bounded whatever its size. */
export interface ReplayFile {
  sizeBytes: number;
  /** Bytes of the file read so far. */
  readBytes(): number;
  /** Lines in order, some at a time. Throws where the file cannot be read or its gzip is broken. */
  lines(): AsyncGenerator<NumberedLine[]>;
}

const GZIP_MAGIC = [0x1f, 0x8b];

/** Opens a file. Throws where it is not there. */
export async function openReplayFile(path: string): Promise<ReplayFile> {
  const handle = await open(path);
  const { size } = await handle.stat();
  const magic = Buffer.alloc(2);
  await handle.read(magic, 0, 2, 0);
  await handle.close();
  const packed = GZIP_MAGIC.every((byte, at) => magic[at] === byte);
  let stream: ReturnType<typeof createReadStream> | null = null;
  return {
    sizeBytes: size,
    readBytes: () => stream?.bytesRead ?? 0,
    async *lines() {
      const source = createReadStream(path, { highWaterMark: 256 * 1024 });
      stream = source;
      const splitter = new LineSplitter();
      const gunzip = packed ? createGunzip({ chunkSize: 256 * 1024 }) : null;
      if (gunzip) {
        source.on('error', (error) => gunzip.destroy(error));
        source.pipe(gunzip);
      }
      try {
        for await (const chunk of (gunzip ?? source) as AsyncIterable<Buffer>) {
          const lines = splitter.push(chunk);
          if (lines.length > 0) yield lines;
        }
      } catch (error) {
        throw new Error(`${path} cannot be read to its end: ${(error as Error).message}.`, { cause: error });
      } finally {
        source.destroy();
        gunzip?.destroy();
      }
      yield splitter.end();
    },
  };
}
