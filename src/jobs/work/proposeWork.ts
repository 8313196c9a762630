import type { Context } from "../../actions/context.ts";
import { embedExemplars } from "../../actions/embeddings/embedExemplars.ts";
import { embedImages } from "../../actions/embeddings/embedImages.ts";
import type { JobInput } from "../../actions/jobProgress.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import { findModel } from "../../actions/models/findModel.ts";
import { combineProposals } from "../../actions/proposals/combineProposals.ts";
import { proposeLabels } from "../../actions/proposals/proposeLabels.ts";
import { proposeNothing } from "../../actions/proposals/proposeNothing.ts";
import { proposeOwnLabels } from "../../actions/proposals/proposeOwnLabels.ts";
import { Failure } from "../../contract/failure.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { listEmbeddingSets } from "../../db/embeddings.ts";
import { listImported } from "../../db/proposals/predictor.ts";
import { countProposals } from "../../db/proposals/proposal.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";

/** Proposes labels, as the command `propose` does. */
export async function proposeWork(
  ctx: Context,
  { model, by, from }: Extract<JobWork, { kind: "propose" }>,
  input: JobInput & { project: string; run: Partial<RunOptions> },
): Promise<WorkDone> {
  const { db } = ctx;
  const withProposals = async () => ({
    what: "withProposals" as const,
    count: await countProposals(db, input.project),
  });
  if (by === "search") {
    const without = await proposeNothing(ctx, input);
    return { counts: [{ what: "withoutProposals", count: without }, await withProposals()] };
  }
  if (by === "imported") {
    const names = await listImported(db, input.project);
    if (names.length === 0)
      throw new Failure("not-found", "No model's scores were added yet. Add a file of them first.");
    const which = from === undefined ? names : [from];
    const how = which.length > 1 ? ({ combine: "union" } as const) : {};
    const { proposed, missing } = await combineProposals(ctx, { ...input, from: which, ...how });
    const without = missing.first.map(({ file, models }) => ({
      file,
      reason: `There are no predictions of ${models.join(", ")}.`,
    }));
    return {
      counts: [{ what: "proposed", count: proposed }, await withProposals()],
      refused: without,
      refusedCount: missing.images,
    };
  }
  await using found = await findModel(model, ctx.storage);
  if (by === "model") {
    const { proposed, failed } = await proposeLabels(ctx, { ...input, ...found });
    const all = await withProposals();
    // What others did beside this worker, it did not count.
    if (input.shares) return { counts: [all], refused: failed };
    return { counts: [{ what: "proposed", count: proposed }, all], refused: failed };
  }
  // Imported embeddings were made for this project; images that have them need no others.
  const sets = model === null ? await listEmbeddingSets(db, input.project) : [];
  const isImported = sets.some(({ sourceJson }) => sourceJson !== null);
  const embedded = isImported ? undefined : await embedImages(ctx, { ...input, ...found });
  const exemplars = isImported
    ? undefined
    : await embedExemplars(ctx, { ...found, project: input.project, run: input.run });
  const report = await proposeOwnLabels(ctx, { ...input, embeddings: embedded?.id, exemplars });
  const every = "everyLabel" in report ? [{ what: "labelsEach" as const, count: report.everyLabel }] : [];
  return {
    counts: [{ what: "proposed", count: report.proposed }, await withProposals(), ...every],
    refused: embedded?.failed ?? [],
  };
}
