import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A body is at most this long as it is sent ... */
const MAX_SENT_BYTES = 8 * 1024 * 1024;
/** ... and this long when it is unpacked. */
export const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
/** So much of a refused body is read and thrown away, so that the sender, who still writes, gets to see the answer. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;
const MAX_DISCARD_MS = 30_000;

export type BodyFault = 'sent_too_large' | 'unpacked_too_large' | 'broken_gzip' | 'cut_off';

export class BodyError extends Error {
  readonly fault: BodyFault;
  constructor(fault: BodyFault, message: string) {
    super(message);
    this.name = 'BodyError';
    this.fault = fault;
  }
}

/** The body as it was sent. Throws BodyError; then the rest is unread. */
export function readSent(request: IncomingMessage): Promise<Buffer[]> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MAX_SENT_BYTES) return Promise.reject(sentTooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (action: () => void): void => {
      request.off('data', take).off('end', end).off('close', cutOff).off('error', cutOff);
      action();
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes <= MAX_SENT_BYTES) chunks.push(chunk);
      else {
        request.pause();
        settle(() => reject(sentTooLarge()));
      }
    };
    const end = (): void => settle(() => resolve(chunks));
    const cutOff = (): void =>
      settle(() => reject(new BodyError('cut_off', 'The connection ended before the body did.')));
    request.on('data', take).on('end', end).on('close', cutOff).on('error', cutOff);
  });
}

/** Unpacks gzip. Stops at the limit however small the packed form is. Throws BodyError. */
export async function unpack(sent: readonly Buffer[]): Promise<Buffer[]> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const unpacked: Buffer[] = [];
  let bytes = 0;
  const source = Readable.from(sent);
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_UNPACKED_BYTES) {
        throw new BodyError(
          'unpacked_too_large',
          `The body is longer than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB unpacked.`,
        );
      }
      unpacked.push(chunk);
    }
  } catch (error) {
    if (error instanceof BodyError) throw error;
    throw new BodyError('broken_gzip', `The body is not gzip, or was cut off: ${(error as Error).message}.`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  return unpacked;
}

/** Reads and throws away what is left of a body. True where its end was reached, so that the connection can live on. */
export function discard(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return Promise.resolve(request.complete);
  return new Promise((resolve) => {
    let bytes = 0;
    const settle = (whole: boolean): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', ended).off('close', closed).off('error', closed);
      if (!whole) request.pause();
      resolve(whole);
    };
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MAX_DISCARDED_BYTES) settle(false);
    };
    const ended = (): void => settle(true);
    const closed = (): void => settle(false);
    const timer = setTimeout(closed, MAX_DISCARD_MS);
    request.on('data', count).on('end', ended).on('close', closed).on('error', closed);
    request.resume();
  });
}

const sentTooLarge = (): BodyError =>
  new BodyError('sent_too_large', `The body is longer than ${MAX_SENT_BYTES / 1024 / 1024} MiB.`);
