import type { Better } from '../boards/band.ts';
import type { Board } from '../boards/board.ts';
import type { BoardScope } from '../wire/messages.ts';
import type { LevelFormula } from '../metrics/service-level.ts';
import type { Locale } from '../metrics/locale.ts';

/** What a wall must know of one metric; the dictionary's entry in one language. */
export interface WallMetric {
  id: string;
  label: string;
  unit: string;
  better: Better;
}

/** Everything that a wall is built from before the first number comes. */
export interface WallData {
  board: Board;
  scope: BoardScope;
  metrics: Readonly<Record<string, WallMetric>>;
  /** Labels of the service level by the formulas that are named. */
  levels: Readonly<Partial<Record<LevelFormula, string>>>;
  locale: Locale;
  /** Zone of the clock in the header. */
  zone: string;
  /** Names of the sites of the scope; empty for all. */
  sites: readonly string[];
  /** Where a person whose session is over signs in again; null on a display, which has no log-in. */
  signIn: string | null;
  /** Address that no longer answers 200 when the identity of the page is gone. */
  probe: string;
}
