import type { DrawOptions } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { type CalibratedCurve, reliabilityDiagram } from "../reliabilityDiagram.ts";

/** Whether a model is right as often as its confidence says. */
export const calibration = (
  { models }: { models: readonly CalibratedCurve[] },
  options: DrawOptions,
): Figure =>
  reliabilityDiagram(
    { models },
    {
      name: "calibration",
      title: "Calibration",
      caption:
        "First predictions in bins by their confidence: how sure, and how often valid. Below the dashed line a model is surer than it is right. ECE is the mean distance from it, weighted by images. Upright lines and brackets are 95 % intervals over images.",
      description: `Mean confidence against the share of valid first predictions in bins, for ${models.length} models.`,
      predicted: "Confidence of the first prediction",
      true: "Of these valid",
      columns: {
        curve: text("model", "Model"),
        items: count("images", "Images"),
        predicted: share("confidence", "Mean confidence"),
        true: share("accuracy", "Of these valid"),
      },
      above: "Confidence above",
    },
    options,
  );
