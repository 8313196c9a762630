import type { ErrorKind } from "./boundErrors.ts";
import { planForWidth, planSample, type SamplePlan } from "./planSample.ts";
import { type Cell, expectErrors, type Factor, factors, nameStratum } from "./strata.ts";

export interface CountedCell {
  cell: Cell;
  images: number;
  /** The greatest number of labels that one of them has. */
  mostLabels: number;
}

export interface PlannedStratum extends Record<ErrorKind, number> {
  stratum: string;
  images: number;
  mostLabels: number;
}

export interface ChosenStrata {
  /** What the images are parted by. */
  by: Factor[];
  strata: PlannedStratum[];
  plan: SamplePlan;
}

interface Wanted {
  /** Either of both: how many images, or how far apart the bounds may be. */
  budget?: number | undefined;
  width?: number | undefined;
  looks: number;
  /** Use these factors, whatever they gain. */
  by?: readonly Factor[] | undefined;
  /** What is expected of strata, by name; for the others, `expectErrors`. */
  expected?: ReadonlyMap<string, Record<ErrorKind, number>>;
}

/** Every set of factors, those with fewer first. */
const sets: readonly Factor[][] = factors
  .reduce<Factor[][]>((found, factor) => found.concat(found.map((set) => [...set, factor])), [[]])
  .sort((a, b) => a.length - b.length);

/**
 * Parts the images of a release so that the plan gains the most by it: of all sets of factors, the one with the narrowest
 * bounds for a budget, or the fewest images for a width, as far as is expected; of equal ones, the one with fewer factors.
 * Nothing of it rests on what the audit finds, so that the bounds are none the worse.
 *
 * @returns null where what is expected names a stratum that no set of factors gives
 */
export function chooseStrata(
  cells: readonly CountedCell[],
  { budget, width, looks, expected = new Map(), ...wanted }: Wanted,
): ChosenStrata | null {
  const known = cells.some(({ cell }) => cell.doubt !== null);
  // As many images as are needed without strata tell which strata gain the most for a width.
  const images =
    width === undefined ? (budget ?? 0) : planForWidth(join(cells, [], new Map()), width, looks).total;
  let best: (ChosenStrata & { cost: number }) | null = null;
  for (const by of wanted.by ? [[...wanted.by]] : sets) {
    if (!wanted.by && by.includes("doubt") && !known) continue;
    const strata = join(cells, by, expected);
    if ([...expected.keys()].some((name) => !strata.some(({ stratum }) => stratum === name))) continue;
    const plan = planSample(strata, images, looks);
    // Each stratum needs some images, which together may be more than those asked for.
    const cost = Math.max(0, plan.total - images) + plan.width.missing + plan.width.wrong;
    if (best === null || cost < best.cost * (1 - 1e-9)) best = { by, strata, plan, cost };
  }
  if (!best) return null;
  const { by, strata, plan } = best;
  return { by, strata, plan: width === undefined ? plan : planForWidth(strata, width, looks) };
}

/** The strata by these factors; of each what is expected on average. */
function join(
  cells: readonly CountedCell[],
  by: readonly Factor[],
  expected: NonNullable<Wanted["expected"]>,
): PlannedStratum[] {
  return Array.from(
    Map.groupBy(cells, ({ cell }) => nameStratum(cell, by)),
    ([stratum, parts]) => {
      const images = parts.reduce((sum, part) => sum + part.images, 0);
      const mean = (kind: ErrorKind) =>
        parts.reduce((sum, part) => sum + expectErrors(part.cell)[kind] * part.images, 0) / images;
      return {
        stratum,
        images,
        mostLabels: Math.max(...parts.map(({ mostLabels }) => mostLabels)),
        ...(expected.get(stratum) ?? { missing: mean("missing"), wrong: mean("wrong") }),
      };
    },
  );
}
