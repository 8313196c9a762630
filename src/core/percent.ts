/** What a share rests on. */
export interface Basis {
  interval?: readonly [number, number] | null | undefined;
  total?: number;
}

/**
 * How many decimals of a percentage mean something: the last one is at least a fiftieth of the interval's width; without
 * an interval, one image changes it.
 */
export function decimalsOf({ interval, total }: Basis): number {
  const width = interval ? 100 * (interval[1] - interval[0]) : 0;
  if (width > 0) return width > 5 ? 0 : width > 0.5 ? 1 : 2;
  if (total === undefined) return 1;
  return total < 200 ? 0 : total < 10_000 ? 1 : 2;
}

/**
 * 0.4903 of 3,150 is "49.0 %", of 48 "49 %". What is neither all nor nothing is never written as if it were.
 *
 * @param basis without it, a tenth of a percent is taken to mean something
 */
export function formatPercent(share: number, basis: Basis = {}): string {
  const decimals = decimalsOf(basis);
  const [percent, step] = [share * 100, 10 ** -decimals];
  if (share > 0 && percent < step / 2) return `< ${step} %`;
  if (share < 1 && percent >= 100 - step / 2) return `> ${(100 - step).toFixed(decimals)} %`;
  return `${percent.toFixed(decimals)} %`;
}
