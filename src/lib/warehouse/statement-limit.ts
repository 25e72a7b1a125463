import { MINUTE_MS, SECOND_MS } from '#lib/time/interval.ts';
import { WarehouseError } from './warehouse-error.ts';

/** How long a statement may take. */
export const STATEMENT_TIMEOUT_MS = 10 * MINUTE_MS;
/** How long an insert may take: a batch takes seconds. */
const INSERT_TIMEOUT_MS = 2 * MINUTE_MS;

export interface WarehouseWatch {
  /**
   * A statement of the embedded engine took longer than the limit. It cannot be ended from here and may hold up all
   * others, and the end of this process too: only killing it helps.
   */
  onStuck?: (error: WarehouseError) => void;
  statementTimeoutMs?: number;
}

/** What is done, in words for an error; its statement, where it has one; and whether it is an insert. */
export interface Doing {
  what: string;
  sql?: string;
  inserts?: true;
}

/** Gives statements of the embedded engine up when their time is over, and lets none begin from then on. */
export class StatementLimit {
  readonly #onStuck: (error: WarehouseError) => void;
  readonly #timeoutMs: number;
  #stuck: WarehouseError | null = null;

  constructor({ onStuck = () => {}, statementTimeoutMs = STATEMENT_TIMEOUT_MS }: WarehouseWatch) {
    this.#onStuck = onStuck;
    this.#timeoutMs = statementTimeoutMs;
  }

  /** True from the first statement on that did not come back. */
  get isStuck(): boolean {
    return this.#stuck !== null;
  }

  /** Runs a statement. Throws WarehouseError (`down`) where it, or one before it, does not come back. */
  async within<T>(doing: Doing, work: () => Promise<T>): Promise<T> {
    if (this.#stuck) throw this.#stuck;
    const limitMs = doing.inserts ? Math.min(this.#timeoutMs, INSERT_TIMEOUT_MS) : this.#timeoutMs;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#giveUp(doing, limitMs)), limitMs);
    });
    try {
      return await Promise.race([work(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #giveUp({ what, sql }: Doing, limitMs: number): WarehouseError {
    if (this.#stuck) return this.#stuck;
    const statement = sql === undefined ? '' : ` (${beginningOf(sql)})`;
    const message = `${what}: the embedded engine has not answered for ${limitMs / SECOND_MS} s.${statement}`;
    this.#stuck = new WarehouseError('down', message, null);
    this.#onStuck(this.#stuck);
    return this.#stuck;
  }
}

/** Enough of a statement to know it by, in one line. */
const beginningOf = (sql: string): string => sql.trim().slice(0, 80).replaceAll(/\s+/g, ' ');
