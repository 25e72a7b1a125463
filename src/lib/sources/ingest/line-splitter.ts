import { isUtf8 } from 'node:buffer';
import { KEPT_OF_LONG_LINE_BYTES, MAX_LINE_BYTES, lenientText, type NumberedLine } from './numbered-line.ts';

const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into numbered lines. Memory is bounded by one chunk and one line of MAX_LINE_BYTES: of a longer
 * line only the beginning is kept.
 */
export class LineSplitter {
  #number = 0;
  #carried: Buffer[] = [];
  #carriedBytes = 0;

  /** The lines that this chunk completes. */
  push(chunk: Buffer): NumberedLine[] {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      this.#carry(chunk);
      return [];
    }
    const lines: NumberedLine[] = [];
    let start = 0;
    if (this.#carriedBytes > 0) {
      start = chunk.indexOf(NEWLINE) + 1;
      this.#carry(chunk.subarray(0, start - 1));
      lines.push(this.#takeCarried());
    }
    if (start <= end) this.#cut(chunk.subarray(start, end), lines);
    if (end + 1 < chunk.length) this.#carry(chunk.subarray(end + 1));
    return lines;
  }

  /** The last line, where the stream did not end with a line end. */
  end(): NumberedLine[] {
    return this.#carriedBytes > 0 ? [this.#takeCarried()] : [];
  }

  /** `block` holds whole lines, without the last line end. */
  #cut(block: Buffer, into: NumberedLine[]): void {
    if (!isUtf8(block)) {
      let from = 0;
      while (from <= block.length) {
        const next = block.indexOf(NEWLINE, from);
        const to = next < 0 ? block.length : next;
        into.push(this.#line(block.subarray(from, to)));
        from = to + 1;
      }
      return;
    }
    const mayBeLong = block.length > MAX_LINE_BYTES;
    for (const text of block.toString('utf8').split('\n')) {
      if (mayBeLong && Buffer.byteLength(text) > MAX_LINE_BYTES) into.push(this.#line(Buffer.from(text)));
      else into.push({ number: ++this.#number, text, fault: null });
    }
  }

  #carry(bytes: Buffer): void {
    if (this.#carriedBytes <= MAX_LINE_BYTES) this.#carried.push(bytes);
    this.#carriedBytes += bytes.length;
  }

  #takeCarried(): NumberedLine {
    const bytes = this.#carried.length === 1 ? this.#carried[0]! : Buffer.concat(this.#carried);
    this.#carried = [];
    this.#carriedBytes = 0;
    return this.#line(bytes);
  }

  #line(bytes: Buffer): NumberedLine {
    const number = ++this.#number;
    if (bytes.length > MAX_LINE_BYTES) {
      return { number, text: lenientText(bytes.subarray(0, KEPT_OF_LONG_LINE_BYTES)), fault: 'too_long' };
    }
    return { number, text: lenientText(bytes), fault: isUtf8(bytes) ? null : 'not_utf8' };
  }
}
