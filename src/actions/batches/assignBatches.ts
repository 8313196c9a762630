import { Failure } from "../../contract/failure.ts";
import type { PlannedBatch } from "../../core/batches/planBatches.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { insertBatch, lastBatchNumber } from "../../db/batches.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments, nextPosition } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { mixGoldInto } from "../gold/chooseGold.ts";
import { lockAnnotation } from "../lock.ts";
import { type BatchWishes, planAssignment } from "./planAssignment.ts";

/**
 * Splits images into batches and gives each to its annotators: all images with proposals that nobody has, unless the
 * wishes say otherwise. Gold images are mixed in for each person, at the rate that the settings ask for.
 *
 * @param input.person the person who assigns; left out at the command line
 * @param input.expected how many images the plan showed: if the number has changed, nothing is given
 * @throws Failure as `planAssignment`, and `conflict` where the plan is no longer the one shown
 */
export async function assignBatches(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    person = null,
    expected,
    ...wishes
  }: BatchWishes & { project: string; person?: string | null; expected?: number | undefined },
): Promise<{ images: number; batches: PlannedBatch[] }> {
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const plan = await planAssignment(db, project, wishes);
    if (expected !== undefined && expected !== plan.images) {
      throw new Failure(
        "conflict",
        `The plan was for ${expected} images, and ${plan.images} can be given now. Look at the plan again.`,
      );
    }
    const at = ctx.now().toISOString();
    const { settings } = await getProject(db, project);
    const stage = openingOf(settings).name;
    const before = await lastBatchNumber(db, project);
    const batches = plan.batches.map((batch) => ({ ...batch, number: batch.number + before }));
    const { seed, order = "random", partners = "mixed" } = wishes;
    const method = { order, partners, overlap: plan.overlap };
    for (const { number, images, annotators } of batches) {
      const batchId = newId();
      await insertBatch(db, {
        id: batchId,
        projectId: project,
        number,
        seed,
        createdAt: at,
        methodJson: JSON.stringify(method),
      });
      for (const personId of annotators) {
        const first = await nextPosition(db, { project, stage, person: personId });
        const mixed = await mixGoldInto(db, images, settings, { project, person: personId, first });
        await insertAssignments(
          db,
          mixed.map((imageId, index) => ({
            id: newId(),
            projectId: project,
            stage,
            imageId,
            personId,
            batchId,
            position: first + index,
            createdAt: at,
          })),
        );
      }
    }
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "batches-assigned",
      after: {
        seed,
        ...method,
        batches: batches.map((batch) => ({ ...batch, images: batch.images.length })),
      },
    });
    return { images: plan.images, batches };
  });
}
