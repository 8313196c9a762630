import { createHash } from "node:crypto";
import { Failure } from "../../contract/failure.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import { carryOriginals, carryRanking } from "../../core/labels/labelFate.ts";
import { packRanking, type RankedLabel } from "../../core/proposals/packRanking.ts";
import { pickProposals } from "../../core/proposals/pickProposals.ts";
import {
  fitProbe,
  type Probe,
  type ProbeMethod,
  scoreWithProbe,
} from "../../core/proposals/probe/fitProbe.ts";
import { measureProbe, type ProbeFigure } from "../../core/proposals/probe/measureProbe.ts";
import { rankPrediction } from "../../core/proposals/rankPrediction.ts";
import { insertEvent, listEvents } from "../../db/event.ts";
import { countOwnUsable, listOriginalLabelsOf } from "../../db/images/image.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { ensureScoresModel, type Model } from "../../db/models.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import { filterToPropose, insertPredictions } from "../../db/proposals/prediction.ts";
import { areProposalsFrozen, writeProposals } from "../../db/proposals/proposal.ts";
import { openMultiplication } from "../../inference/product/openMultiplication.ts";
import type { Context } from "../context.ts";
import type { EmbeddedExemplars } from "../embeddings/embedExemplars.ts";
import { findEmbeddings, readEmbeddings } from "../embeddings/readEmbeddings.ts";
import { setExemplarsApart } from "../exemplars/setExemplarsApart.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { predictionDepth } from "./importPredictions.ts";
import { compareRecall, type RecallComparison } from "./parts/compareRecall.ts";
import { gatherTraining, type Training } from "./parts/gatherTraining.ts";

export interface ProbeReport {
  /** The probe's name among the project's models. */
  probe: string;
  /** The model whose embeddings it learned from. */
  embeddings: string;
  /** Images that got proposals in this run. */
  proposed: number;
  /**
   * Images that it learned from, exemplars for labels that none of them has, and images with labels decided by people.
   */
  learnedFrom: number;
  exemplars: number;
  decided: number;
  /** Recall of the labels that people found; null where they have decided nothing yet. */
  recall: RecallComparison | null;
  method: ProbeMethod;
  /** Out of fold: how often a label of the image, original or final, is among the first. */
  figures: ProbeFigure[];
  /** Labels without images to learn from, and labels with fewer images than folds. */
  withoutImages: number[];
  withFewImages: number[];
  /** Readable images that have no embedding, and so no proposals. */
  withoutEmbedding: number;
  /** Images that left the project to show labels without exemplars, and how many labels these are. */
  setApart: { images: number; labels: number };
}

/** A probe lacks two labels to tell apart. */
export class NothingToLearn extends Failure {
  constructor(message: string) {
    super("not-ready", message);
  }
}

const seed = "probe";
const onlyModel = 1;

/**
 * Proposes labels without a classifier, and lets a few typical images show the labels that have no exemplars (a
 * setting): a probe learns the images' labels from their embeddings, in folds, so that no image is scored by a probe
 * that learned from its label. Where people have decided, it learns from their labels. The same labels give the same
 * probe again, so that an interrupted run resumes.
 *
 * @param input.embeddings the model whose embeddings are used; by default those of most images
 * @param input.exemplars exemplars of labels that no image has, which are learned from as well
 * @param input.again proposes anew for images that nobody has been given yet, even after annotation has started
 * @throws NothingToLearn, a Failure `not-ready`; those of `findEmbeddings`
 */
