import { fleissKappa } from "../../stats/agreement/fleissKappa.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { jackknifeInterval } from "../../stats/intervals/units/jackknifeInterval.ts";
import { type Cause, causes, type GivenReview, judgeReviews, type Verdict, verdicts } from "./review.ts";

/** An image without labels, and the counted reviews that were submitted of it. */
export interface ReviewedImage {
  reviews: readonly GivenReview[];
}

export interface ReviewSummary {
  /** Images that ended with no label. */
  images: number;
  reviewed: number;
  /** Of the reviewed: settled by a joint answer. */
  jointly: number;
  /** Reviewed differently, not settled yet. */
  differing: number;
  waiting: number;
  /** Images by cause and verdict, of the reviewed; `null` is no original label. */
  counts: { cause: Cause; verdict: Verdict | null; images: number }[];
  /** How far reviewers agree before they see each other's answers: images with two or more reviews. */
  agreement: { images: number; same: number; cause: Alike; verdict: Alike };
}

/** On how many images all reviewers gave the same answer, and Fleiss' kappa. */
export interface Alike {
  same: number;
  total: number;
  kappa: number | null;
  /** 95 %, over images (the jackknife). */
  kappaInterval: Interval | null;
  /** Only where kappa or its interval is null. */
  kappaMissing?: string;
}

/**
 * Counts what the no-label review found. Shares of causes and verdicts are of the images *reviewed*, as in
 * arXiv 2401.17736 (figures 6 and 7), not of all images without labels.
 */
export function summarizeReviews(images: readonly ReviewedImage[], reviewers: number): ReviewSummary {
  const outcomes = images.map(({ reviews }) => judgeReviews(reviews, reviewers));
  const done = outcomes.flatMap((outcome) => (outcome.state === "reviewed" ? [outcome] : []));
  const several = images.map(({ reviews }) => reviews).filter((reviews) => reviews.length > 1);
  const judged = several.filter((reviews) => reviews.every(({ verdict }) => verdict !== null));
  const counts = causes.flatMap((cause) =>
    [...verdicts, null].map((verdict) => ({
      cause,
      verdict,
      images: done.filter(({ answer }) => answer.cause === cause && answer.verdict === verdict).length,
    })),
  );
  return {
    images: images.length,
    reviewed: done.length,
    jointly: done.filter(({ jointly }) => jointly).length,
    differing: outcomes.filter(({ state }) => state === "differs").length,
    waiting: outcomes.filter(({ state }) => state === "waiting").length,
    counts: counts.filter((row) => row.images > 0),
    agreement: {
      images: several.length,
      same: several.filter((reviews) => isSame(reviews.map(({ cause, verdict }) => `${cause} ${verdict}`)))
        .length,
      cause: alike(
        several.map((reviews) => reviews.map(({ cause }) => cause)),
        causes,
      ),
      verdict: alike(
        judged.map((reviews) => reviews.flatMap(({ verdict }) => verdict ?? [])),
        verdicts,
      ),
    },
  };
}

function alike<Answer extends string>(units: readonly Answer[][], answers: readonly Answer[]): Alike {
  const counts = units.map((unit) =>
    answers.map((answer) => unit.filter((given) => given === answer).length),
  );
  const { kappa } = fleissKappa(counts);
  const same = { same: units.filter(isSame).length, total: units.length };
  if (kappa === null) {
    const kappaMissing =
      units.length === 0
        ? "no image has two reviews"
        : "all answers are the same, so chance alone agrees always";
    return { ...same, kappa, kappaInterval: null, kappaMissing };
  }
  const kappaInterval = intervalOfKappa(counts, kappa);
  const kappaMissing = "it hangs on a single image";
  return { ...same, kappa, kappaInterval, ...(kappaInterval === null && { kappaMissing }) };
}

/** null where kappa is undefined without one of the images. */
function intervalOfKappa(counts: readonly number[][], kappa: number): Interval | null {
  const without = counts.map((_, left) => fleissKappa(counts.filter((__, image) => image !== left)).kappa);
  // Between -1 and 1, as a share.
  const shares = without.flatMap((one) => (one === null ? [] : [(one + 1) / 2]));
  const interval = shares.length === counts.length ? jackknifeInterval((kappa + 1) / 2, shares) : null;
  return interval && [2 * interval[0] - 1, 2 * interval[1] - 1];
}

const isSame = (answers: readonly string[]) => new Set(answers).size === 1;
