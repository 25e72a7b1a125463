/** A seeded source of random numbers. Same seed, same numbers, on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  between(low: number, high: number): number;
  /** Whole number in [0, count). */
  below(count: number): number;
  chance(probability: number): boolean;
  exponential(mean: number): number;
  normal(): number;
  /** By its mean (not the mean of the logarithm) and the standard deviation of the logarithm. */
  lognormal(mean: number, logSd: number): number;
  weibull(shape: number, scale: number): number;
  /** By its mean and its coefficient of variation. */
  gamma(mean: number, variation: number): number;
  poisson(mean: number): number;
  /** Index drawn in proportion to the weights. */
  weighted(weights: readonly number[]): number;
}

/** FNV-1a, 32 bit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Splitmix32 spreads one word over the state of the generator (Steele, Lea, Flood 2014). */
function spread(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
}

/**
 * xoshiro128** (Blackman, Vigna 2018). Normal: polar method (Marsaglia, Bray 1964). Gamma: Marsaglia, Tsang 2000.
 * Poisson: product of uniforms (Knuth, TAOCP 2, 3.4.1) in parts of 30. Exponential and Weibull: inversion.
 */
export function createRandom(seed: number, stream: string): Random {
  const next = spread((seed ^ hashOf(stream)) | 0);
  let [a, b, c, d] = [next(), next(), next(), next()];
  let spare: number | null = null;

  const word = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  const uniform = (): number => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  const open = (): number => 1 - uniform();
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
  const standardGamma = (shape: number): number => {
    if (shape < 1) return standardGamma(shape + 1) * open() ** (1 / shape);
    const third = shape - 1 / 3;
    const slope = 1 / Math.sqrt(9 * third);
    for (;;) {
      const x = normal();
      const v = (1 + slope * x) ** 3;
      if (v > 0 && Math.log(open()) < 0.5 * x * x + third - third * v + third * Math.log(v)) return third * v;
    }
  };
  const poissonPart = (mean: number): number => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count += 1;
    return count;
  };

  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below: (count) => Math.floor(uniform() * count),
    chance: (probability) => uniform() < probability,
    exponential: (mean) => -mean * Math.log(open()),
    normal,
    lognormal: (mean, logSd) => Math.exp(Math.log(mean) - (logSd * logSd) / 2 + logSd * normal()),
    weibull: (shape, scale) => scale * (-Math.log(open())) ** (1 / shape),
    gamma: (mean, variation) => mean * variation * variation * standardGamma(1 / (variation * variation)),
    poisson(mean) {
      let count = 0;
      let left = mean;
      for (; left > 30; left -= 30) count += poissonPart(30);
      return left > 0 ? count + poissonPart(left) : count;
    },
    weighted(weights) {
      let total = 0;
      for (const weight of weights) total += weight;
      let point = uniform() * total;
      for (let i = 0; i < weights.length; i += 1) {
        point -= weights[i] ?? 0;
        if (point < 0) return i;
      }
      return weights.length - 1;
    },
  };
}
