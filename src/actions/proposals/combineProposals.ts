import { Failure } from "../../contract/failure.ts";
import { carryOriginals, carryRanking } from "../../core/labels/labelFate.ts";
import { combineRankings } from "../../core/proposals/combineRankings.ts";
import type { RankedLabel } from "../../core/proposals/packRanking.ts";
import { pickProposals } from "../../core/proposals/pickProposals.ts";
import {
  type Combination,
  maxModels,
  maxProposals,
  type ProposalMethod,
} from "../../core/proposals/proposalMethod.ts";
import { insertEvent } from "../../db/event.ts";
import { listOriginalLabelsOf } from "../../db/images/image.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { listPredictors, type Predictor } from "../../db/proposals/predictor.ts";
import { areProposalsFrozen, writeProposals } from "../../db/proposals/proposal.ts";
import { countOutdated, listOutdated, listRankings } from "../../db/proposals/storedRanking.ts";
import { compareUtf8 } from "../../files/text/compareUtf8.ts";
import type { Context } from "../context.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { leaveOutAgreed } from "../votes/leaveOutAgreed.ts";

export interface CombinationReport {
  models: string[];
  method: ProposalMethod;
  /** Images that got proposals in this run. */
  proposed: number;
  /** Fewest, mean and most proposals per image, of these images; null where there are none. */
  perImage: { min: number; mean: number; max: number } | null;
  /** Images that lack a prediction by some model, and got no proposals. */
  missing: { images: number; first: { file: string; models: string[] }[] };
}

/** How many labels Tsipras et al. (2020) took from each model. */
export const defaultPerModel = 5;
const chunkSize = 200;
const maxNamed = 20;

/**
 * Makes proposals from the stored predictions of one model or several. Images without proposals made this way are the
 * cursor: the run can be killed and restarted. Once annotation has started, images that have proposals keep them.
 *
 * @param input.from names of models, or the first characters of their SHA-256
 * @param input.perModel for a union, the labels taken from each model
 * @throws Failure `not-found` for a model without predictions, `bad-request` for models that cannot be combined this
 *   way
 */
export async function combineProposals(
  ctx: Pick<Context, "db" | "now">,
  input: JobInput & {
    project: string;
    from: readonly string[];
    combine?: Combination | undefined;
    perModel?: number | undefined;
    withOriginal?: boolean | undefined;
  },
): Promise<CombinationReport> {
  const { settings, id: project } = await getProject(ctx.db, input.project);
  const models = findPredictors(await listPredictors(ctx.db, project), input.from);
  const withOriginal = input.withOriginal || settings.originalAlwaysProposed;
  const method = chooseMethod(models, { ...input, topK: settings.topK, withOriginal });
  const ids = models.map(({ id }) => id);
  const which = {
    project,
    modelIdsJson: JSON.stringify(ids),
    methodJson: JSON.stringify(method),
    since: models.reduce(
      (latest, { importedAt }) => ((importedAt ?? "") > latest ? importedAt! : latest),
      "",
    ),
    replaces: (await areProposalsFrozen(ctx.db, project)) ? ("none" as const) : ("all" as const),
  };
  const total = await countOutdated(ctx.db, which);
  const missing: CombinationReport["missing"] = { images: 0, first: [] };
  const sizes = { images: 0, labels: 0, min: Number.POSITIVE_INFINITY, max: 0 };

  for (let done = 0, after = ""; ; ) {
    input.signal?.throwIfAborted();
    const images = await listOutdated(ctx.db, { ...which, after, limit: chunkSize });
    const last = images.at(-1);
    if (!last) break;
    after = last.id;
    done += images.length;
    const imageIds = images.map(({ id }) => id);
    const rankings = await listRankings(ctx.db, imageIds, ids);
    const originals = await listOriginalLabelsOf(ctx.db, imageIds);
    const formers = await findFormers(ctx.db, project);
    const proposals = images.flatMap(({ id, key }) => {
      const byModel = rankings.get(id);
      const lacking = models.filter((model) => !byModel?.has(model.id));
      if (lacking.length > 0) {
        missing.images++;
        if (missing.first.length < maxNamed) {
          missing.first.push({ file: key, models: lacking.map(({ name }) => name) });
        }
        return [];
      }
      const ranking = propose(
        ids.map((model) => carryRanking(byModel!.get(model)!, formers)),
        carryOriginals(originals.get(id) ?? [], formers),
        method,
      );
      sizes.images++;
      sizes.labels += ranking.length;
      sizes.min = Math.min(sizes.min, ranking.length);
      sizes.max = Math.max(sizes.max, ranking.length);
      return [{ image: id, ranking, models: ids, method }];
    });
    const progress = { step: "Combining predictions", done, total: Math.max(total, done) };
    const at = ctx.now().toISOString();
    await ctx.db.transaction().execute(async (db) => {
      // Even after a clock was set back, their sources must not look newer.
      await writeProposals(db, proposals, at > which.since ? at : which.since);
      await storeProgress(db, input, progress, at);
    });
    input.onProgress?.(progress);
  }
  if (sizes.images > 0) {
    const named = models.map(({ name, sha256 }) => ({ name, sha256 }));
    const at = ctx.now().toISOString();
    const after = { models: named, method, images: sizes.images };
    await insertEvent(ctx.db, { project, at, person: null, kind: "proposals-combined", after });
  }
  await leaveOutAgreed(
    (run) => ctx.db.transaction().execute(run),
    { id: project, settings },
    ctx.now().toISOString(),
  );
  const { images, labels, min, max } = sizes;
  return {
    models: models.map(({ name }) => name),
    method,
    proposed: images,
    perImage: images > 0 ? { min, mean: labels / images, max } : null,
    missing,
  };
}

