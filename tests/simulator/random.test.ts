import { expect, test } from 'vitest';
import { createRandom } from '#lib/sources/simulator/random.ts';

const DRAWS = 60_000;

function moments(draw: () => number): { mean: number; sd: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < DRAWS; i += 1) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  const mean = sum / DRAWS;
  return { mean, sd: Math.sqrt(squares / DRAWS - mean * mean) };
}

test('[SIM1] each distribution has its mean and spread', () => {
  const random = createRandom(7, 'test');
  const cases: [name: string, draw: () => number, mean: number, sd: number][] = [
    ['uniform', () => random.uniform(), 0.5, Math.sqrt(1 / 12)],
    ['exponential', () => random.exponential(40), 40, 40],
    ['normal', () => random.normal() + 10, 10, 1],
    ['lognormal', () => random.lognormal(165, 0.5), 165, 165 * Math.sqrt(Math.exp(0.25) - 1)],
    ['weibull', () => random.weibull(2, 100), 88.6227, 46.3251],
    ['weibull below 1', () => random.weibull(0.8, 540), 611.8, 772.6],
    ['gamma', () => random.gamma(1, 0.08), 1, 0.08],
    ['gamma of small shape', () => random.gamma(2, 1.5), 2, 3],
    ['poisson', () => random.poisson(3.5), 3.5, Math.sqrt(3.5)],
    ['poisson of many', () => random.poisson(140), 140, Math.sqrt(140)],
  ];
  for (const [name, draw, mean, sd] of cases) {
    const seen = moments(draw);
    expect(Math.abs(seen.mean / mean - 1), `mean of ${name}: ${seen.mean}`).toBeLessThan(0.025);
    expect(Math.abs(seen.sd / sd - 1), `spread of ${name}: ${seen.sd}`).toBeLessThan(0.06);
  }
});

test('[SIM1] weights are drawn in proportion, and streams of one seed are independent', () => {
  const random = createRandom(7, 'weights');
  const counts = [0, 0, 0];
  for (let i = 0; i < DRAWS; i += 1) {
    const index = random.weighted([1, 0, 3]);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  expect((counts[2] ?? 0) / DRAWS).toBeCloseTo(0.75, 1);
  const first = createRandom(7, 'a');
  const second = createRandom(7, 'b');
  const again = createRandom(7, 'a');
  const draws = [first, second, again].map((source) => Array.from({ length: 5 }, () => source.uniform()));
  expect(draws[0]).toEqual(draws[2]);
  expect(draws[0]).not.toEqual(draws[1]);
});
