import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared', 'data');
const events = join(data, 'bank-january.ndjson.gz');
const expected = join(data, 'bank-january.expected.json');

/**
 * A real bank's January: its events, and what reports must say of them. The data lies beside the checkout and is not
 * part of it; null where it is missing, and the tests that need it are skipped and say so.
 */
export const january: { events: string; expected: string } | null =
  existsSync(events) && existsSync(expected) ? { events, expected } : null;

/** Put behind the title of a test that is skipped without the data. */
export const januaryNote = january ? '' : ' (skipped: ../shared/data/bank-january is not there)';
