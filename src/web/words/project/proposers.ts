import { countOf, formatCount } from "../../components/format/formatCount.ts";

/** The models as proposers: what each one finds of the final labels. */
export const proposers = {
  none: "No model has predictions yet",
  noneText: "Have one propose labels. Once images have final labels, this page evaluates it by them.",
  noFinal: "No image has its final labels yet",
  noFinalAction: "See how the project stands",
  noFinalText: (models: number, names: string) =>
    `Models are evaluated by final labels: those that annotators agreed on, or that an expert refined. ${countOf(models, "model")} (${names}) ${models === 1 ? "waits" : "wait"} for them. The overview says what to do next.`,
  nothing: "Nothing can be evaluated yet",
  nothingText: (images: number) =>
    `${countOf(images, "image")} ${images === 1 ? "is" : "are"} final, but none has a valid label together with the predictions of every model. Go on annotating, or have models predict the images that are final.`,
  lead: {
    before: (compared: number, withLabels: number, validLabels: number) =>
      `Evaluated by ${countOf(compared, "image")} with final labels so far: ${formatCount(withLabels)} of them have ${countOf(validLabels, "valid label")}, and the others are left out. These labels were chosen from proposals, so recall is `,
    relative: "relative",
    after:
      " to what was proposed, and the model that proposed them is flattered: it is listed without a rank.",
  },
  leftOut: (left: number, final: number) =>
    `${formatCount(left)} of ${countOf(final, "final image")} ${left === 1 ? "is" : "are"} left out: not every model compared has predictions for them.`,
  notCompared: (models: string) =>
    `Not compared, with predictions for less than half of the final images: ${models}.`,
  one: "There is one model only",
  oneText:
    "With the predictions of a second one, this page compares them. Classify the images with another model, or import predictions that were made elsewhere.",
  ranking: {
    title: "Ranking",
    caption: "Models by ReaL accuracy",
    rank: "Rank",
    model: "Model",
    real: (images: number) => `ReaL, of\u00a0${formatCount(images)}`,
    top1: (images: number) => `Top-1, of\u00a0${formatCount(images)}`,
    recall: "Relative recall",
    precision: "Precision",
    proposer: "proposed these labels: not ranked",
    text: "ReaL: the first label is a valid one. Top-1: it is the original label. 95 % intervals below; recall and precision are over all labels that a model keeps per image (k).",
  },
  probes: {
    title: "Learned from the images’ own labels",
    lead: (embeddings: string) =>
      `No model knows these labels, or none was asked: a probe learned them from what ${embeddings} sees of the images. How often a label of the image is among the first, on images whose label it never saw, with 95 % intervals. It is as good as the original labels are right.`,
    probe: "Probe",
    images: "Images",
    decided: "Decided by people",
    first: (k: number) => (k === 1 ? "First" : `First ${k}`),
  },
  together: {
    title: "Models together",
    reaches: (recall: string) => `The most precise choice with a relative recall of at least ${recall}`,
    fallsShort: (recall: string) =>
      `No choice reaches a relative recall of ${recall}. The one that finds most`,
    best: (what: string, models: string, k: number, labels: string) =>
      `${what}: ${models} with k = ${k}, ${labels} labels per image.`,
    none: "Models that proposed the labels are not searched, and there is no other. Import another model's predictions to see what it would add.",
    caption: "The best of one model, two models and so on",
    models: "Models",
    labels: "Labels per image",
    chosen: " (chosen)",
    leftOut: (models: string) => `Searched among the models that find most; left out: ${models}.`,
  },
};
