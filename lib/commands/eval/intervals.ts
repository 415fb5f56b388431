/** Both ends of a 95 % confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/** The normal distribution's point that 2.5 % lie beyond. */
const z = 1.959963984540054;

/**
 * For a share of `of` trials that came out one way: the score interval of E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", JASA 22 (1927), 209–212. Of no trials nothing is known: 0 to 1.
 */
export function wilson(hits: number, of: number): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const share = hits / of;
  const centre = share + z ** 2 / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const scale = 1 + z ** 2 / of;
  // At the ends the formula is exact; its floating-point value is not.
  return {
    low: hits === 0 ? 0 : (centre - reach) / scale,
    high: hits === of ? 1 : (centre + reach) / scale,
  };
}

/** How often two things were true of the same trials: both, the first alone, the second alone, neither. */
export interface Pairs {
  both: number;
  first: number;
  second: number;
  neither: number;
}

/**
 * For the first share minus the second, of paired trials: method 10 of R. G. Newcombe, "Improved confidence intervals for
 * the difference between binomial proportions based on paired data", Statistics in Medicine 17 (1998), 2635–2650.
 */
export function newcombe({ both, first, second, neither }: Pairs): Interval {
  const of = both + first + second + neither;
  if (of === 0) return { low: -1, high: 1 };
  const [hits1, hits2] = [both + first, both + second];
  const [share1, share2] = [hits1 / of, hits2 / of];
  const [wilson1, wilson2] = [wilson(hits1, of), wilson(hits2, of)];
  const phi = correlate({ both, first, second, neither });
  const reach = (down: number, up: number) => Math.sqrt(down ** 2 - 2 * phi * down * up + up ** 2);
  return {
    low: share1 - share2 - reach(share1 - wilson1.low, wilson2.high - share2),
    high: share1 - share2 + reach(wilson1.high - share1, share2 - wilson2.low),
  };
}

/** The method's correlation, corrected for continuity where it is positive. */
function correlate({ both, first, second, neither }: Pairs): number {
  const of = both + first + second + neither;
  const product = (both + first) * (second + neither) * (both + second) * (first + neither);
  if (product === 0) return 0;
  const raw = both * neither - first * second;
  return (raw > 0 ? Math.max(0, raw - of / 2) : raw) / Math.sqrt(product);
}

/** For the mean of at least two values, by the normal approximation; for fewer, everything. */
export function meanInterval(values: readonly number[]): Interval {
  if (values.length < 2) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const centre = mean(values);
  const reach = z * Math.sqrt(variance(values) / values.length);
  return { low: centre - reach, high: centre + reach };
}

/** Of at least one value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the population that the values are a sample of; needs two. */
export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
