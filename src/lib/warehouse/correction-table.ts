import type { ContactCentreEvent, EventIdentity, UnknownEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import { Corrections, type Correction } from '#lib/metrics/corrections.ts';
import { textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** Condition on p, e, n: a correction takes the event back, or has it say something else. */
export const CORRECTED = `((p, e, n) IN (SELECT p, e, n FROM corrected_event FINAL WHERE counts_as != 'itself'))`;

const CORRECTION_COLUMNS = ['p', 'e', 'n', 'at', 'received_at', 'line'];
const EVENT_COLUMNS = ['p', 'e', 'n', 't', 'counts_as', 'line', 'batch'];
const KEY_COLUMNS = ['id', 'p', 'e', 'n'];

/** The row of a correction. */
export const correctionRow = ({ p, e, n, at }: Correction, receivedAt: number, line: string): string =>
  `${p}\t${e}\t${n}\t${at}\t${receivedAt}\t${textField(line)}\n`;

export const writeCorrections = (warehouse: Warehouse, rows: readonly string[]): Promise<void> =>
  warehouse.insert('correction', CORRECTION_COLUMNS, rows);

/** Every correction that was received, up to an instant (ms UTC) where one is given. */
export async function restoreCorrections(warehouse: Warehouse, receivedUntilMs?: number): Promise<Corrections> {
  const until = receivedUntilMs === undefined ? '' : ` WHERE received_at <= ${receivedUntilMs}`;
  const rows = await warehouse.query<{ line: string }>(`SELECT line FROM correction FINAL${until}`);
  const corrections = new Corrections();
  for (const { line } of rows) {
    const parsed = parseLine(line);
    if (parsed.ok && parsed.event.t === 'correction') corrections.receive(parsed.event as Correction);
  }
  return corrections;
}

/** What a corrected event counts as from a batch on. */
export function correctedEventRow(
  event: ContactCentreEvent | UnknownEvent,
  counting: ContactCentreEvent | UnknownEvent | null,
  batch: number,
): string {
  const countsAs = counting === null ? 'nothing' : counting === event ? 'itself' : 'replaced';
  const line = countsAs === 'replaced' ? textField(JSON.stringify(counting)) : '';
  return `${event.p}\t${event.e}\t${event.n}\t${textField(event.t)}\t${countsAs}\t${line}\t${batch}\n`;
}

export const writeCorrectedEvents = (warehouse: Warehouse, rows: readonly string[]): Promise<void> =>
  warehouse.insert('corrected_event', EVENT_COLUMNS, rows);

/** `identity`: null where a correction names the fact by its key. */
export const correctedKeyRow = (id: string, identity: EventIdentity | null): string =>
  `${textField(id)}\t${identity?.p ?? ''}\t${identity?.e ?? 0}\t${identity?.n ?? 0}\n`;

export const writeCorrectedKeys = (warehouse: Warehouse, rows: readonly string[]): Promise<void> =>
  warehouse.insert('corrected_key', KEY_COLUMNS, rows);
