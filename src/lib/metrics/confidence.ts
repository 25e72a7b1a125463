/** How a number over few is judged: a share by Wilson's interval, rare events by the exact limits of their count. */
export type SmallSample = 'wilson' | 'poisson';

/** The range that holds the true value with 95 %, in the unit of the number. */
export type Range = readonly [low: number, high: number];

/** Two-sided 95 %: 2.5 % on either side of it. */
const Z = 1.959963984540054;
const TAIL = 0.025;
/** Beyond it the limits of a count are those of Wilson and Hilferty, which differ by less than a part in 100,000. */
const SUMMED_TO = 500;

/** Wilson's interval of a share. `hits` of `n`; n > 0, 0 <= hits <= n. */
export function wilson(hits: number, n: number): Range {
  const share = hits / n;
  const spread = Z ** 2 / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  return [hits === 0 ? 0 : middle - half, hits === n ? 1 : middle + half];
}

/** The exact limits of the mean of a Poisson count that came out as `count`: 0 gives 0 to 3.7, 2 gives 0.24 to 7.2. */
export function poisson(count: number): Range {
  if (count > SUMMED_TO) return [count * hilferty(count, -Z), (count + 1) * hilferty(count + 1, Z)];
  const low = count === 0 ? 0 : meanWhere((mean) => 1 - atMost(count - 1, mean) >= TAIL, count);
  return [low, meanWhere((mean) => atMost(count, mean) <= TAIL, count)];
}

const hilferty = (count: number, z: number): number => (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3;

/** The chance that a Poisson count of that mean is at most `count`. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= count; k += 1) sum += term *= mean / k;
  return sum;
}

/** The smallest mean for which it holds, where it holds from some mean on. */
function meanWhere(holds: (mean: number) => boolean, count: number): number {
  let low = 0;
  let high = count + 4 * Math.sqrt(count) + 10;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
