import type { DayCount } from './day-count.ts';

/** One figure of a simulated day and what it should be. */
export interface Target {
  figure: string;
  unit: 'n' | '%' | 's' | 'min' | 'NPS' | 'per 100,000' | 'at a time';
  expected: number;
  /** How far it may be from it, as a part of it, in a full day; a small sample widens it. */
  tolerance: number;
  /** Contacts, answers or items that the figure stands on; for shares and rates. */
  sample?: (count: DayCount) => number;
  value(count: DayCount): number | null;
}

export interface Finding {
  figure: string;
  unit: Target['unit'];
  value: number | null;
  expected: number;
  /** Whether the value lies in the band, chance included. */
  met: boolean;
  low: number;
  high: number;
}
