/** One line of the table: a figure, its bare ceiling of the same run, and what the product promises. */
export interface Figure {
  what: string;
  unit: Unit;
  value: number;
  /** The same work without the product, in the same unit and run. */
  ceiling?: number;
  target?: Target;
}

export type Unit = 'events/s' | 'ms' | 's' | 'KB' | 'µs/event' | 'µs/row' | 'µs/viewer';

/** A bound on the value, or on its ratio to the ceiling, or both. */
export interface Target {
  least?: number;
  most?: number;
  leastRatio?: number;
}

/** A figure over several rounds: medians of value, ceiling and ratio. */
export interface MedianFigure extends Figure {
  ratio: number | null;
  /** Smallest and largest value of the rounds. */
  range: [least: number, most: number];
  met: boolean | null;
}

/** Medians of the same figures measured several times. Every round gives the same figures in the same order. */
export function medians(rounds: readonly (readonly Figure[])[]): MedianFigure[] {
  return (rounds[0] ?? []).map((first, at) => {
    const same = rounds.map((round) => round[at]!);
    const values = same.map(({ value }) => value);
    const ratios = same.flatMap(({ value, ceiling }) => (ceiling === undefined ? [] : [value / ceiling]));
    const value = median(values);
    const ratio = ratios.length > 0 ? median(ratios) : null;
    return {
      ...first,
      value,
      ceiling: first.ceiling === undefined ? undefined : median(same.map(({ ceiling }) => ceiling!)),
      ratio,
      range: [Math.min(...values), Math.max(...values)],
      met: first.target ? isMet(value, ratio, first.target) : null,
    };
  });
}

function isMet(value: number, ratio: number | null, { least, most, leastRatio }: Target): boolean {
  return (
    (least === undefined || value >= least) &&
    (most === undefined || value <= most) &&
    (leastRatio === undefined || (ratio !== null && ratio >= leastRatio))
  );
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Nearest rank: the smallest value that at least this share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
