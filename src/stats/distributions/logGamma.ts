/** Lanczos' coefficients for g = 7 and nine terms. */
const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * The natural logarithm of the gamma function, to about 14 digits.
 *
 * @param x greater than 0
 * @see Lanczos (1964), A precision approximation of the gamma function
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  let sum = coefficients[0]!;
  for (let at = 1; at < coefficients.length; at++) sum += coefficients[at]! / (x - 1 + at);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
