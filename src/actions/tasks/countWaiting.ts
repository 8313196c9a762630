import type { Waiting } from "../../contract/people/person.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { listProjectsOf } from "../../db/people/membership.ts";
import { getProject } from "../../db/project/project.ts";
import { listOpenAssignments } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { isQualified } from "../practice/findQualification.ts";
import { findReviewProgress } from "../review/getNextReview.ts";
import { countFree } from "./parts/countFree.ts";

type With = Pick<Context, "db" | "now">;

/** More are not counted: the number stands in a badge, and is asked for often. */
const most = 1000;

/**
 * How many images wait for a person, by project: those that are theirs, and those that they could take; none to
 * annotate before they have passed practice.
 */
export async function countWaiting(ctx: With, { person }: { person: string }): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { id: project, roles } of await listProjectsOf(ctx.db, person)) {
    waiting.push({
      project,
      annotate: roles.includes("annotator") ? await count(ctx, { project, person, stage: "annotate" }) : 0,
      refine: roles.includes("expert") ? await count(ctx, { project, person, stage: "refine" }) : 0,
      review: roles.includes("expert") ? await countReviews(ctx, { project, person }) : 0,
    });
  }
  return waiting;
}

async function countReviews(ctx: With, asked: { project: string; person: string }): Promise<number> {
  const { settings } = await getProject(ctx.db, asked.project);
  const { left, toSettle } = await findReviewProgress(ctx, settings, asked);
  return Math.min(most, left + toSettle);
}

async function count(
  { db, now }: With,
  asked: { project: string; person: string; stage: Stage },
): Promise<number> {
  const { settings } = await getProject(db, asked.project);
  if (asked.stage === "annotate" && !(await isQualified(db, { ...asked, settings }))) return 0;
  const theirs = (await listOpenAssignments(db, { ...asked, limit: most })).length;
  return Math.min(most, theirs + (await countFree({ db, now }, settings, { ...asked, most })));
}
