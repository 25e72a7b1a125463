import type { DimensionVersion } from '../metrics/settings.ts';
import type { ReportQuestion } from '../metrics/question.ts';
import type { ReportAnswer } from '../reports/report-answer.ts';
import type { DeadLetter } from '../streams/event-log.ts';

export interface WarehouseStatus {
  /** Lines (embedded) or entries (Redis) not yet written; null = unknown, which is not zero. */
  lag: number | null;
  events: number;
  invalid: number;
  conflicts: number;
  linesPerSecond: number | null;
  /** Why the present batch is being tried again; null when all is well. */
  trouble: string | null;
}

/** What the warehouse's process answers. */
export interface WarehouseApi {
  report(question: ReportQuestion, nowMs: number): Promise<ReportAnswer>;
  dimensions(): Promise<readonly DimensionVersion[]>;
  status(): Promise<WarehouseStatus>;
  /** Finishes the batch under way and ends. */
  stop(): Promise<void>;
}

/** What the warehouse's process asks of the one that writes the log. */
export interface WarehouseListener {
  bury(letters: readonly DeadLetter[]): Promise<void>;
  ready(): void;
  problem(message: string): void;
}
