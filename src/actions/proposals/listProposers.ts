import type { ProposalMethod } from "../../core/proposals/proposalMethod.ts";
import { listModels, type Model } from "../../db/models.ts";
import { listProposalSources } from "../../db/proposals/proposal.ts";
import type { Db } from "../../db/schema.ts";

export interface Proposers {
  models: Model[];
  method: ProposalMethod;
  /** Images whose proposals were made this way. */
  images: number;
}

/**
 * Who proposed a project's labels, and how: the newest way first; no model where every label was proposed. Empty lists
 * are left out.
 */
export async function listProposers(
  db: Db,
  project: string,
  settings: { topK: number; originalAlwaysProposed: boolean },
): Promise<Proposers[]> {
  const sources = await listProposalSources(db, project);
  const proposers: Proposers[] = [];
  for (const { models, method, images } of sources) {
    if (models.length === 0 && !method?.k) continue;
    // Proposals from before methods were stored come from one model.
    const { topK: k, originalAlwaysProposed: withOriginal } = settings;
    const known = method ?? { how: "single", k, withOriginal };
    proposers.push({ models: await listModels(db, models), method: known, images });
  }
  return proposers;
}
