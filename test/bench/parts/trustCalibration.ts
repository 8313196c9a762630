import { foldByImage } from "../../../src/core/agreement/foldByImage.ts";
import { seededRandom } from "../../../src/core/seededRandom.ts";
import { percentileInterval } from "../../../src/stats/intervals/units/percentileInterval.ts";
import { averagePrecision } from "../../../src/stats/metrics/averagePrecision.ts";
import { brierScore } from "../../../src/stats/metrics/brierScore.ts";
import { calibrationError } from "../../../src/stats/metrics/calibrationError.ts";
import { logLoss } from "../../../src/stats/metrics/logLoss.ts";
import { crossFitCalibration } from "../../../src/stats/votes/calibrateVotes.ts";
import { crossFitGold } from "../../../src/stats/votes/crossFitGold.ts";
import { drawAnswers } from "../../../src/stats/votes/drawAnswers.ts";
import type { Consensus } from "../../../src/stats/votes/voteColumns.ts";
import type { Row } from "../protocols.ts";
import { hintsOfReal, readRealGold } from "./trustData.ts";

const [draws, people, folds, resamples] = [20, 5, 5, 200];

const measures = {
  NLL: ({ logOdds }: Consensus, truth: ArrayLike<number>) => logLoss(logOdds, truth)!,
  Brier: ({ probability }: Consensus, truth: ArrayLike<number>) => brierScore(probability, truth)!,
  ECE: ({ probability }: Consensus, truth: ArrayLike<number>) => calibrationError(probability, truth).error!,
  AP: ({ logOdds }: Consensus, truth: ArrayLike<number>) => averagePrecision(logOdds, truth)!,
};
type Measure = keyof typeof measures;

/**
 * Five raters drawn for each image, twenty times, with other folds each time: the means over draws, intervals over images
 * (resampled, the same for all draws).
 */
export async function benchCalibration(researchData: string): Promise<Row[]> {
  const { votes, truth, image } = await readRealGold(researchData);
  const images = votes.items.map((item) => item.image);
  const hints = await hintsOfReal(researchData);
  const more = votes.items.map((item) => hints.find(item.image, item.label));
  const known = [...more.keys()].filter((item) => more[item]![0] === 1);
  const found: Record<"calibrated" | "hinted" | "plain", Consensus[]> = {
    calibrated: [],
    hinted: [],
    plain: [],
  };
  for (let draw = 0; draw < draws; draw++) {
    const random = seededRandom(`calibration ${draw}`);
    const asked = drawAnswers(votes, image, [people], random);
    const fold = foldByImage(images, folds, draw);
    const gold = { votes, truth, image, fold };
    found.calibrated.push(crossFitCalibration(gold, asked, { depths: [people], random }));
    found.hinted.push(crossFitCalibration({ ...gold, more }, asked, { depths: [people], random }));
    found.plain.push(crossFitGold(gold, fold, 3, asked));
  }
  const tell = (method: keyof typeof found, measure: Measure) => {
    const of = (items: readonly number[] | null) => meanOver(found[method], measure, truth, items);
    const value = of(null);
    const random = seededRandom(`${method} ${measure}`);
    const again = Array.from({ length: resamples }, () => of(resample(image, random)));
    // A resample has the noise of its bins twice: what that adds is taken off.
    const bias = measure === "ECE" ? again.reduce((sum, one) => sum + one, 0) / resamples - value : 0;
    const [low, high] = percentileInterval(
      again.map((one) => one - bias),
      resamples,
    )!;
    return {
      value,
      text: `${value.toFixed(3)} (${Math.max(0, low).toFixed(3)} to ${high.toFixed(3)})`,
    };
  };
  const onKnown = (method: keyof typeof found, measure: Measure) =>
    meanOver(found[method], measure, truth, known).toFixed(3);
  const chance = chanceOf(found.calibrated);
  const goals = [
    ["NLL", "at most .21", (value: number) => value <= 0.21],
    ["ECE", "at most .015", (value: number) => value <= 0.015],
    ["AP", "at least .88", (value: number) => value >= 0.88],
  ] as const;
  const of = `${truth.length} questions about ${new Set(images).size} images, ${draws} draws of ${people} raters`;
  return [
    ...goals.map(([measure, goal, isMet]): Row => {
      const { value, text } = tell("calibrated", measure);
      const beside =
        measure === "ECE" ? `; truth drawn from the probabilities themselves: ${chance.toFixed(3)}` : "";
      return {
        goal: `calibrated votes: ${measure}${measure === "ECE" ? ", 15 bins of equal width," : ""} ${goal}`,
        measured: `${text}; Dawid-Skene with gold ${tell("plain", measure).text}${beside}; ${of}`,
        verdict: isMet(value) ? "met" : "missed",
      };
    }),
    {
      goal: "calibrated votes: Brier score",
      measured: `${tell("calibrated", "Brier").text}; Dawid-Skene with gold ${tell("plain", "Brier").text}; ${of}`,
      verdict: "stated",
    },
    {
      goal: "calibrated votes, with the original label and two models' labels as hints where they are known",
      measured: `NLL ${tell("hinted", "NLL").text}, ECE ${tell("hinted", "ECE").text}, AP ${tell("hinted", "AP").text}; on the ${known.length} questions where they are: NLL ${onKnown("hinted", "NLL")}, without them ${onKnown("calibrated", "NLL")}; AP ${onKnown("hinted", "AP")}, without them ${onKnown("calibrated", "AP")}`,
      verdict: "stated",
    },
  ];
}

function meanOver(
  draws: readonly Consensus[],
  measure: Measure,
  truth: readonly number[],
  items: readonly number[] | null,
): number {
  const pick = (values: ArrayLike<number>) =>
    items ? Float64Array.from(items, (item) => values[item]!) : Float64Array.from(values);
  const known = pick(truth);
  const values = draws.map(({ probability, logOdds }) =>
    measures[measure]({ probability: pick(probability), logOdds: pick(logOdds) }, known),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The items of as many images as there are, drawn with replacement. */
function resample(image: Uint32Array, random: () => number): number[] {
  const items = [...Map.groupBy(image.keys(), (item) => image[item]!).values()];
  return Array.from({ length: items.length }, () => items[Math.floor(random() * items.length)]!).flat();
}

/** The ECE that probabilities have which are exactly right: chance makes gaps in bins of so few questions. */
function chanceOf(draws: readonly Consensus[]): number {
  const random = seededRandom("chance");
  const values = draws.map(
    ({ probability }) =>
      calibrationError(
        probability,
        Array.from(probability, (share) => (random() < share ? 1 : 0)),
      ).error!,
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
