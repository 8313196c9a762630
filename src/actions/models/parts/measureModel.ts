import { join } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { ModelCard, ModelMeasurement } from "../../../contract/models/modelCard.ts";
import { listLabelledFiles } from "../../../db/images/originalLabel.ts";
import { findLabelSpace, isBuiltInLabelSpace } from "../../../files/labelSpaces/findLabelSpace.ts";
import { readCsvRows } from "../../../files/text/readCsvRows.ts";
import type { RunOptions } from "../../../inference/classifierMessages.ts";
import { startClassifier } from "../../../inference/startClassifier.ts";
import { incompleteBeta } from "../../../stats/distributions/incompleteBeta.ts";
import { releaseFiles } from "../../../storage/releaseFiles.ts";
import type { LocalFile } from "../../../storage/storage.ts";
import type { Context } from "../../context.ts";
import { locateImage } from "../../images/locateImage.ts";
import { checkNumbers } from "../classifyImages.ts";

/** A photo whose correct labels are known. */
interface Known extends LocalFile {
  labels: ReadonlySet<number>;
}

const depth = 20;
/** More would reveal no more, and large models take seconds for each. */
const maxImages = 200;
/** A model that knows nothing does as well as this one, or better, more rarely than this. */
const rare = 0.001;

/** The probability that at least this many trials succeed by chance. */
const chanceOf = (successes: number, trials: number, share: number): number =>
  successes === 0 ? 1 : incompleteBeta(share, successes, trials - successes + 1);

async function readSamples(folder: string, labelSpace: string): Promise<Known[]> {
  const { labels } = await findLabelSpace(labelSpace);
  const indices = new Map(labels.map(({ key, index }) => [key, index]));
  const known: Known[] = [];
  for await (const { cells } of readCsvRows(join(folder, "valid-labels.csv"), {
    required: ["image", "labels"],
  })) {
    const valid = cells.labels!.split("|").flatMap((key) => indices.get(key) ?? []);
    if (valid.length === 0) continue;
    const path = join(folder, "photos", cells.image!);
    known.push({ path, labels: new Set(valid), async [Symbol.asyncDispose]() {} });
  }
  return known;
}

/** Images with original labels from all projects with the label space, spread evenly over them. */
async function readOriginals(
  { db, storage }: Pick<Context, "db" | "storage">,
  { labelSpace, output }: ModelCard,
): Promise<Known[]> {
  const files = await listLabelledFiles(db, { labelSpace, labels: output.classes - output.offset });
  const step = Math.max(1, files.length / maxImages);
  const picked = Array.from(
    { length: Math.min(files.length, maxImages) },
    (_, at) => files[Math.floor(at * step)]!,
  );
  const located = await Promise.all(
    picked.map(async ({ labels, ...file }) => {
      const found = await locateImage({ storage }, file).catch(() => undefined);
      return found ? [{ ...found, labels: new Set(labels) }] : [];
    }),
  );
  return located.flat();
}

/** The share of correct labels of a model whose answers are unrelated to the images. */
function findChance(
  rankings: readonly ReadonlySet<number>[],
  known: readonly Known[],
  k: number,
  count: number,
) {
  const hits = (at: number, ranking: ReadonlySet<number>) =>
    Number(!known[at]!.labels.isDisjointFrom(ranking));
  let shuffled = 0;
  let even = 0;
  for (const [at, { labels }] of known.entries()) {
    // Compared with another image's answers, so that a model with constant labels scores as chance.
    rankings.forEach((ranking, other) => {
      if (other !== at) shuffled += hits(at, ranking);
    });
    even += 1 - Math.max(0, 1 - k / count) ** labels.size;
  }
  const images = known.length;
  return Math.max(images < 2 ? 0 : shuffled / (images * (images - 1)), even / images);
}

async function classify(known: readonly Known[], options: Parameters<typeof startClassifier>[0]) {
  try {
    const classifier = await startClassifier(options);
    return await classifier
      .classify(known.map(({ path }) => ({ id: path, path })))
      .finally(() => classifier.close());
  } finally {
    await releaseFiles(known);
  }
}

/**
 * How often a model with its card finds known labels: on the sample photos where it knows their label space, else on
 * images that have original labels. A wrong card gives labels without any error; this reveals it.
 *
 * @param input.file absolute path of the ONNX file
 * @param input.samples the folder of the sample photos
 * @throws Failure those of `startClassifier`; `bad-file` where the model's output does not match its card;
 * `model-failed` where it fails on every image
 */
export async function measureModel(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: { file: string; card: ModelCard; samples: string; run?: Partial<RunOptions> },
): Promise<ModelMeasurement> {
  const { file, card, samples, run } = input;
  const at = ctx.now().toISOString();
  const none = { at, top1: null, top20: null, chance1: null, chance20: null };
  if (card.output.kind === "vector") {
    const reason = "It is an image tower, which knows no labels: import label vectors for it.";
    return { ...none, data: "no images", images: 0, verdict: "not-measured", reason };
  }
  const isBuiltIn = isBuiltInLabelSpace(card.labelSpace);
  const known = isBuiltIn ? await readSamples(samples, card.labelSpace) : await readOriginals(ctx, card);
  const data = isBuiltIn ? "the sample photos" : "images with original labels";
  const count = card.output.classes - card.output.offset;
  if (known.length === 0) {
    const reason = `No image with an original label of ${card.labelSpace} is here.`;
    return { ...none, data, images: 0, verdict: "not-measured", reason };
  }
  const results = await classify(known, { card, modelFile: file, topK: depth, ...run });
  checkNumbers(card, results);
  const measured = results.flatMap((result, index) =>
    "labels" in result ? [{ result, known: known[index]! }] : [],
  );
  const [first] = results;
  if (measured.length === 0) {
    const why = first && "failure" in first ? first.failure.message : "";
    throw new Failure(
      "model-failed",
      `The model ${card.name} could classify none of ${known.length} images. ${why}`,
    );
  }
  const images = measured.length;
  const at1 = measured.map(({ result }) => new Set(result.labels.subarray(0, 1)));
  const at20 = measured.map(({ result }) => new Set(result.labels));
  const evaluate = (rankings: readonly ReadonlySet<number>[], k: number) => {
    const right = rankings.filter(
      (ranking, index) => !measured[index]!.known.labels.isDisjointFrom(ranking),
    ).length;
    const chance = findChance(
      rankings,
      measured.map((one) => one.known),
      k,
      count,
    );
    return { share: right / images, chance, isAbove: chanceOf(right, images, chance) < rare };
  };
  const [top1, top20] = [evaluate(at1, 1), evaluate(at20, depth)];
  const figures = {
    at,
    data,
    images,
    top1: top1.share,
    top20: top20.share,
    chance1: top1.chance,
    chance20: top20.chance,
  };
  if (top1.isAbove || top20.isAbove) return { ...figures, verdict: "above-chance", reason: null };
  // On these images, not even a perfect model could be told from chance.
  const perfect = measured.map((one) => one.known.labels);
  if (
    chanceOf(
      images,
      images,
      findChance(
        perfect,
        measured.map((one) => one.known),
        1,
        count,
      ),
    ) >= rare
  ) {
    const reason = "These images are too few, or too many have the same label, to tell a model from chance.";
    return { ...figures, verdict: "not-measured", reason };
  }
  return { ...figures, verdict: "near-chance", reason: null };
}
