import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import {
  hear,
  type PatchProbe,
  type PatchReport,
  summarisePatches,
} from "../../core/evaluation/probePatches.ts";
import type { LabelMaps } from "../../core/maps/labelMaps.ts";
import { patchAround, placeOf } from "../../core/maps/patchAround.ts";
import { swapsSides } from "../../core/maps/uprightMap.ts";
import { listImageFiles } from "../../files/images/listImageFiles.ts";
import type { Classified, RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import { seenPart } from "../../inference/seenPart.ts";
import { type Classifier, startClassifier } from "../../inference/startClassifier.ts";
import type { Progress } from "../jobProgress.ts";
import { labelMeaning } from "../labels/labelMeaning.ts";
import { mapLayerOf } from "../maps/mapLayerOf.ts";
import { checkNumbers } from "../models/classifyImages.ts";
import type { LoadLabels } from "./referenceLabels.ts";

export interface PatchEvaluation {
  model: string;
  /** Side of a patch, as a share of the image's shorter side. */
  share: number;
  report: PatchReport;
  /** How many images of the folder the labels do not name or give no label. */
  withoutLabels: number;
  refused: { file: string; reason: string }[];
}

const imagesAtOnce = 32;
const deeper = 5;

/**
 * Asks a model about each valid label of a folder's images: on the whole image, in a patch around the place that speaks
 * most for the label on the model's own map, and in one around the place that speaks least for it.
 *
 * @param input.share side of the patches, as a share of the image's shorter side
 * @throws Failure `bad-request` where the model has no maps; `bad-file` where labels and model do not match
 */
export async function evaluatePatches(
  input: {
    folder: string;
    load: LoadLabels;
    labelSpace: string | undefined;
    share: number;
    card: ModelCard;
    modelFile: string;
    run?: Partial<RunOptions>;
  },
  onProgress: (progress: Progress) => void = () => {},
): Promise<PatchEvaluation> {
  const { folder, card, modelFile, share, run } = input;
  const maps = mapLayerOf(card, await checkModel(modelFile, card, run?.maxModelBytes));
  const listing = await listImageFiles(folder);
  const classes = card.output.classes - card.output.offset;
  const meaning = await labelMeaning(input.labelSpace ?? card.labelSpace);
  const { valid, isNamed } = await input.load(
    listing.images.map(({ key }) => key),
    folder,
    { meaning, classes, subset: true },
  );
  const images = listing.images.flatMap(({ path, key }, at) =>
    isNamed[at] === 1 && valid[at]!.length > 0 ? [{ key, path: join(folder, path), labels: valid[at]! }] : [],
  );
  if (images.length === 0)
    throw new Failure("bad-file", `The labels name no image of ${folder}, or give none a label.`);
  const beyond = images.find(({ labels }) => labels.some((label) => label >= classes));
  if (beyond) {
    throw new Failure(
      "bad-file",
      `${beyond.key} has the label ${Math.max(...beyond.labels)}, and the model ${card.name} knows ${classes}, from 0.`,
    );
  }
  const topK = deeper + images.reduce((most, { labels }) => Math.max(most, labels.length), 0);
  const refused = listing.refused.map(({ path, message }) => ({ file: path, reason: message }));
  const probes: PatchProbe[] = [];
  const classifier = await startClassifier({ card, modelFile, topK, maps, ...run });
  try {
    for (let first = 0; first < images.length; first += imagesAtOnce) {
      const some = images.slice(first, first + imagesAtOnce);
      const found = await probe(classifier, { card, share }, some, first);
      probes.push(...found.probes);
      refused.push(...found.refused);
      const done = Math.min(images.length, first + imagesAtOnce);
      onProgress({ step: "Asking about patches", done, total: images.length });
    }
  } finally {
    await classifier.close();
  }
  return {
    ...{ model: card.name, share, report: summarisePatches(probes), refused },
    withoutLabels: listing.images.length - images.length,
  };
}

interface Asked {
  key: string;
  path: string;
  labels: number[];
}

async function probe(
  classifier: Classifier,
  { card, share }: { card: ModelCard; share: number },
  images: readonly Asked[],
  first: number,
): Promise<Pick<PatchEvaluation, "refused"> & { probes: PatchProbe[] }> {
  const whole = await classifier.classify(
    images.map(({ path, labels }, at) => ({ id: String(at), path, mapped: labels })),
  );
  checkNumbers(card, whole);
  const refused = images.flatMap(({ key }, at) => {
    const result = whole[at]!;
    return "failure" in result ? [{ file: key, reason: result.failure.message }] : [];
  });
  const questions = images.flatMap(({ path, labels }, at) => {
    const result = whole[at]!;
    if ("failure" in result) return [];
    return labels.map((label) => ({
      at,
      path,
      label,
      labels,
      result,
      ...boxesOf(result, label, card, share),
    }));
  });
  const patches = await classifier.classify(
    questions.flatMap(({ path, patch, elsewhere }, at) => [
      { id: `${at} patch`, path, crop: patch },
      { id: `${at} elsewhere`, path, crop: elsewhere },
    ]),
  );
  const heardIn = (at: number, label: number, labels: readonly number[]) => {
    const answer = patches[at]!;
    // The image could be read a moment ago.
    if ("failure" in answer) throw new Failure("model-failed", answer.failure.message);
    return hear(answer.labels, label, labels);
  };
  const probes = questions.map(({ at, label, labels, result }, question) => ({
    image: first + at,
    label,
    labels: labels.length,
    whole: hear(result.labels, label, labels),
    patch: heardIn(2 * question, label, labels),
    elsewhere: heardIn(2 * question + 1, label, labels),
  }));
  return { probes, refused };
}

/** The patches of an image around the strongest and the weakest place of a label. */
function boxesOf({ maps, file }: Classified, label: number, card: ModelCard, share: number) {
  const { width, height, orientation, labels, maps: values } = maps as LabelMaps;
  const at = labels.indexOf(label);
  const places = { width, height, values: values.subarray(at * width * height, (at + 1) * width * height) };
  const image = swapsSides(orientation)
    ? { width: file.height, height: file.width }
    : { width: file.width, height: file.height };
  const around = (which: "strongest" | "weakest") =>
    patchAround(places, placeOf(places, which), { image, part: seenPart(image, card), share });
  return { patch: around("strongest"), elsewhere: around("weakest") };
}