export async function proposeByProbe(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: JobInput & {
    project: string;
    person?: string | null | undefined;
    embeddings?: string | undefined;
    exemplars?: EmbeddedExemplars | undefined;
    again?: boolean | undefined;
  },
): Promise<ProbeReport> {
  const project = await getProject(ctx.db, input.project);
  const set = await findEmbeddings(ctx, project.id, input.embeddings);
  input.onProgress?.({ step: "Reading embeddings", done: 0, total: set.images });
  const training = await gatherTraining(ctx.db, set, { seed, exemplars: input.exemplars });
  const counts = countLabels(training.labels, project.labelCount);
  checkLabels(project, training, counts);
  input.onProgress?.({ step: "Learning labels", done: 0, total: 1 });
  const { multiply, close } = await openMultiplication();
  try {
    const probe = await fitProbe(
      {
        rows: training.rows,
        size: set.size,
        labels: training.labels,
        classes: project.labelCount,
        seed,
        toScore: set.images,
      },
      multiply,
    );
    const ofImages = training.labels.slice(0, training.images.length);
    const figures = measureProbe(probe.outOfFold, ofImages, project.labelCount);
    const model = await ensureProbe(ctx, project, set.name, training, { probe, figures });
    const open = input.again
      ? "not-given"
      : (await areProposalsFrozen(ctx.db, project.id))
        ? "without-proposals"
        : "all";
    const recall = await compareRecall(ctx.db, training, probe.outOfFold, project.labelCount);
    const placeOf = new Map(training.images.map((image, at) => [image, at]));
    let [proposed, done] = [0, 0];
    for await (const { imageIds, rows } of readEmbeddings(ctx, set, { withGold: true })) {
      input.signal?.throwIfAborted();
      done += imageIds.length;
      const wanted = await filterToPropose(ctx.db, imageIds, { model: model.id, open });
      const places = [...imageIds.keys()].filter((at) => wanted.has(imageIds[at]!));
      const fresh = places.filter((at) => !placeOf.has(imageIds[at]!));
      const unseen = pickRows(rows, set.size, fresh);
      const scored = fresh.length > 0 ? await scoreWithProbe(probe, unseen, multiply) : unseen;
      const scoresAt = (at: number) => {
        const place = placeOf.get(imageIds[at]!);
        const [from, scores] = place === undefined ? [fresh.indexOf(at), scored] : [place, probe.outOfFold];
        return scores.subarray(from * probe.classes, (from + 1) * probe.classes);
      };
      const ranked = places.map((at) => ({
        image: imageIds[at]!,
        ranking: rankPrediction(null, scoresAt(at), {
          logits: false,
          depth: Math.max(predictionDepth, project.settings.topK),
        }),
      }));
      const progress = { step: "Proposing labels", done, total: Math.max(done, set.images) };
      await ctx.db.transaction().execute(async (db) => {
        await storeProgress(db, input, progress, ctx.now().toISOString());
        await storeRanked(db, { project, model, ranked, at: ctx.now().toISOString() });
      });
      proposed += ranked.length;
      input.onProgress?.(progress);
    }
    const withoutEmbedding = Math.max(0, (await countOwnUsable(ctx.db, project.id)) - training.embedded);
    input.onProgress?.({ step: "Choosing exemplars", done: 0, total: 1 });
    return {
      probe: model.name,
      embeddings: set.name,
      proposed,
      learnedFrom: training.images.length,
      exemplars: training.labels.length - training.images.length,
      decided: training.isDecided.filter(Boolean).length,
      recall,
      method: probe.method,
      figures,
      withoutImages: [...counts.keys()].filter((label) => counts[label] === 0),
      withFewImages: [...counts.keys()].filter(
        (label) => counts[label]! > 0 && counts[label]! < probe.method.folds,
      ),
      withoutEmbedding,
      setApart: await setExemplarsApart(ctx, { project: project.id, person: input.person }),
    };
  } finally {
    await close();
  }
}

function countLabels(labels: readonly (readonly number[])[], classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const some of labels) for (const label of some) counts[label]!++;
  return counts;
}

function checkLabels(project: Project, { images, embedded }: Training, counts: Uint32Array): void {
  const known = counts.filter((count) => count > 0).length;
  if (known >= 2) return;
  throw new NothingToLearn(
    `Of ${embedded} images with embeddings, ${images.length} have a label, of ${known} different ${known === 1 ? "label" : "labels"}: a probe ` +
      `learns from images of two labels or more. Import “${project.name}” with original labels (a folder per class, or a ` +
      "list), add exemplars, photos that show each label, or take a model that knows the labels. Or let people search " +
      "for every label: propose by nobody (propose --search-only).",
  );
}

/** The probe's row among the models, identified by its training data; stored with its figures where it is new. */
async function ensureProbe(
  ctx: Pick<Context, "db" | "now">,
  project: Project,
  embeddings: string,
  { sha256: labels, images, isDecided }: Training,
  { probe, figures }: { probe: Probe; figures: ProbeFigure[] },
): Promise<Model> {
  const sha256 = createHash("sha256").update(`probe ${project.id} ${labels}`).digest("hex");
  const at = ctx.now().toISOString();
  return ctx.db.transaction().execute(async (db) => {
    const learned = await listEvents(db, project.id, "probe-learned");
    const known = learned.map(
      ({ afterJson }) => JSON.parse(afterJson ?? "{}") as { name: string; sha256: string },
    );
    const earlier = known.find((one) => one.sha256 === sha256);
    const number = known.length === 0 ? "" : ` ${known.length + 1}`;
    const name = earlier?.name ?? `probe${number} of ${embeddings}`.slice(0, 100);
    if (!earlier) {
      const decided = isDecided.filter(Boolean).length;
      const { method } = probe;
      const after = { name, sha256, embeddings, images: images.length, decided, method, figures };
      await insertEvent(db, { project: project.id, at, person: null, kind: "probe-learned", after });
    }
    return ensureScoresModel(db, { name, sha256, createdAt: at });
  });
}

async function storeRanked(
  db: Context["db"],
  {
    project,
    model,
    ranked,
    at,
  }: { project: Project; model: Model; ranked: { image: string; ranking: RankedLabel[] }[]; at: string },
): Promise<void> {
  const ids = ranked.map(({ image }) => image);
  const originals = await listOriginalLabelsOf(db, ids);
  const formers = await findFormers(db, project.id);
  await insertPredictions(
    db,
    ranked.map(({ image, ranking }) => ({
      imageId: image,
      modelId: model.id,
      ranking: Buffer.from(packRanking(ranking)),
      failure: null,
      createdAt: at,
    })),
  );
  const { topK: k, originalAlwaysProposed: withOriginal } = project.settings;
  const proposals = ranked.map(({ image, ranking }) => ({
    image,
    ranking: pickProposals(
      carryRanking(ranking, formers),
      carryOriginals(originals.get(image) ?? [], formers),
      project.settings,
    ).map((label) => ({ ...label, models: onlyModel })),
    models: [model.id],
    method: { how: "single" as const, k, withOriginal },
  }));
  await writeProposals(db, proposals, at);
}
