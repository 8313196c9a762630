import type { Interval } from "../interval.ts";

/** Of one point per series: the series' values [units], 0 or 1, and which units count [units], 1 or 0. */
export interface SeriesMeans {
  series: readonly Uint8Array[];
  counts: Uint8Array;
}

const z95 = 1.959963984540054;

/**
 * The 95 % interval of the least-squares slope through points that are means over the same units: of ReaL accuracy on
 * top-1, a point per model, over the same images. The units are the sample; the points are not.
 *
 * Noise in x draws the slope of few units towards the slope of the noise, and no resampling of the units undoes that. So
 * Sxy - slope Sxx is estimated without bias (a U-statistic), its variance by leaving out one unit at a time (jackknife),
 * and the interval holds the slopes at which it cannot be distinguished from 0 (Fieller). Where the units hold so little that this is
 * no bounded interval, there is none. Widened to hold the slope of the means itself; never of zero width.
 *
 * @returns null where x cannot be distinguished from a constant
 * @see Fieller (1954), Some problems in interval estimation; Efron and Stein (1981), The jackknife estimate of variance
 */
export function slopeOfMeansInterval(x: SeriesMeans, y: SeriesMeans): Interval | null {
  const units = x.counts.length;
  const points = x.series.length;
  const [ofX, ofY] = [centre(x), centre(y)];
  if (units < 3 || points < 2 || ofX === null || ofY === null) return null;
  // Of each unit: its part in Sxx and Sxy, linear and squared.
  const [xx, xy, linearX, linearXY] = Array.from({ length: 4 }, () => new Float64Array(units)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [sxx, sxy] = [0, 0];
  for (let point = 0; point < points; point++) {
    const [meanX, meanY] = [ofX.means[point]!, ofY.means[point]!];
    const [valuesX, valuesY] = [x.series[point]!, y.series[point]!];
    sxx += meanX * meanX;
    sxy += meanX * meanY;
    for (let unit = 0; unit < units; unit++) {
      const dx = meanX + ofX.weights[unit]! * (valuesX[unit]! - ofX.levels[unit]! - meanX);
      const dy = meanY + ofY.weights[unit]! * (valuesY[unit]! - ofY.levels[unit]! - meanY);
      xx[unit]! += dx * dx;
      xy[unit]! += dx * dy;
      linearX[unit]! += dx * meanX;
      linearXY[unit]! += dx * meanY + dy * meanX;
    }
  }
  const sum = (values: Float64Array) => values.reduce((all, one) => all + one, 0);
  const [allXX, allXY] = [sum(xx), sum(xy)];
  const unbiased = (n: number, square: number, own: number) => (square - own) / (n * (n - 1));
  const [ux, uxy] = [unbiased(units, units ** 2 * sxx, allXX), unbiased(units, units ** 2 * sxy, allXY)];
  const [withoutX, withoutXY] = [new Float64Array(units), new Float64Array(units)];
  for (let unit = 0; unit < units; unit++) {
    const [ownX, ownXY] = [xx[unit]!, xy[unit]!];
    const squareX = units ** 2 * sxx - 2 * units * linearX[unit]! + ownX;
    const squareXY = units ** 2 * sxy - units * linearXY[unit]! + ownXY;
    withoutX[unit] = unbiased(units - 1, squareX, allXX - ownX);
    withoutXY[unit] = unbiased(units - 1, squareXY, allXY - ownXY);
  }
  const [meanX, meanXY] = [sum(withoutX) / units, sum(withoutXY) / units];
  let [varX, varXY, together] = [0, 0, 0];
  for (let unit = 0; unit < units; unit++) {
    const [dx, dxy] = [withoutX[unit]! - meanX, withoutXY[unit]! - meanXY];
    varX += dx * dx;
    varXY += dxy * dxy;
    together += dx * dxy;
  }
  const shrink = (units - 1) / units;
  [varX, varXY, together] = [varX * shrink, varXY * shrink, together * shrink];
  // A line that every unit fits would have no width: as if two of four more units did not (Agresti and Coull).
  const about = uxy / ux;
  const left = varXY - 2 * about * together + about ** 2 * varX;
  const share = 2 / (units + 4);
  varXY += Math.max(0, (sxx * share * (1 - share)) / (units + 4) - Math.max(0, left));

  const square = ux ** 2 - z95 ** 2 * varX;
  const product = ux * uxy - z95 ** 2 * together;
  const other = uxy ** 2 - z95 ** 2 * varXY;
  if (!(ux > 0 && square > 0)) return null;
  const root = Math.sqrt(Math.max(0, product ** 2 - square * other));
  const slope = sxy / sxx;
  return [Math.min(slope, (product - root) / square), Math.max(slope, (product + root) / square)];
}

/** Means of the series less their mean, each unit's own mean over the series, and its weight. */
function centre({ series, counts }: SeriesMeans) {
  let total = 0;
  for (let unit = 0; unit < counts.length; unit++) total += counts[unit]!;
  if (total === 0) return null;
  const levels = new Float64Array(counts.length);
  const sums = series.map((values) => {
    let sum = 0;
    for (let unit = 0; unit < counts.length; unit++) {
      sum += values[unit]!;
      levels[unit]! += values[unit]! / series.length;
    }
    return sum;
  });
  const mean = sums.reduce((all, one) => all + one, 0) / series.length;
  const weights = Float64Array.from(counts, (one) => (one * counts.length) / total);
  return { means: sums.map((one) => (one - mean) / total), levels, weights };
}
