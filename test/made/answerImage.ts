import type { Context } from "../../src/actions/context.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import type { AnnotationDraft } from "../../src/contract/tasks/annotationDraft.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { findAssignmentFor, insertAssignments } from "../../src/db/tasks/assignment.ts";
import { makeDraft, makeSave } from "../factories.ts";

/** A person answers an image, which they are given first unless they have it; @returns their assignment */
export async function answerImage(
  ctx: Context,
  {
    project,
    image,
    person,
    stage = "annotate",
    yes,
    ...rest
  }: {
    project: string;
    image: string;
    person: string;
    stage?: Stage;
    yes: number[];
    /** Those of `yes` that the person found by search: labels that are not proposed. */
    search?: number[];
  } & Partial<AnnotationDraft>,
): Promise<string> {
  const found = await findAssignmentFor(ctx.db, { image, stage, person });
  const id = found?.id ?? newId();
  if (!found) {
    const place = { batchId: null, position: 0, createdAt: ctx.now().toISOString() };
    await insertAssignments(ctx.db, [
      { id, projectId: project, stage, imageId: image, personId: person, ...place },
    ]);
  }
  const stored = await ctx.db
    .selectFrom("annotation")
    .select("revision")
    .where("assignmentId", "=", id)
    .executeTakeFirst();
  const draft = makeDraft(yes, {
    noneOfThese: yes.length === 0,
    comment: stage === "refine" ? "seen" : "",
    ...rest,
  });
  await saveAnnotation(ctx, {
    person,
    assignment: id,
    ...makeSave(draft, { revision: stored?.revision ?? 0 }),
  });
  return id;
}
