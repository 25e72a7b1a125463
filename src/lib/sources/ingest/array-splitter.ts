import { isUtf8 } from 'node:buffer';
import { KEPT_OF_LONG_LINE_BYTES, MAX_LINE_BYTES, lenientText, type NumberedLine } from './numbered-line.ts';

/** The body is not a JSON array. */
export class NotAnArray extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotAnArray';
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

type Place = 'before' | 'first' | 'element' | 'in_element' | 'after_element' | 'after';

/**
 * Cuts a stream of bytes that is one JSON array into its elements, numbered from 1, without ever holding more than one
 * element. It finds where elements begin and end; whether an element is JSON is for its reader to say.
 */
export class ArraySplitter {
  #place: Place = 'before';
  #number = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #carried: Buffer[] = [];
  #carriedBytes = 0;

  /** The elements that this chunk completes. Throws NotAnArray. */
  push(chunk: Buffer): NumberedLine[] {
    const elements: NumberedLine[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (this.#place === 'in_element') {
        const end = this.#within(byte, at);
        if (end < 0) continue;
        elements.push(this.#take(chunk.subarray(start, end)));
        this.#place = 'after_element';
        if (end > at) continue;
      }
      if (isSpace(byte)) continue;
      switch (this.#place) {
        case 'before':
          if (byte !== OPEN_ARRAY)
            throw new NotAnArray('The body of application/json is an array of events; it must begin with [.');
          this.#place = 'first';
          break;
        case 'first':
        case 'element':
          if (byte === CLOSE_ARRAY && this.#place === 'first') this.#place = 'after';
          else if (byte === COMMA || byte === CLOSE_ARRAY)
            throw new NotAnArray(`Element ${this.#number + 1} of the array is empty.`);
          else {
            this.#place = 'in_element';
            this.#begin(byte);
            start = at;
          }
          break;
        case 'after_element':
          if (byte === COMMA) this.#place = 'element';
          else if (byte === CLOSE_ARRAY) this.#place = 'after';
          else throw new NotAnArray(`After element ${this.#number} of the array there is neither a comma nor the end.`);
          break;
        default:
          throw new NotAnArray('There is something after the end of the array.');
      }
    }
    if (this.#place === 'in_element') this.#carry(chunk.subarray(start));
    return elements;
  }

  /** Throws NotAnArray where the array did not end. */
  end(): void {
    if (this.#place !== 'after')
      throw new NotAnArray('The array does not end: the body was cut off or a bracket is missing.');
  }

  #begin(byte: number): void {
    this.#depth = byte === OPEN_OBJECT || byte === OPEN_ARRAY ? 1 : 0;
    this.#inString = byte === QUOTE;
    this.#escaped = false;
  }

  /** Index at which the element ends (exclusive), or -1. */
  #within(byte: number, at: number): number {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        if (this.#depth === 0) return at + 1;
      }
      return -1;
    }
    if (this.#depth === 0) return byte === COMMA || byte === CLOSE_ARRAY || isSpace(byte) ? at : -1;
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      this.#depth -= 1;
      if (this.#depth === 0) return at + 1;
    }
    return -1;
  }

  #carry(bytes: Buffer): void {
    if (this.#carriedBytes <= MAX_LINE_BYTES) this.#carried.push(bytes);
    this.#carriedBytes += bytes.length;
  }

  #take(tail: Buffer): NumberedLine {
    this.#carry(tail);
    const bytes = this.#carried.length === 1 ? this.#carried[0]! : Buffer.concat(this.#carried);
    this.#carried = [];
    this.#carriedBytes = 0;
    const number = ++this.#number;
    if (bytes.length > MAX_LINE_BYTES) {
      return { number, text: lenientText(bytes.subarray(0, KEPT_OF_LONG_LINE_BYTES)), fault: 'too_long' };
    }
    if (!isUtf8(bytes)) throw new NotAnArray(`Element ${number} of the array is not UTF-8.`);
    return { number, text: bytes.toString('utf8'), fault: null };
  }
}
