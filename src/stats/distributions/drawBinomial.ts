/** Below this mean, counting upwards from 0 is quicker than rejection, and rejection is not exact. */
const minMean = 10;

/**
 * How many of some trials succeed: a random number of the binomial distribution, exactly. The time does not grow with
 * the number of trials.
 *
 * @param trials whole, at least 0
 * @param share probability of success, 0 to 1
 * @param random numbers in [0, 1)
 * @see Hörmann (1993), The generation of binomial random variates, algorithm BTRS; for small means Kachitvichyanukul
 * and Schmeiser (1988), Binomial random variate generation, algorithm BINV
 */
export function drawBinomial(trials: number, share: number, random: () => number): number {
  if (trials === 0 || share <= 0) return 0;
  if (share >= 1) return trials;
  if (share > 0.5) return trials - drawBinomial(trials, 1 - share, random);
  return trials * share < minMean
    ? drawByInversion(trials, share, random)
    : drawByRejection(trials, share, random);
}

/** Goes up from 0 until the distribution function passes a uniform number. */
function drawByInversion(trials: number, share: number, random: () => number): number {
  const odds = share / (1 - share);
  let probability = Math.exp(trials * Math.log1p(-share));
  let left = random();
  let successes = 0;
  while (left >= probability && successes < trials) {
    left -= probability;
    successes++;
    probability *= (odds * (trials - successes + 1)) / successes;
  }
  return successes;
}

/** Transformed rejection: a quick bound accepts most numbers, the ratio of probabilities decides about the others. */
function drawByRejection(trials: number, share: number, random: () => number): number {
  const deviation = Math.sqrt(trials * share * (1 - share));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * share;
  const centre = trials * share + 0.5;
  const surely = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const odds = share / (1 - share);
  const mode = Math.floor((trials + 1) * share);
  while (true) {
    const u = random() - 0.5;
    const v = random();
    const inside = 0.5 - Math.abs(u);
    const successes = Math.floor(((2 * a) / inside + b) * u + centre);
    if (inside >= 0.07 && v <= surely) return successes;
    if (!(successes >= 0 && successes <= trials)) continue;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
      (trials + 1) * Math.log((trials - mode + 1) / (trials - successes + 1)) +
      (successes + 0.5) * Math.log((odds * (trials - successes + 1)) / (successes + 1)) +
      stirlingRest(mode) +
      stirlingRest(trials - mode) -
      stirlingRest(successes) -
      stirlingRest(trials - successes);
    if (Math.log((v * alpha) / (a / (inside * inside) + b)) <= bound) return successes;
  }
}

/** ln(k!) less Stirling's formula of it, in the form (k + 1/2) ln(k + 1) - (k + 1) + ln(2 pi) / 2. */
function stirlingRest(k: number): number {
  if (k < smallRests.length) return smallRests[k] as number;
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

/** Where the series is not near enough. */
const smallRests = Array.from({ length: 10 }, (_, k) => {
  let logFactorial = 0;
  for (let factor = 2; factor <= k; factor++) logFactorial += Math.log(factor);
  return logFactorial - ((k + 0.5) * Math.log(k + 1) - (k + 1) + Math.log(2 * Math.PI) / 2);
});
