import { setImmediate } from 'node:timers/promises';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { BASES, type Basis, type Row } from '#lib/metrics/question.ts';
import { recount, within } from '#lib/recount/recount.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import { compareRow, emptyComparison, groupName, near, valuesOf, type Compared } from './compare.ts';
import type { VerifiedLog } from './event-log.ts';
import type { Server } from './server.ts';

interface Asked {
  fromMs: number;
  toMs: number;
  groupings: readonly ('site' | 'queue')[];
}

/** One answer of the reports that is compared: a grain, a grouping and a basis. */
export interface ReportPart {
  grain: '15m' | 'total';
  by: 'site' | 'queue';
  basis: Basis;
}

/** The parts of a comparison; by quarter hour on the basis of reports, in total on both. */
export const reportParts = ({ groupings }: Pick<Asked, 'groupings'>): ReportPart[] =>
  groupings.flatMap((by) => [
    ...BASES.map((basis): ReportPart => ({ grain: 'total', by, basis })),
    { grain: '15m', by, basis: 'entry' },
  ]);

/** Asks a report, counts each of its numbers again, and compares. `onInterval` hears of each interval done. */
export async function compareReport(
  server: Server,
  log: VerifiedLog,
  { fromMs, toMs }: Asked,
  { grain, by, basis }: ReportPart,
  signal: AbortSignal,
  onInterval: () => void,
): Promise<Compared> {
  const metrics = METRICS.filter(({ inReports, dimensions }) => inReports && dimensions.includes(by)).map(
    ({ id }) => id,
  );
  const answer = await server.report({ metrics, by: [by], grain, basis, fromMs, toMs });
  const compared = emptyComparison();
  const { counted } = log;
  const values = valuesOf(counted, by);
  const rows = new Map<string, Row>();
  for (const row of answer.rows) {
    const start = grain === 'total' ? fromMs : Date.parse(row.interval as string);
    rows.set(JSON.stringify([start, row[by]]), row);
    values.add(row[by] as string | null);
  }
  const scoped = [...values].map((value) => [value, within(counted, { [by]: [value] })] as const);
  for (let start = fromMs, end; start < toMs; start = end) {
    end = grain === 'total' ? toMs : start + SLOT_MS;
    for (const [value, ofGroup] of scoped) {
      signal.throwIfAborted();
      await setImmediate();
      const period = { fromMs: start, toMs: end, asOfMs: answer.asOf, basis };
      const row = rows.get(JSON.stringify([start, value])) ?? null;
      compareRow(
        {
          where: `report ${grain}, basis ${basis}`,
          interval: `${new Date(start).toISOString()}/${new Date(end).toISOString()}`,
          group: groupName(by, value),
          row,
          recounted: recount(near(ofGroup, start, end), period),
          heard: log.isHeard(start, end),
        },
        metrics,
        compared,
      );
    }
    onInterval();
  }
  return compared;
}
