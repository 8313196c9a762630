import { carryRanking, type Formers } from "../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import type { ServedPage } from "../../core/stages/servedPage.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import type { Db } from "../../db/schema.ts";
import type { Assignment } from "../../db/tasks/assignment.ts";
import { type AskedLabel, listAsked } from "../../db/tasks/question.ts";
import { workOf } from "./stages/workOf.ts";

export interface Served {
  page: ServedPage;
  /** All labels that its person was ever asked about. */
  asked: AskedLabel[];
  /** 0 where the image has no proposals. */
  proposalVersion: number;
  /** The labels that are no longer offered. */
  formers: Formers;
}

/** The page of an image as it is served to its person now: what the stage shows them, and nothing they must not see. */
export async function servePage(db: Db, assignment: Assignment, settings: ProjectSettings): Promise<Served> {
  const [proposed, formers, everAsked] = await Promise.all([
    findProposal(db, assignment.imageId),
    findFormers(db, assignment.projectId),
    listAsked(db, assignment.id),
  ]);
  const { version, ranking } = proposed ?? { version: 0, ranking: [] };
  const asked = everAsked.filter(({ label }) => !formers.has(label));
  const proposals = carryRanking(ranking, formers);
  const page = await workOf(assignment.stage).serve(db, assignment, { proposals, settings, asked, formers });
  return { page, asked, proposalVersion: version, formers };
}
