import type { Fit } from "../../actions/votes/aggregateVotes.ts";
import type { GoldFigures, GoldReport } from "../../actions/votes/evaluateOnGold.ts";
import { formatCount, formatShare, formatTable } from "./output.ts";

const decimals = (value: number | null, digits = 4) => (value === null ? "–" : value.toFixed(digits));

const interval = "95 % interval";
const range = (bounds: readonly [number, number] | null) =>
  bounds?.map((bound) => bound.toFixed(3)).join(" to ") ?? "–";

/** How Dawid-Skene ended; with one fit, the annotators too. */
export function formatFits(fits: Fit[]): string {
  const [only, second] = fits;
  if (only === undefined) return "";
  if (second !== undefined) {
    const slow = fits.filter(({ converged }) => converged === false).length;
    const max = Math.max(...fits.map(({ iterations }) => iterations ?? 0));
    const none = fits.filter(({ annotators }) => annotators.length === 0).length;
    const rest = slow === 0 ? "all others converged" : `${slow} did not converge`;
    const limited = fits.filter(({ warnings }) => warnings.length > 0).length;
    const warned =
      limited === 0
        ? ""
        : `\nBeware: ${formatCount(limited, "label")} ${limited === 1 ? "has" : "have"} a warning (--json); of ${none} of them nothing could be estimated, and their probability is the share of yes`;
    return `${formatCount(fits.length, "label")}, each alone: at most ${formatCount(max, "iteration")}, ${none === 0 && slow === 0 ? "all converged" : rest}${warned}`;
  }
  const ended =
    only.iterations === null
      ? "annotators known from gold questions, no iteration"
      : `${formatCount(only.iterations, "iteration")}, ${only.converged ? "converged" : "not converged"}`;
  const rows = only.annotators.map(({ annotator, votes, whenNo, whenYes }) => [
    annotator,
    votes,
    ...[whenNo, whenYes].flatMap(({ no, maybe, yes }) => [no, maybe, yes].map((part) => decimals(part))),
  ]);
  const header = ["annotator", "votes", "no|no", "maybe|no", "yes|no", "no|yes", "maybe|yes", "yes|yes"];
  const raised =
    only.objective === null
      ? ""
      : ` (with what was added to each cell ${decimals(only.objective, 2)}, which the rounds maximise)`;
  const warned = only.warnings.map((warning) => `\nBeware: ${warning}`).join("");
  if (only.annotators.length === 0) return `Nothing was estimated${warned}`;
  return `${ended}; log-likelihood ${decimals(only.logLikelihood, 2)}${raised}; prior ${decimals(only.prior)}${warned}

How often each annotator answers what, given the truth (yes|no: yes where the truth is no):
${formatTable([header, ...rows])}
`;
}

/** Figures on gold questions, cross-fitted before all others. */
export function formatGoldReport(report: GoldReport | null, threshold: number): string {
  if (report === null) {
    return "uncalibrated: all gold questions are about one image; figures need two or more";
  }
  const { questions, positives, images, folds, seed, crossFitted, inSample, withoutGold } = report;
  const { dawidSkeneWithGold, answersJudged } = report;
  const rows: [string, GoldFigures | null][] = [
    [`cross-fitted, ${folds} folds by image (seed ${seed})`, crossFitted],
    ["in-sample", inSample],
    ["gold unseen", withoutGold],
    ["dawid-skene with gold, cross-fitted", dawidSkeneWithGold ?? null],
  ];
  const table = rows.flatMap(([name, figures]) => (figures ? [[name, ...formatFigures(figures)]] : []));
  const header = [
    "",
    `right at ${threshold}`,
    "share",
    interval,
    "average precision",
    interval,
    "NLL",
    interval,
    "Brier",
    interval,
    `ECE, ${crossFitted.expectedCalibrationError.bins} bins`,
    interval,
    "residual corr. no",
    interval,
    "yes",
    interval,
  ];
  const bins = crossFitted.reliability
    .filter(({ items }) => items > 0)
    .map(({ above, atMost, items, meanPredicted, positives: right, shareTrue, interval: bounds }) => [
      `${above} to ${atMost}`,
      items,
      decimals(meanPredicted),
      right,
      decimals(shareTrue),
      range(bounds),
    ]);
  return `On ${formatCount(questions, "gold question")} about ${formatCount(images, "image")}, ${positives} of them true${answersJudged === undefined ? "" : `, judged by ${formatCount(answersJudged, "answer")}: as many a question as labels have in the file`}:
${formatTable([header, ...table])}
${crossFitted.negativeLogLikelihoodMissing === undefined ? "" : `  –: ${crossFitted.negativeLogLikelihoodMissing}\n`}
Reliability, cross-fitted:
${formatTable([["predicted", "items", "mean predicted", "true", "share true", interval], ...bins])}
`;
}

function formatFigures({ right, questions, ...figures }: GoldFigures): string[] {
  const { averagePrecision, negativeLogLikelihood, residualCorrelation } = figures;
  const { no, yes } = residualCorrelation;
  return [
    `${right} of ${questions}`,
    formatShare(right, questions),
    figures.rightInterval?.map((bound) => `${(bound * 100).toFixed(1)}%`).join(" to ") ?? "–",
    decimals(averagePrecision),
    range(figures.averagePrecisionInterval),
    decimals(negativeLogLikelihood),
    range(figures.negativeLogLikelihoodInterval),
    decimals(figures.brierScore),
    range(figures.brierScoreInterval),
    decimals(figures.expectedCalibrationError.value),
    range(figures.expectedCalibrationError.interval),
    decimals(no.correlation),
    range(no.interval),
    decimals(yes.correlation),
    range(yes.interval),
  ];
}
