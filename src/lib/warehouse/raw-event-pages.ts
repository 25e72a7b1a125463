import { sqlText } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** Which raw events are asked for. Instants in ms UTC. */
export interface RawEventQuestion {
  /** Occurred at or after. */
  fromMs: number;
  /** Occurred before. */
  toMs: number;
  /** Types; null: all. */
  types: readonly string[] | null;
  /** Received at or after; null: whenever. */
  receivedFromMs: number | null;
}

/** A part of an answer that fits into memory: [fromMs, toMs) by occurrence. */
export interface RawEventPage {
  fromMs: number;
  toMs: number;
  events: number;
}

/** The embedded engine gives an answer as one text: no page has many more events than this. */
const EVENTS_PER_PAGE = 20_000;
const STEP_MS = 60_000;

/** Cuts a question into pages, in the order of occurrence. Throws WarehouseError. */
export async function rawEventPages(warehouse: Warehouse, question: RawEventQuestion): Promise<RawEventPage[]> {
  const steps = await warehouse.query<{ step: number; events: number }>(
    `SELECT intDiv(at, ${STEP_MS}) AS step, toInt64(count()) AS events FROM event_raw
    WHERE ${conditionOf(question)} GROUP BY step ORDER BY step`,
  );
  const pages: RawEventPage[] = [];
  for (const { step, events } of steps) {
    // intDiv cuts towards 0: the step around it is two minutes long.
    const fromMs = Math.max(question.fromMs, step > 0 ? step * STEP_MS : (step - 1) * STEP_MS + 1);
    const toMs = Math.min(question.toMs, step >= 0 ? (step + 1) * STEP_MS : step * STEP_MS + 1);
    const last = pages.at(-1);
    if (last && last.events + events <= EVENTS_PER_PAGE) {
      last.toMs = toMs;
      last.events += events;
    } else pages.push({ fromMs, toMs, events });
  }
  return pages;
}

/**
 * The events of a page as they were received first, one JSON object a line: `{"receivedAt":ms,"line":"..."}`. Throws
 * WarehouseError.
 */
export async function rawEventText(
  warehouse: Warehouse,
  question: RawEventQuestion,
  { fromMs, toMs }: Pick<RawEventPage, 'fromMs' | 'toMs'>,
): Promise<string> {
  const rows = await warehouse.query<{ receivedAt: number; line: string }>(
    `SELECT min(received_at) AS receivedAt, argMin(line, received_at) AS line FROM event_raw
    WHERE ${conditionOf({ ...question, fromMs, toMs })} GROUP BY p, e, n ORDER BY min(at), p, e, n`,
  );
  return rows.map(({ receivedAt, line }) => `${JSON.stringify({ receivedAt, line })}\n`).join('');
}

function conditionOf({ fromMs, toMs, types, receivedFromMs }: RawEventQuestion): string {
  const conditions = [`event_raw.at >= ${fromMs}`, `event_raw.at < ${toMs}`];
  if (types) conditions.push(`t IN (${['', ...types].map(sqlText).join(', ')})`);
  if (receivedFromMs !== null) conditions.push(`event_raw.received_at >= ${receivedFromMs}`);
  return conditions.join(' AND ');
}
