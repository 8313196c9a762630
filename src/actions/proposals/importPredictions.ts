import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { Label } from "../../contract/labels/labelSpace.ts";
import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import type { ScoreKind } from "../../core/evaluation/scores/scoreUnit.ts";
import { packRanking } from "../../core/proposals/packRanking.ts";
import { rankPrediction } from "../../core/proposals/rankPrediction.ts";
import { insertEvent } from "../../db/event.ts";
import { countImages, findImagesByKey } from "../../db/images/image.ts";
import { listLabels, listLabelTotals } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { insertPredictions } from "../../db/proposals/prediction.ts";
import { findTimeOfProposals } from "../../db/proposals/proposal.ts";
import { deleteScoreImport, updateScoreImport } from "../../db/proposals/scoreImport.ts";
import type { Db } from "../../db/schema.ts";
import type { ListOrder } from "../../files/images/listOrder.ts";
import { type ClassMap, classMapper } from "../../files/predictions/classMap.ts";
import { hashFile } from "../../files/predictions/hashFile.ts";
import { openPredictions } from "../../files/predictions/openPredictions.ts";
import type { PredictedImage } from "../../files/predictions/predictedImage.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { readClassOrder } from "../evaluation/readClassOrder.ts";
import { readingWith } from "../evaluation/readEvaluatedModel.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { timeAfter } from "../timeAfter.ts";
import { type CheckedPredictions, checkPredictions } from "./parts/checkPredictions.ts";
import { type Claim, claimScoreImport } from "./parts/claimScoreImport.ts";
import { predictionResolver } from "./resolvePrediction.ts";

/** Maximum number of labels kept per image: enough to combine models, a tenth of ImageNet's. */
export const predictionDepth = 100;

export interface PredictionImport extends JobInput {
  project: string;
  file: string;
  /** The model's name in this project. */
  model: string;
  /** For NumPy arrays: see `openPredictions`. */
  images?: string | undefined;
  array?: string | undefined;
  order?: ListOrder | undefined;
  scores?: ScoreKind | undefined;
  /** Class `offset` is label 0. */
  offset?: number | undefined;
  /** A file that says which label each class stands for, see `readClassOrder`. */
  classOrder?: string | undefined;
  /** Labels kept per image, at most `predictionDepth`. */
  topK?: number | undefined;
  /** Leaves out rows of images that the project lacks, instead of refusing the file. */
  ignoreUnknown?: boolean | undefined;
  /** Continues where the first labels agree with the original ones no better than chance. */
  allowImplausible?: boolean | undefined;
  /** Labels without scores and ranks are accepted as rankings even where all ascend. */
  ascendingRanks?: boolean | undefined;
  /** Replaces the predictions that have this name or are from the same file. */
  replace?: boolean | undefined;
}

export interface PredictionImportReport extends Omit<CheckedPredictions, "rows"> {
  model: string;
  sha256: string;
  format: string;
  reading: InputReading;
  /** They were imported before: nothing changed. */
  alreadyThere: boolean;
  /** Readable images of the project for which the file has no predictions. */
  imagesWithout: number;
}

const rowsAtOnce = 500;

/**
 * Stores a model's predictions that were computed elsewhere. The file is read twice: first all of it is checked, and
 * one unusable row refuses it; then it is stored in chunks. Only the last transaction makes the predictions visible: if
 * killed earlier, nothing is seen of them, and the same command resumes.
 *
 * @throws Failure `bad-file` with the rows; `already-exists` (see `claimScoreImport`); those of `openPredictions`
 */
