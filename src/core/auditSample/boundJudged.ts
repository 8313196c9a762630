import {
  type AuditedStratum,
  type Bounded,
  type BoundingRules,
  boundErrors,
  type CertifiedErrors,
  defaultMaxPerImage,
  type ErrorBounds,
} from "./boundErrors.ts";

/** A stratum of which some drawn images could not be judged. */
export interface JudgedStratum extends AuditedStratum {
  /** How many labels each of those images has: so many may be wrong. */
  notJudged: readonly number[];
}

const quantities = ["imagesMissing", "imagesWrong", "labelsMissing", "labelsWrong"] as const;

/**
 * The same as `boundErrors` where experts could not judge some drawn images. They stay in the sample, because nobody knows
 * how many such images the release has, and they may be just those with errors: a lower bound takes them to be right, an
 * upper one takes each to lack as many labels as are counted and to have no right one. Whatever is true of them, the
 * bounds lie further out than those of what is true. The estimate counts them as it does the judged ones of their stratum.
 */
export function boundJudged(strata: readonly JudgedStratum[], rules: BoundingRules = {}): CertifiedErrors {
  const judged = boundErrors(strata, rules);
  if (strata.every(({ notJudged }) => notJudged.length === 0)) return judged;
  const { maxPerImage = defaultMaxPerImage } = rules;
  const bound = (take: (labels: number) => AuditedStratum["audited"][number]) =>
    boundErrors(
      strata.map(({ notJudged, ...stratum }) => ({
        ...stratum,
        audited: [...stratum.audited, ...notJudged.map(take)],
      })),
      rules,
    );
  const right = bound(() => ({ missing: 0, wrong: 0 }));
  const wrong = bound((labels) => ({ missing: maxPerImage, wrong: Math.min(labels, maxPerImage) }));
  const parts = judged.strata.map(({ stratum, ...part }, at) => ({
    stratum,
    ...join(part, right.strata[at]!, wrong.strata[at]!, (quantity) => {
      const [low, high] = [right.strata[at]![quantity].estimate, wrong.strata[at]![quantity].estimate];
      return part[quantity].estimate ?? (low === null || high === null ? null : (low + high) / 2);
    }),
  }));
  const sum = (quantity: Quantity) =>
    parts.reduce<number | null>((all, part) => {
      const { estimate } = part[quantity];
      return all === null || estimate === null ? null : all + estimate;
    }, 0);
  return { ...judged, whole: join(judged.whole, right.whole, wrong.whole, sum), strata: parts };
}

type Quantity = (typeof quantities)[number];

function join(
  judged: ErrorBounds,
  right: ErrorBounds,
  wrong: ErrorBounds,
  estimateOf: (quantity: Quantity) => number | null,
): ErrorBounds {
  const { images } = judged;
  const bounded = (quantity: Quantity): Bounded => {
    const [low, high] = [right[quantity].interval?.[0], wrong[quantity].interval?.[1]];
    const estimate = estimateOf(quantity);
    if (low === undefined || high === undefined || estimate === null) return right[quantity];
    return {
      found: judged[quantity].found,
      estimate,
      interval: [low, high],
      perImage: estimate / images,
      perImageInterval: [low / images, high / images],
    };
  };
  return {
    images,
    audited: right.audited,
    imagesMissing: bounded("imagesMissing"),
    imagesWrong: bounded("imagesWrong"),
    labelsMissing: bounded("labelsMissing"),
    labelsWrong: bounded("labelsWrong"),
  };
}
