import type { LiveQuestion, Row } from '#lib/metrics/question.ts';
import type { ReportAnswer } from '#lib/reports/report-answer.ts';
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

  async report({ fromMs, toMs, metrics, by, ...rest }: AskedReport): Promise<ReportAnswer> {
    const asked = { ...rest, from: fromMs, to: toMs, metrics: metrics.join(','), by: by.join(','), tz: 'UTC' };
    return (await (await this.#get('/api/v1/reports/query', asked)).json()) as ReportAnswer;
  }

  /** The zone of sites that set none. */
  async defaultZone(fromMs: number, toMs: number): Promise<string> {
    const answer = await this.#get('/api/v1/reports/query', { metrics: 'offered', from: fromMs, to: toMs });
    return ((await answer.json()) as ReportAnswer).zone;
  }

  async live({ metrics, by, window, basis }: Omit<LiveQuestion, 'filter'>, asOf: number | null): Promise<LiveRows> {
    const asked = { window, basis, metrics: metrics.join(','), by: by.join(','), asOf: asOf ?? '' };
    return (await (await this.#get('/api/v1/live', asked)).json()) as LiveRows;
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
