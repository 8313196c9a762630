import type { Evaluation } from "./evaluation/evaluation.ts";

/** With fewer images a share is known within some 18 points at best. */
const fewImages = 30;

/** What the reader of an evaluation must know, written from its data. */
export function nameLimits({
  labels,
  models,
  sensitivity,
  settings,
  unnamed,
}: Omit<Evaluation, "limits"> & { unnamed: number }): string[] {
  const small = Object.entries(labels.histogram).filter(([, images]) => images > 0 && images < fewImages);
  const missing = sensitivity.variants.filter((variant) => variant.missing !== undefined);
  const shallow = models.filter(({ subgroups }) => subgroups.tooDeep > 0);
  const withoutScores = models.filter(({ scores }) => scores === null);
  const withoutOriginal = labels.images - labels.withOriginal;
  return [
    labels.proposers.length > 0
      ? `The labels were chosen from proposals of ${labels.proposers.join(", ")}. Such labels flatter the models that proposed them: these have no rank.`
      : "Which models proposed the labels was not stated. If one of the models judged here did, it is flattered.",
    ...(unnamed > 0
      ? [`${images(unnamed)} of the list of images are not named by the labels and left out of everything.`]
      : []),
    ...(labels.none > 0
      ? [
          `${images(labels.none)} of ${count(labels.images)} have no valid label and do not count in ReaL accuracy.`,
        ]
      : []),
    ...(withoutOriginal > 0
      ? [
          `${images(withoutOriginal)} of ${count(labels.images)} have no original label and do not count in top-1.`,
        ]
      : []),
    ...(small.length > 0
      ? [
          `Fewer than ${fewImages} images have ${list(small.map(([count, n]) => `${count === "1" ? "1 label" : `${count} labels`} (n = ${n})`))}: shares of them are uncertain.`,
        ]
      : []),
    ...(shallow.length > 0
      ? [
          `Variable top-k and ASMA leave out ${images(shallow[0]!.subgroups.tooDeep)} with more than ${shallow[0]!.subgroups.depth} valid labels: the files of all models hold ${shallow[0]!.subgroups.depth} predictions per image.`,
        ]
      : []),
    ...(missing.length > 0
      ? [`Not checked: ${list(missing.map(({ title }) => lower(title)))}. ${sentence(missing[0]!.missing!)}.`]
      : []),
    ...(withoutScores.length > 0
      ? [
          `Calibration and other metrics of scores were not computed for ${withoutScores.length} of ${models.length} models, whose files hold the first labels only.`,
        ]
      : []),
    ...(settings.replicates === 0 ? ["The images were not resampled: the regression line has no band."] : []),
    "Intervals tell how the numbers vary with the images, the labels taken as they are. Errors of the labels are not in them.",
    "Models share images, and often architecture and training data: they are no independent sample of models.",
  ];
}

const count = (value: number) => value.toLocaleString("en");
const images = (value: number) => (value === 1 ? "1 image" : `${count(value)} images`);
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
