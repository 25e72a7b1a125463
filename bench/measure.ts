import type { Figure } from './figure.ts';

/** What a run of one measurement gives. Everything that it starts has ended when it resolves. */
type Measurement = () => Figure[] | Promise<Figure[]>;

/** The measurements by the name that `npm run bench -- NAME` picks, in the order of the table. */
export const MEASUREMENTS = {
  fold: async () => (await import('./fold.ts')).foldFigures(),
  redis: async () => (await import('./redis-to-snapshot.ts')).redisToSnapshotFigures(),
  historian: async () => (await import('./history.ts')).historyFigures(),
  ingest: async () => (await import('./ingest.ts')).ingestFigures(),
  paint: async () => (await import('./append-to-paint.ts')).appendToPaintFigures(),
  page: async () => (await import('./wall-page.ts')).wallPageFigures(),
  start: async () => (await import('./warm-start.ts')).warmStartFigures(),
  viewers: async () => (await import('./fan-out.ts')).fanOutFigures(),
  reports: async () => (await import('./report-cost.ts')).reportCostFigures(),
} as const satisfies Record<string, Measurement>;

export type MeasurementName = keyof typeof MEASUREMENTS;

// One round in a process of its own: no round inherits the compiled code, the heap or the open engine of another.
if (import.meta.main) {
  // Ends what it has started, which hangs on the end of this process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const measure = MEASUREMENTS[process.argv[2] as MeasurementName];
  const figures = await measure();
  // No open handle of a measurement holds the table up.
  process.send!(figures, () => process.exit(0));
}
