/** A line longer than this is refused by itself; the lines around it are not touched. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** How much of an overlong line is kept for its dead letter. */
export const KEPT_OF_LONG_LINE_BYTES = 4096;

/** One line of a body or a file, or one element of a JSON array, with its number from 1. */
export interface NumberedLine {
  number: number;
  /** As it came, without the line end; the beginning only where it is too long. */
  text: string;
  /** Why it cannot even be read as text; null where it can. */
  fault: 'not_utf8' | 'too_long' | null;
}

/** Bytes that may be cut in the middle of a character as text; what is not UTF-8 shows as the replacement character. */
export const lenientText = (bytes: Buffer): string => bytes.toString('utf8');