export async function importPredictions(
  ctx: Pick<Context, "db" | "now">,
  input: PredictionImport,
): Promise<PredictionImportReport> {
  const { file, images, array, order, scores = "auto", ignoreUnknown = false } = input;
  const name = input.model.normalize("NFC").trim();
  if (name === "" || name.length > 100) {
    throw new Failure("bad-request", "A model's name has 1 to 100 characters.");
  }
  const depth = Math.min(input.topK ?? predictionDepth, predictionDepth);
  const project = await getProject(ctx.db, input.project);
  const labels = await listLabels(ctx.db, project);
  const totals = await listLabelTotals(ctx.db, project);
  const source = await openPredictions(file, { images, array, order });
  const classMap = await readClassMap(input, labels);
  const hashAll = async () => ({
    sha256: await source.hash(),
    images: images === undefined ? null : await hashFile(images),
    ...(order !== undefined && order !== "images" && { order }),
    ...(classMap && { classes: "offset" in classMap ? classMap.offset : await hashFile(input.classOrder!) }),
  });
  const hashes = await hashAll();

  const { none, unverified, ok } = await countImages(ctx.db, project.id);
  const readable = none + unverified + ok;
  const onRows = (rows: number) => {
    input.signal?.throwIfAborted();
    // The number of rows is only known at the end; one per image is a fair guess.
    input.onProgress?.({ step: "Checking predictions", done: rows, total: Math.max(readable, rows + 1) });
  };
  const checked = await checkPredictions(ctx.db, source, {
    project: project.id,
    labels,
    totals,
    file,
    scores,
    classMap,
    ignoreUnknown,
    allowImplausible: input.allowImplausible ?? false,
    ascendingRanks: input.ascendingRanks ?? false,
    onRows,
  });
  const claim = await ctx.db.transaction().execute((db) =>
    claimScoreImport(db, {
      project: project.id,
      name,
      sha256: hashes.sha256,
      sourceJson: JSON.stringify({ ...hashes, depth, scores, ignoreUnknown }),
      hasScores: checked.hasScores,
      replace: input.replace ?? false,
      at: ctx.now().toISOString(),
    }),
  );
  if (!claim.isComplete) {
    const resolve = predictionResolver(labels, totals);
    const move = classMapper(classMap, file);
    const plan = {
      input,
      project: project.id,
      resolve: (row: PredictedImage) => resolve(move(row)),
      checked,
      claim,
      depth,
    };
    await storeRows(ctx, source.rows(), plan);
    const now = await hashAll();
    if (now.sha256 !== hashes.sha256 || now.images !== hashes.images) {
      throw new Failure(
        "bad-file",
        `${file} or its list of images changed while it was read. Import it again.`,
      );
    }
    const after = { model: name, ...hashes, file: basename(file), depth, ...checked };
    await ctx.db
      .transaction()
      .execute((db) => complete(db, project.id, claim, after, ctx.now().toISOString()));
  }
  const { rows: _, ...counts } = checked;
  return {
    model: name,
    sha256: hashes.sha256,
    format: source.format,
    reading: readingWith(source.reading, checked.unit, classMap),
    alreadyThere: claim.isComplete,
    ...counts,
    imagesWithout: Math.max(0, readable - checked.images),
  };
}

async function readClassMap(
  { offset, classOrder }: PredictionImport,
  labels: readonly Label[],
): Promise<ClassMap | undefined> {
  if (offset !== undefined && classOrder !== undefined) {
    throw new Failure("wrong-usage", "--offset and --class-order both renumber the classes: leave out one.");
  }
  if (classOrder !== undefined) return readClassOrder(classOrder, labels);
  return offset === undefined || offset === 0 ? undefined : { offset };
}

async function storeRows(
  ctx: Pick<Context, "db" | "now">,
  rows: AsyncIterable<PredictedImage>,
  {
    input,
    project,
    resolve,
    checked,
    claim: { model, rowsDone },
    depth,
  }: {
    input: PredictionImport;
    project: string;
    resolve: ReturnType<typeof predictionResolver>;
    checked: CheckedPredictions;
    claim: Claim;
    depth: number;
  },
): Promise<void> {
  let done = 0;
  for await (const chunk of chunksOf(rows, rowsAtOnce)) {
    done += chunk.length;
    if (done <= rowsDone) continue;
    input.signal?.throwIfAborted();
    // The check has passed, so a row that cannot be read now means that the file changed: its hash will show that.
    const resolved = chunk.map(resolve).filter((row) => typeof row !== "string");
    const keys = resolved.map(({ key }) => key);
    const images = await findImagesByKey(ctx.db, project, keys);
    const at = ctx.now().toISOString();
    const predictions = resolved.flatMap(({ key, labels, scores }) => {
      const imageId = images.get(key)?.id;
      if (imageId === undefined) return [];
      const shares =
        scores && checked.unit === "percent" ? Array.from(scores, (score) => score / 100) : scores;
      const ranking = rankPrediction(labels, shares, { logits: checked.unit === "logits", depth });
      const packed = Buffer.from(packRanking(ranking));
      return [{ imageId, modelId: model.id, ranking: packed, failure: null, createdAt: at }];
    });
    const progress = { step: "Importing predictions", done, total: checked.rows };
    await ctx.db.transaction().execute(async (db) => {
      await insertPredictions(db, predictions);
      await updateScoreImport(db, { projectId: project, modelId: model.id }, { rowsDone: done });
      await storeProgress(db, input, progress, at);
    });
    input.onProgress?.(progress);
  }
}

async function complete(
  db: Db,
  project: string,
  { model, replaces }: Claim,
  after: Record<string, unknown>,
  at: string,
): Promise<void> {
  if (replaces !== undefined) await deleteScoreImport(db, project, replaces);
  // Earlier proposals are recognised by their times.
  const completedAt = timeAfter(await findTimeOfProposals(db, project), new Date(at));
  await updateScoreImport(db, { projectId: project, modelId: model.id }, { completedAt });
  await insertEvent(db, { project, at, person: null, kind: "predictions-imported", after });
}
