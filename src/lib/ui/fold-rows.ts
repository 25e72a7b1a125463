import type { Row } from '../metrics/question.ts';

export interface NamedRow {
  name: string;
  row: Row;
}

/** A name that spans a run of rows that have no data. */
export interface SpannedRows {
  name: string;
  row: null;
}

/** From so many rows without data in a row on, one row stands for all of them. */
const FOLD_FROM = 3;

/** The rows of a table, with every long run that has no data as one row: `00:00 … 07:30`. */
export function foldRows<Named extends NamedRow>(
  rows: readonly Named[],
  metrics: readonly string[],
): (Named | SpannedRows)[] {
  const folded: (Named | SpannedRows)[] = [];
  let run: Named[] = [];
  const endRun = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined || run.length < FOLD_FROM) folded.push(...run);
    else folded.push({ name: `${first.name} … ${last.name}`, row: null });
    run = [];
  };
  for (const named of rows) {
    if (metrics.every((id) => named.row[id] === null || named.row[id] === undefined)) run.push(named);
    else {
      endRun();
      folded.push(named);
    }
  }
  endRun();
  return folded;
}
