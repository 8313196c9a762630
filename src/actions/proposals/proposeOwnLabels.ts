import { carryRanking } from "../../core/labels/labelFate.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { areProposalsFrozen } from "../../db/proposals/proposal.ts";
import type { Context } from "../context.ts";
import type { JobInput } from "../jobProgress.ts";
import { proposeAlike } from "./parts/proposeAlike.ts";
import { NothingToLearn, type ProbeReport, proposeByProbe } from "./proposeByProbe.ts";

/** Every label of a small label space, in its order: what images get where nothing is known about any. */
export interface EveryLabel {
  /** How many labels there are. */
  everyLabel: number;
  /** Images that got them in this run. */
  proposed: number;
  /** What keeps a probe from learning. */
  why: string;
}

/**
 * Proposes labels that no model knows: by a probe, or, where there is nothing yet to learn from, by showing every
 * label, if they are no more than an image's maximum of proposals. Such lists give way to better ones, from a model or
 * a probe, until the work begins; a model's proposals stay.
 *
 * @throws those of `proposeByProbe`; `not-ready` where nothing can be learned and there are too many labels to show
 *   them all
 */
export async function proposeOwnLabels(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: JobInput & Parameters<typeof proposeByProbe>[1],
): Promise<ProbeReport | EveryLabel> {
  try {
    return await proposeByProbe(ctx, input);
  } catch (error) {
    if (!(error instanceof NothingToLearn)) throw error;
    const project = await getProject(ctx.db, input.project);
    const all = Array.from({ length: project.labelCount }, (_, label) => ({
      label,
      score: Number.NaN,
      models: 0,
    }));
    const ranking = carryRanking(all, await findFormers(ctx.db, project.id));
    if (ranking.length > project.settings.topK) throw error;
    const proposed = await proposeAlike(ctx, {
      ...input,
      ranking,
      method: { how: "single", k: ranking.length, withOriginal: false },
      replaces: (await areProposalsFrozen(ctx.db, project.id)) ? "none" : "same-models",
      step: "Proposing every label",
    });
    return { everyLabel: ranking.length, proposed, why: error.message };
  }
}