/** One model's list is treated as in `propose`; several are combined. */
function propose(
  rankings: RankedLabel[][],
  originals: readonly number[],
  method: ProposalMethod,
): RankedLabel[] {
  const { how, k, withOriginal } = method;
  if (how !== "single") return combineRankings(rankings, originals, { how, k, withOriginal });
  return pickProposals(rankings[0]!, originals, { topK: k, originalAlwaysProposed: withOriginal });
}

/**
 * The named models, ordered by name, so that the order of naming does not make another combination.
 * @throws Failure `not-found` where a name matches no model, `bad-request` where it matches several
 */
export function findPredictors(known: readonly Predictor[], from: readonly string[]): Predictor[] {
  const found = from.map((written) => {
    const named = known.filter(({ name }) => name === written);
    const matches =
      named.length > 0 || !/^[0-9a-f]{8,64}$/.test(written)
        ? named
        : known.filter(({ sha256 }) => sha256.startsWith(written));
    if (matches.length > 1) {
      const hashes = matches.map(({ sha256 }) => sha256.slice(0, 12)).join(", ");
      throw new Failure(
        "bad-request",
        `Several models are called “${written}”. Name one by its SHA-256: ${hashes}.`,
      );
    }
    return matches[0] ?? written;
  });
  const unknown = found.filter((model) => typeof model === "string");
  if (unknown.length > 0) {
    const names = known
      .map(({ name, images }) => `${name} (${images} ${images === 1 ? "image" : "images"})`)
      .join(", ");
    throw new Failure(
      "not-found",
      `The project has no predictions of ${unknown.join(", ")}. It has those of: ${names || "no model yet"}. ` +
        "Import them (import predictions), or have a model make them (propose --model).",
    );
  }
  const models = found.filter((model) => typeof model !== "string");
  if (new Set(models.map(({ id }) => id)).size < models.length) {
    throw new Failure("bad-request", "A model is named twice. Name each once.");
  }
  return models.sort((a, b) => compareUtf8(a.name, b.name) || compareUtf8(a.sha256, b.sha256));
}

function chooseMethod(
  models: readonly Predictor[],
  {
    combine,
    perModel,
    topK,
    withOriginal,
  }: {
    combine?: Combination | undefined;
    perModel?: number | undefined;
    topK: number;
    withOriginal: boolean;
  },
): ProposalMethod {
  const fail = (message: string) => new Failure("bad-request", message);
  if (models.length === 0) throw fail("Name at least one model.");
  if (models.length > maxModels) {
    throw fail(
      `At most ${maxModels} models can be combined, and ${models.length} are named. Leave some out.`,
    );
  }
  if (perModel !== undefined && combine !== "union") {
    throw fail(
      "Labels per model are for a union; a maximum or a mean takes the project's number of proposals.",
    );
  }
  if (models.length === 1 && combine !== "union") return { how: "single", k: topK, withOriginal };
  if (combine === undefined) {
    throw fail("Several models are named. Say how to combine them: maximum, mean or union.");
  }
  if (combine === "union") {
    const k = perModel ?? defaultPerModel;
    if (k * models.length > maxProposals) {
      throw fail(
        `The first ${k} labels of ${models.length} models can be ${k * models.length} cards on an image, and a page ` +
          `takes ${maxProposals}. Take fewer of each, or fewer models.`,
      );
    }
    return { how: "union", k, withOriginal };
  }
  const ranksOnly = models.filter(({ hasScores }) => !hasScores).map(({ name }) => name);
  if (ranksOnly.length > 0) {
    throw fail(
      `A ${combine} needs probabilities, and only the order of the labels is known of ${ranksOnly.join(", ")}. ` +
        "Combine with union.",
    );
  }
  return { how: combine, k: topK, withOriginal };
}
