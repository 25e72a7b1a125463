import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SLOT_MS } from '../../../time/interval.ts';
import type { Truth } from './truth.ts';

/** What the truth is of. Instants in ms UTC. */
export interface TruthHead {
  preset: string;
  seed: number;
  epoch: number;
  fromMs: number;
  toMs: number;
}

/**
 * Writes `truth.json`, row by row. Each table names its dimensions; a row has the start of its quarter hour (`at`, ms
 * UTC), its dimension values (`keys`) and its numbers: counts, and durations in ms. Rates are left to the reader.
 */
export async function writeTruth(path: string, truth: Truth, head: TruthHead): Promise<void> {
  await pipeline(Readable.from(lines(truth, head)), createWriteStream(path));
}

function* lines(truth: Truth, head: TruthHead): Iterable<string> {
  const { fromMs, toMs } = head;
  yield `{"floor":${JSON.stringify(head)},"intervalMs":${SLOT_MS},\n"lost":${JSON.stringify(truth.losses)},\n`;
  yield `"incomplete":${JSON.stringify(truth.damaged)},\n"tables":{`;
  let table = '';
  for (const [name, { tally }] of Object.entries(truth.tables)) {
    yield `${table}\n${JSON.stringify(name)}:{"by":${JSON.stringify(tally.by)},"rows":[`;
    table = ',';
    let row = '\n';
    for (const told of tally.between(fromMs, toMs)) {
      yield row + JSON.stringify(told);
      row = ',\n';
    }
    yield ']}';
  }
  yield '\n}}\n';
}
