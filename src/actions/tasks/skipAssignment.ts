import { Failure } from "../../contract/failure.ts";
import type { Saved, SaveReply, SkipAssignmentBody } from "../../contract/tasks/annotation.ts";
import { settleSkip } from "../../core/tasks/settleSkip.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { findAnnotation } from "../../db/tasks/annotation.ts";
import { updateAssignment } from "../../db/tasks/assignment.ts";
import { declineQuestions } from "../../db/tasks/question.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { lockAssignment } from "../lockImage.ts";
import { runStage3 } from "../outcome/runStage3.ts";
import { checkQualified } from "../practice/findQualification.ts";
import { getWorkAfter } from "./getNextWork.ts";
import { goOn } from "./goOn.ts";

/**
 * Puts an image off: it comes back last. The second time it is blocked, and only the lead can release it; a question is
 * declined instead, and the annotation counts without an answer to it.
 */
export async function skipAssignment(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    assignment: id,
    person,
    operation,
    reason,
    holds,
  }: SkipAssignmentBody & { assignment: string; person: string },
): Promise<SaveReply> {
  const request = { skip: id, reason };
  const saved = await doOnce(ctx, { person, operation, request }, async (db, operation) => {
    const assignment = await lockAssignment(db, ctx.dialect, { person, assignment: id });
    const { projectId: project, stage, imageId } = assignment;
    const { settings } = await getProject(db, project);
    await checkQualified(db, { project, stage, person, settings });
    const settled = settleSkip(assignment);
    if ("refusal" in settled) throw new Failure(settled.refusal.code, settled.refusal.message);
    const { state, skips, declines } = settled;
    const at = ctx.now().toISOString();
    const annotation = await findAnnotation(db, id);
    await updateAssignment(db, id, {
      state,
      skips,
      skipReason: reason,
      updatedAt: at,
      ...(declines ? { asked: 0 } : {}),
    });
    const revision = annotation?.revision ?? 0;
    const saved: Saved = { assignment: id, revision, state, extra: false };
    await insertEvent(db, {
      project,
      at,
      person,
      kind: declines ? "question-declined" : "skipped",
      operation,
      image: imageId,
      assignment: id,
      before: { state: assignment.state },
      after: { saved, reason },
    });
    if (declines) {
      await declineQuestions(db, id, at);
      await runStage3(db, { project, image: imageId, settings, at });
    }
    return saved;
  });
  return { saved, next: await goOn(() => getWorkAfter(ctx, { person, assignment: id }, holds)) };
}
