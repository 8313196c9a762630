import type { Waiting } from "../../contract/people/person.ts";
import { contains } from "../../core/stages/contains.ts";
import { labelAnew } from "../../core/stages/labelAnew.ts";
import { workStagesOf } from "../../core/stages/protocol.ts";
import { review } from "../../core/stages/review.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { byStage, type Role, type Stage, stages } from "../../core/tasks/stage.ts";
import { listProjectsOf } from "../../db/people/membership.ts";
import { getProject } from "../../db/project/project.ts";
import { listOpenAssignments } from "../../db/tasks/assignment.ts";
import { findSettlingProgress } from "../auditSample/getNextDifference.ts";
import { findSheetProgress } from "../contains/getNextSheets.ts";
import type { Context } from "../context.ts";
import { isQualified } from "../practice/findQualification.ts";
import { findReviewProgress } from "../review/getNextReview.ts";
import { listReadable } from "../talk/listTalk.ts";
import { countFree } from "./parts/countFree.ts";
import { findRepeatsToPlace } from "./parts/repeats.ts";

type With = Pick<Context, "db" | "now">;

/** Counting stops here: the number is for a badge, and requested often. */
const max = 1000;

/**
 * How many images and sheets wait for a person, by project: their own, and those that they could take; none to annotate
 * until they have passed practice.
 */
export async function countWaiting(ctx: With, { person }: { person: string }): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { id: project, roles } of await listProjectsOf(ctx.db, person)) {
    const counts = byStage(() => 0);
    for (const stage of stages) counts[stage] = await count(ctx, { project, person, roles, stage });
    waiting.push({
      project,
      ...counts,
      review: roles.includes(review.role) ? await countReviews(ctx, { project, person }) : 0,
      differences: roles.includes(labelAnew.role) ? await countDifferences(ctx, { project, person }) : 0,
      messages: roles.some((role) => role !== "lead")
        ? (await listReadable(ctx, { project, person })).length
        : 0,
      sheets: roles.includes(contains.role) ? await countSheets(ctx, { project, person }) : 0,
    });
  }
  return waiting;
}

async function countReviews(ctx: With, asked: { project: string; person: string }): Promise<number> {
  const { settings } = await getProject(ctx.db, asked.project);
  const { left, toSettle } = await findReviewProgress(ctx, settings, asked);
  return Math.min(max, left + toSettle);
}

async function countDifferences(ctx: With, asked: { project: string; person: string }): Promise<number> {
  return Math.min(max, (await findSettlingProgress(ctx, asked)).left);
}

async function countSheets(ctx: With, asked: { project: string; person: string }): Promise<number> {
  const { settings } = await getProject(ctx.db, asked.project);
  if (!(await isQualified(ctx.db, { ...asked, settings }))) return 0;
  return Math.min(max, (await findSheetProgress(ctx, asked, max)).left);
}

async function count(
  { db, now }: With,
  { roles, stage, ...who }: { project: string; person: string; roles: readonly Role[]; stage: Stage },
): Promise<number> {
  const rules = rulesOf(stage);
  if (!roles.includes(rules.role)) return 0;
  const { settings } = await getProject(db, who.project);
  if (rules.isAfterPractice && !(await isQualified(db, { ...who, settings }))) return 0;
  if (!workStagesOf(settings).some(({ name }) => name === stage)) return 0;
  const theirs = (await listOpenAssignments(db, { ...who, stage, limit: max })).length;
  if (rules.mode(settings) === "batches") {
    const { open, among } = await findRepeatsToPlace({ db, now }, settings, { ...who, stage });
    return Math.min(max, theirs + among(open));
  }
  const free = await countFree({ db, now }, stage, { ...who, settings }, max);
  return Math.min(max, theirs + free);
}
