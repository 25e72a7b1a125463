import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { SYSTEM } from '#lib/access/rights.ts';
import { acceptLines, type Acceptance, type AcceptanceOptions } from '../ingest/accept-lines.ts';
import { INGEST_PATH } from '../ingest/ingest.ts';
import { MAX_LINE_BYTES, type NumberedLine } from '../ingest/numbered-line.ts';

/** Where lines are played into. */
export interface ReplayTarget {
  /** In a few words, for the progress line. */
  name: string;
  /** Takes lines; resolves when they are durable. `line` of a rejection is the line of the file. */
  take(lines: readonly NumberedLine[], signal: AbortSignal): Promise<Acceptance>;
}

/** Straight into a log, through the same door as ingest. */
export const logTarget = (name: string, options: AcceptanceOptions): ReplayTarget => ({
  name,
  take: (lines) => acceptLines(lines, SYSTEM, options),
});

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const RETRY_MS = 1_000;

/** Into a running server by HTTP. A server that is behind or restarts is waited for; one that says no is an error. */
export function serverTarget(baseUrl: string, token: string): ReplayTarget {
  const url = new URL(INGEST_PATH, baseUrl);
  const near = LOOPBACK.has(url.hostname);
  const post = async (body: string, signal: AbortSignal): Promise<Response | null> => {
    try {
      return await fetch(url, {
        method: 'POST',
        body: near ? body : gzipSync(body, { level: 1 }),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/x-ndjson',
          ...(near ? {} : { 'content-encoding': 'gzip' }),
        },
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  };
  return {
    name: url.origin,
    async take(lines, signal) {
      const sound = lines.filter(({ fault }) => fault === null);
      for (let failures = 0; ; failures += 1) {
        const response = await post(sound.map(({ text }) => text).join('\n'), signal);
        if (response?.status === 200) return withFileLines((await response.json()) as Acceptance, sound, lines);
        if (response === null && failures >= 30) {
          throw new Error(
            `${url.origin} does not answer any more. Run the same command again: what was taken counts once.`,
          );
        }
        const detail = response === null ? '' : await response.text();
        if (response !== null && response.status !== 429 && response.status !== 503) {
          throw new Error(`${url.origin} refused the lines (${response.status}): ${detailOf(detail)}`);
        }
        await delay(Number(response?.headers.get('retry-after') ?? 0) * 1_000 || RETRY_MS, undefined, { signal });
      }
    },
  };
}

const detailOf = (text: string): string => {
  try {
    return (JSON.parse(text) as { detail?: string }).detail ?? text;
  } catch {
    return text.slice(0, 200);
  }
};

/** A server numbers the lines of one body; lines that could not be sent as text are refused here. */
function withFileLines(answer: Acceptance, sent: readonly NumberedLine[], all: readonly NumberedLine[]): Acceptance {
  const rejected = answer.rejected.map((bad) => ({ ...bad, line: sent[bad.line - 1]?.number ?? bad.line }));
  for (const { number, fault } of all) {
    if (fault === 'too_long') {
      rejected.push({
        line: number,
        code: 'line_too_long',
        message: `The line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB.`,
      });
    } else if (fault === 'not_utf8')
      rejected.push({ line: number, code: 'not_json', message: 'The line is not UTF-8, so it is not JSON.' });
  }
  return { ...answer, rejected };
}
