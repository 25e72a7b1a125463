import { FACT_KINDS } from '../metrics/fact-kinds.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';
import { isAfter } from './series.ts';

/**
 * Meets every message of an agent in the period that replies to the customer, with the time since the first message that
 * was not replied to yet; what was written too long before it is not what it replies to.
 */
export function eachReply(
  messages: FactStore,
  { combinations }: DimensionTable,
  fromMs: number,
  untilMs: number,
  meet: (row: number, gapMs: number) => void,
): void {
  const { looksBackMs } = FACT_KINDS.message;
  const [at, dims, side, leg] = [
    messages.column('from'),
    messages.column('dims'),
    messages.column('side'),
    messages.column('conversation'),
  ];
  const agent = messages.wordIndex('side', 'agent');
  const conversations = new Map<string, number[]>();
  const answered = new Set<string>();
  messages.places.ended.visit(fromMs - looksBackMs, untilMs, (row) => {
    if (!(at[row]! >= fromMs - looksBackMs && at[row]! < untilMs) || leg[row]! < 0) return;
    const key = `${leg[row]} ${combinations[dims[row]!]!.site ?? ''}`;
    const rows = conversations.get(key);
    if (rows) rows.push(row);
    else conversations.set(key, [row]);
    if (side[row] === agent && at[row]! >= fromMs) answered.add(key);
  });
  for (const key of answered) {
    const rows = conversations.get(key)!;
    rows.sort((a, b) => at[a]! - at[b]! || (isAfter(messages, a, b) ? 1 : -1));
    let asked: number[] = [];
    for (const row of rows) {
      if (side[row] !== agent) {
        asked.push(at[row]!);
        continue;
      }
      const first = asked.find((since) => since >= at[row]! - looksBackMs);
      if (first !== undefined && at[row]! >= fromMs) meet(row, at[row]! - first);
      asked = [];
    }
  }
}
