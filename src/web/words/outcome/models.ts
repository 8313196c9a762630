import { countOf, formatCount } from "../../components/format/formatCount.ts";

const validLabels = (labels: number) => (labels === 0 ? "no valid label" : countOf(labels, "valid label"));

/** The Models page: models evaluated by labels, and as proposers. */
export const models = {
  title: "Models",
  views: { evaluation: "Evaluation", proposals: "Proposals" },
  computing: "The numbers are being computed",
  computingText:
    "With many models and images this takes up to a minute. The page shows them as soon as they are there; people can work on meanwhile.",
  outdated: "Labels or predictions changed; newer numbers follow soon.",
  failed: "The newest numbers could not be computed. The ones below are older.",
  computed: (time: string) => `Computed ${time}.`,
  lead: ({ evaluated, withLabels }: { evaluated: number; withLabels: number }) =>
    `${countOf(evaluated, "image")}, of which ${formatCount(withLabels)} have a valid label. ReaL: the first prediction is a valid label. Top-1: it is the original label.`,
  intervals:
    "Intervals are 95 % intervals: they show how far the numbers could move with other images of the same kind.",
  leftOut: (left: number, labelled: number) =>
    `${formatCount(left)} of ${countOf(labelled, "image")} with labels are left out: not every evaluated model predicted them.`,
  notEvaluated: (names: string) =>
    `Not evaluated, with predictions of less than half of the images: ${names}.`,
  evaluatedBy: "Evaluated by",
  release: (number: number, name: string) => `Release ${number}: ${name}`,
  soFar: "Final labels so far",
  notCitable: "These labels still change. To cite numbers, create a release and evaluate by it.",
  none: "Nothing can be evaluated yet",
  noModels: "No model has predictions yet",
  noModelsText:
    "Have a model propose labels, or import predictions that were made elsewhere. This page evaluates them by the labels that people chose.",
  noLabels: "No image has its final labels yet",
  noLabelsText:
    "Models are evaluated by final labels: those that annotators agreed on, or that an expert refined. The overview says what to do next.",
  noLabelsAction: "See how the project stands",
  noShared: (labelled: number) =>
    `${countOf(labelled, "image")} ${labelled === 1 ? "has" : "have"} labels, but no model predicted at least half of them. Have models predict these images.`,
  answer: {
    label: "What the evaluation says",
    best: "Best model",
    bestNote: (percent: string, images: number, interval: string) =>
      `Its first prediction is a valid label on ${percent} of ${countOf(images, "image")}${interval && ` (95\u00a0% interval ${interval})`}.`,
    alike: (alike: number, others: number) =>
      others === 0
        ? "It is the only model that is ranked."
        : alike === 0
          ? `It can be told apart from ${others === 1 ? "the other model" : `all ${formatCount(others)} others`}.`
          : `It cannot be told apart from ${others === 1 ? "the other model" : `${formatCount(alike)} of ${formatCount(others)} others`}.`,
    butValid: "Top-1 errors that are right",
    butValidNote: (model: string, errors: number) =>
      `On ${countOf(errors, "image")} the first prediction of ${model} is not the original label. On this share of them it is valid all the same.`,
    multi: "Images with several valid labels",
    multiNote: (images: number) =>
      `Of ${countOf(images, "image")}. On images with several, top-1 counts right answers as errors.`,
  },
  ranking: {
    title: "Ranking",
    caption: "Models by ReaL accuracy",
    rank: "Rank",
    model: "Model",
    real: (total: number) => `ReaL, of\u00a0${formatCount(total)}`,
    top1: (total: number) => `Top-1, of\u00a0${formatCount(total)}`,
    top5: "Top-5",
    butValid: "Other, but valid",
    asma: "ASMA",
    proposer: "proposed these labels: not ranked",
    ranks: (from: number, to: number) => `${from} to ${to}`,
    text: "A model that proposed these labels looks better than it is, so it has no rank. “Other, but valid” is the share of first predictions that differ from the original label and are valid. ASMA (Aggregate Subgroup Model Accuracy) takes as many predictions of an image as it has labels, counts how many are right, and gives images with one label, with two labels and so on equal weight. Choose a model to see the images that it gets wrong.",
  },
  audited: {
    title: "Ranking that favours no proposer",
    caption: "Models by ReaL accuracy corrected by the audit sample",
    lead: (audited: string, images: number, strata: string) =>
      `Labels chosen from a model’s proposals lack what it did not see, and so flatter it. Experts labelled ${audited} of ${formatCount(images)} anew, from blank, in ${strata}: what models gain and lose on these corrects their accuracies. Proposers are ranked here.`,
    model: "Model",
    proposer: "proposed these labels",
    real: "ReaL by the release’s labels",
    rank: "Rank",
    corrected: "Corrected",
    correctedRank: "Rank then",
    difference: "Difference, points",
    text: "In small: 95 % intervals; those of the correction hold which images were drawn. Ranks whose intervals overlap may be the other way round.",
  },
  asma: {
    minimum: "ASMA counts numbers of labels with",
    minima: [1, 2, 5, 10, 30, 100],
    images: (images: number) => `${countOf(images, "image")} or more`,
    cap: "ASMA takes together",
    caps: [2, 3, 4, 5, 6, 8, 10, 20],
    labels: (labels: number) => `images with ${formatCount(labels)} labels or more`,
  },
  sensitivity: {
    title: "If the labels were made otherwise",
    text: "What each model’s ReaL accuracy and rank would be. Where they change much, the result depends on how the labels were made.",
    labels: "Labels",
    images: "Images",
    multi: "Two or more",
  },
  scores: {
    title: "Scores: F1 and calibration",
    question: "How good the models’ scores are, beyond their first predictions.",
    meansOfEce: "ECE is how far a model’s confidence in its first prediction is from how often it is valid.",
    meansOfF1:
      "F1 is micro F1; that of as many predictions as an image has labels needs no threshold. Intervals are of 95 % and over images.",
    model: "Model",
    ece: "ECE",
    f1AtLabelCount: "F1, as many as labels",
    f1At: (threshold: number) => `F1 from ${threshold} on`,
    f1OfThreshold: "F1 of a threshold",
    bestF1: "Best F1",
    map: "mAP",
    from: (threshold: number) => `from ${threshold.toPrecision(2)} on`,
    ofBest: "The best F1 has no interval: its threshold is chosen on the same images, so it is too high.",
    allModels: "all models",
    none: (measures: string, models: string, reason: string) => `No ${measures} (${models}): ${reason}.`,
  },
  limits: "What these numbers cannot tell",
  images: {
    model: (name: string) => `that ${name} predicted`,
    cell: (name: string, labels: number) => `with ${validLabels(labels)} that ${name} predicted`,
    labels: (labels: number) => `with ${validLabels(labels)}`,
    original: (label: string) => `of “${label}”`,
    confusion: (original: string, predicted: string) =>
      `of “${original}” that a model takes for “${predicted}”`,
    which: "Which images",
    misses: {
      all: "All",
      "not-original": "Not the original label",
      "not-valid": "Not a valid label",
    },
    sets: { original: "original", valid: "valid" },
  },
} as const;
