import type { LiveQuestion, Row } from '#lib/metrics/question.ts';
import type { ReportAnswer } from '#lib/reports/report-answer.ts';
import { MINUTE_MS } from '#lib/time/interval.ts';
import type { RawLine } from '#lib/recount/raw-events.ts';

/** It could not be done; the message says why and what to do. */
export class VerifyFailure extends Error {
  override name = 'VerifyFailure';
}

/** Answers that are read here, of a live question. */
export interface LiveRows {
  asOf: number;
  rows: readonly Row[];
}

export interface AskedReport {
  metrics: readonly string[];
  by: readonly string[];
  grain: '15m' | 'total';
  basis: string;
  fromMs: number;
  toMs: number;
}

/** Which raw events: instants in ms UTC. */
export interface AskedEvents {
  fromMs: number;
  toMs: number;
  types: readonly string[];
  receivedFromMs?: number;
}

/** Metrics of one question. */
const MOST_METRICS = 150;
/** A period that ended longer ago than this goes on no more. */
const SETTLED_MS = 5 * MINUTE_MS;

function parts(metrics: readonly string[]): string[][] {
  const all: string[][] = [];
  for (let from = 0; from < metrics.length; from += MOST_METRICS) all.push(metrics.slice(from, from + MOST_METRICS));
  return all;
}

/** Adds the columns of an answer to the rows that have the same key. */
function merge(into: Map<string, Row>, rows: readonly Row[], key: readonly string[]): void {
  for (const row of rows) {
    const id = JSON.stringify(key.map((name) => row[name] ?? null));
    into.set(id, { ...into.get(id), ...row });
  }
}

/** The running server, asked as any client asks it. Every call throws VerifyFailure. */
export class Server {
  readonly #url: string;
  readonly #token: string;
  readonly #signal: AbortSignal;

  constructor(url: string, token: string, signal: AbortSignal) {
    this.#url = url;
    this.#token = token;
    this.#signal = signal;
  }

  /** The rows of a report. Where the period goes on, all of them are as of one instant. */
  async report({ fromMs, toMs, metrics, by, ...rest }: AskedReport): Promise<{ asOf: number; rows: Row[] }> {
    const rows = new Map<string, Row>();
    let asOf: number | null = null;
    for (const part of parts(metrics)) {
      const asked = { ...rest, from: fromMs, to: toMs, metrics: part.join(','), by: by.join(','), tz: 'UTC' };
      const goesOn: boolean = asOf !== null && toMs > asOf - SETTLED_MS;
      const response = await this.#get('/api/v1/reports/query', { ...asked, asOf: goesOn ? asOf! : '' });
      const answer = (await response.json()) as ReportAnswer;
      asOf ??= answer.asOf;
      merge(rows, answer.rows, ['interval', ...by]);
    }
    return { asOf: asOf ?? toMs, rows: [...rows.values()] };
  }

  /** The zone of sites that set none. */
  async defaultZone(fromMs: number, toMs: number): Promise<string> {
    const answer = await this.#get('/api/v1/reports/query', { metrics: 'offered', from: fromMs, to: toMs });
    return ((await answer.json()) as ReportAnswer).zone;
  }

  async live({ metrics, by, window, basis }: Omit<LiveQuestion, 'filter'>, asOf: number | null): Promise<LiveRows> {
    const rows = new Map<string, Row>();
    let at = asOf;
    for (const part of parts(metrics)) {
      const asked = { window, basis, metrics: part.join(','), by: by.join(','), asOf: at ?? '' };
      const answer = (await (await this.#get('/api/v1/live', asked)).json()) as LiveRows;
      at ??= answer.asOf;
      merge(rows, answer.rows, by);
    }
    return { asOf: at!, rows: [...rows.values()] };
  }

  /** Raw events, one by one. */
  async *events({ fromMs, toMs, types, receivedFromMs }: AskedEvents): AsyncGenerator<RawLine, void, undefined> {
    const asked = { from: fromMs, to: toMs, types: types.join(','), receivedFrom: receivedFromMs ?? '' };
    const { body } = await this.#get('/api/v1/events', asked);
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body ?? []) {
        const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
        rest = lines.pop()!;
        for (const line of lines) yield JSON.parse(line) as RawLine;
      }
    } catch (error) {
      this.#signal.throwIfAborted();
      throw new VerifyFailure(`The raw events ended in the midst: ${(error as Error).message}. Start it again.`);
    }
    if (rest !== '') throw new VerifyFailure('The raw events ended in the midst of a line. Start it again.');
  }

  async #get(path: string, parameters: Readonly<Record<string, string | number>>): Promise<Response> {
    const url = new URL(path, this.#url);
    for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, String(value));
    let response: Response;
    try {
      response = await fetch(url, { headers: { authorization: `Bearer ${this.#token}` }, signal: this.#signal });
    } catch (error) {
      this.#signal.throwIfAborted();
      const why = (error as Error & { cause?: Error }).cause?.message ?? (error as Error).message;
      throw new VerifyFailure(
        `No server answers at ${this.#url} (${why}). Start it with npm start, or name another one with --url.`,
      );
    }
    if (response.ok) return response;
    const said = ((await response.json().catch(() => ({}))) as { detail?: string }).detail ?? 'no reason given';
    throw new VerifyFailure(`${path} answers ${response.status}: ${said}`);
  }
}
