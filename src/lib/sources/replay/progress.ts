import type { PlayedSoFar } from './player.ts';

const EVERY_MS = 1_000;

/** Prints a line about what was played, once a second at most. */
export function progressPrinter(
  print: (line: string) => void,
  monotonicNow: () => number,
): (played: PlayedSoFar) => void {
  let printedAt = monotonicNow();
  let printedLines = 0;
  return (played) => {
    const now = monotonicNow();
    const passedMs = now - printedAt;
    if (passedMs < EVERY_MS) return;
    const perSecond = Math.round(((played.lines - printedLines) * 1_000) / passedMs);
    printedAt = now;
    printedLines = played.lines;
    print(`${percent(played.share)}  ${counts(played)}  ${whole(perSecond)} lines/s${position(played)}`);
  };
}

/** What a replay came to, in a few lines. `resumable`: the same command would go on with the same input. */
export function summaryOf(
  played: PlayedSoFar,
  elapsedMs: number,
  { interrupted, resumable }: { interrupted: boolean; resumable: boolean },
): string[] {
  const perSecond = elapsedMs > 0 ? Math.round((played.lines * 1_000) / elapsedMs) : played.lines;
  return [
    `${interrupted ? 'Stopped' : 'Done'} after ${(elapsedMs / 1_000).toFixed(1)} s: ${counts(played)}  ${whole(perSecond)} lines/s`,
    ...(played.passedOver > 0 ? [`${whole(played.passedOver)} lines lie before the start and were passed over.`] : []),
    ...played.samples.map(({ line, code, message }) => `  line ${line}: ${code}: ${message}`),
    ...(played.rejected > played.samples.length ? ['  ... see the dead letters for the rest.'] : []),
    ...(interrupted && resumable ? ['Run the same command again to go on; what was taken counts once.'] : []),
  ];
}

const whole = (value: number): string => value.toLocaleString('en-US');
const percent = (share: number): string => `${Math.floor(share * 100)} %`.padStart(5);
const counts = ({ lines, accepted, duplicates, rejected }: PlayedSoFar): string =>
  `${whole(lines)} lines  accepted ${whole(accepted)}  duplicates ${whole(duplicates)}  rejected ${whole(rejected)}`;
const position = ({ atMs }: PlayedSoFar): string => (atMs === null ? '' : `  at ${new Date(atMs).toISOString()}`);
