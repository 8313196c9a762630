import { carryRanking } from "../../core/labels/labelFate.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { areProposalsFrozen } from "../../db/proposals/proposal.ts";
import type { Context } from "../context.ts";
import type { JobInput } from "../jobProgress.ts";
import { proposeAlike } from "./parts/proposeAlike.ts";
import { NothingToLearn, type ProbeReport, proposeByProbe } from "./proposeByProbe.ts";

/** Every label of a small label space, in its order: what images get where nothing is known of any. */
export interface EveryLabel {
  /** How many labels that is. */
  everyLabel: number;
  /** Images that got them now. */
  proposed: number;
  /** What keeps a probe from learning. */
  why: string;
}

/**
 * Proposes labels that no model knows: by a probe, or, where there is nothing yet that one could learn from, by showing
 * every label, if they are no more than an image may have proposals. Such lists make room for better ones, a model's or a
 * probe's, until the work begins; proposals of a model stay.
 *
 * @throws those of `proposeByProbe`; `not-ready` where nothing can be learned and the labels are too many to show them all
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
