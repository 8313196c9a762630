import type { Interval } from "../stats/intervals/interval.ts";
import type { ReliabilityBin } from "../stats/metrics/reliabilityTable.ts";
import type { DrawOptions } from "./figureStyle.ts";
import { count, type Figure, share, text } from "./figureTable.ts";
import { reliabilityDiagram } from "./reliabilityDiagram.ts";

/** What gold questions say about the probabilities of one way to join votes. */
export interface JudgedProbabilities {
  name: string;
  expectedCalibrationError: { value: number; interval: Interval | null };
  reliability: readonly (ReliabilityBin & { interval: Interval | null })[];
}

/** Whether labels are true as often as the probabilities made from votes say. */
export const voteReliability = (
  {
    methods,
    questions,
    images,
  }: { methods: readonly JudgedProbabilities[]; questions: number; images: number },
  options: DrawOptions,
): Figure =>
  reliabilityDiagram(
    {
      models: methods.map(({ name, expectedCalibrationError, reliability }) => ({
        model: name,
        proposer: false,
        ece: expectedCalibrationError.value,
        eceInterval: expectedCalibrationError.interval,
        bins: reliability.map(({ above, atMost, items, meanPredicted, shareTrue, interval }) => ({
          from: above,
          to: atMost,
          images: items,
          confidence: meanPredicted,
          accuracy: shareTrue,
          interval,
        })),
      })),
    },
    {
      name: "reliability",
      title: "Probabilities made of votes",
      caption: `${questions} gold questions about ${images} images in bins by their probability, cross-fitted by image: how probable, and how many true. Below the dashed line votes are taken for surer than they are. ECE is the mean distance from it over 15 bins of equal width, weighted by questions; chance alone adds to it. Upright lines and brackets are 95 % intervals over images.`,
      description: `Mean probability against the share of true labels in bins, for ${methods.length} ways to join votes.`,
      predicted: "Probability by the votes",
      true: "Of these true",
      columns: {
        curve: text("method", "Method"),
        items: count("questions", "Questions"),
        predicted: share("predicted", "Mean probability"),
        true: share("true", "Of these true"),
      },
      above: "Probability above",
    },
    options,
  );
