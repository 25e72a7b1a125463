import pino, { type Logger } from 'pino';

export type { Logger };

/** Structured logs, one JSON object a line on standard output. Secrets never go in: callers log ids and counts. */
export const openLogger = (level: string, part: string): Logger =>
  pino({ level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime });
