import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { LogError } from './event-log.ts';

export interface RedisConnectionOptions {
  url: string;
  /** Shown in CLIENT LIST. */
  name: string;
  /** How long a command, and the wait for a lost connection, may take before it counts as failed, ms. */
  timeoutMs: number;
  onError?: (error: Error) => void;
}

type Argument = string | number | Buffer;

/**
 * One connection that never queues without bound: a command waits a limited time for the connection, then fails. A
 * command whose connection breaks fails at once and is never sent again unasked, for it may have been carried out.
 */
export class RedisConnection {
  readonly #redis: Redis;
  readonly #timeoutMs: number;
  #closed = false;

  constructor({ url, name, timeoutMs, onError }: RedisConnectionOptions) {
    this.#timeoutMs = timeoutMs;
    this.#redis = new Redis(url, {
      connectionName: name,
      // RESP2 answers of streams are plain arrays, which read fastest.
      protocol: 2,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: timeoutMs,
      commandTimeout: timeoutMs,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 5), 1000),
    });
    this.#redis.on('error', (error: Error) => onError?.(error));
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Calls `listener` whenever a connection is made, the first one included. */
  onConnect(listener: () => void): void {
    this.#redis.on('ready', listener);
  }

  /** Sends one command. Throws LogError. */
  async call(command: string, ...args: Argument[]): Promise<unknown> {
    const [result] = await this.callAll([[command, ...args]]);
    return result;
  }

  /** Sends commands together; the results in order. Throws LogError for the first that failed. */
  async callAll(commands: readonly (readonly [string, ...Argument[]])[]): Promise<unknown[]> {
    try {
      await this.#ready();
      return await Promise.all(commands.map(([command, ...args]) => this.#redis.call(command, ...args)));
    } catch (error) {
      // A server that does not answer may never do so on this connection: begin a new one.
      if ((error as Error).message === 'Command timed out' && !this.#closed) this.#redis.disconnect(true);
      throw asLogError(error);
    }
  }

  /** Runs a script by its digest, and with its text where the server does not know it. Throws LogError. */
  async script({ text, sha }: RedisScript, args: readonly Argument[]): Promise<unknown> {
    try {
      return await this.call('EVALSHA', sha, 0, ...args);
    } catch (error) {
      if (!redisMessage(error).startsWith('NOSCRIPT')) throw error;
      return this.call('EVAL', text, 0, ...args);
    }
  }

  /** Breaks the connection: a blocked read ends at once. */
  close(): void {
    this.#closed = true;
    this.#redis.disconnect();
  }

  async #ready(): Promise<void> {
    if (this.#redis.status === 'ready') return;
    if (this.#closed) throw new Error('the log is closed');
    await new Promise<void>((resolve, reject) => {
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        this.#redis.off('ready', onReady);
        this.#redis.off('end', onEnd);
        then();
      };
      const onReady = (): void => settle(resolve);
      const onEnd = (): void => settle(() => reject(new Error('the connection is closed')));
      const timer = setTimeout(
        () => settle(() => reject(new Error(`no connection within ${this.#timeoutMs} ms`))),
        this.#timeoutMs,
      );
      this.#redis.once('ready', onReady);
      this.#redis.once('end', onEnd);
    });
  }
}

export interface RedisScript {
  text: string;
  sha: string;
}

export const redisScript = (text: string): RedisScript => ({
  text,
  sha: createHash('sha1').update(text).digest('hex'),
});

/** What Redis itself said, where a LogError wraps it. */
export function redisMessage(error: unknown): string {
  const cause = error instanceof LogError ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

function asLogError(error: unknown): LogError {
  if (error instanceof LogError) return error;
  const message = redisMessage(error);
  if (/^(OOM|MISCONF)\b/.test(message)) {
    const text = `Redis has no room for the event log (${message}). Nothing of this call is stored: give it memory or disk, or trim the log, then send it again.`;
    return new LogError('disk_full', text, { cause: error });
  }
  const text = `The event log in Redis cannot be used (${message}). Nothing of this call was acknowledged: check REDIS_URL and the server, then send it again.`;
  return new LogError('log_down', text, { cause: error });
}
