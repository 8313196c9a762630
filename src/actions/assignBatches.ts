import { Failure } from "../contract/failure.ts";
import { type PlannedBatch, planBatches } from "../core/planBatches.ts";
import { insertAssignments, nextPosition } from "../db/assignment.ts";
import { insertBatch, lastBatchNumber, listUnassignedImages } from "../db/batch.ts";
import { insertEvent } from "../db/event.ts";
import { newId } from "../db/newId.ts";
import { getProject } from "../db/project.ts";
import type { Context } from "./context.ts";

/**
 * Splits the images that have proposals and no annotators yet into batches, and gives each batch to `overlap` people.
 *
 * @param annotators person ids
 * @throws Failure `not-ready` where there is nothing to assign; `bad-request` where people and overlap do not fit
 */
export async function assignBatches(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    annotators,
    batches,
    overlap,
    seed,
  }: { project: string; annotators: string[]; batches: number; overlap: number; seed: number },
): Promise<{ images: number; batches: PlannedBatch<string>[] }> {
  const { settings } = await getProject(ctx.db, project);
  if (overlap !== settings.overlap) {
    throw new Failure(
      "bad-request",
      `The project asks for ${settings.overlap} annotators per image, so the overlap cannot be ${overlap}.`,
    );
  }
  return ctx.db.transaction().execute(async (db) => {
    const images = await listUnassignedImages(db, project);
    if (images.length === 0) {
      throw new Failure(
        "not-ready",
        "There is nothing to assign: every image with proposals has its annotators. New images need `propose` first.",
      );
    }
    const plan = planOrFail(images, annotators, { batches, overlap, seed });
    const at = ctx.now().toISOString();
    const firstNumber = (await lastBatchNumber(db, project)) + 1;
    const numbered = plan.map((batch) => ({ ...batch, number: batch.number - 1 + firstNumber }));
    for (const batch of numbered) {
      const batchId = newId();
      await insertBatch(db, { id: batchId, projectId: project, number: batch.number, seed, createdAt: at });
      for (const person of batch.annotators) {
        const first = await nextPosition(db, { project, stage: "annotate", person });
        await insertAssignments(
          db,
          batch.images.map((imageId, index) => ({
            id: newId(),
            projectId: project,
            stage: "annotate" as const,
            imageId,
            personId: person,
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
      person: null,
      kind: "batches-assigned",
      after: { seed, overlap, batches: numbered.map((batch) => ({ ...batch, images: batch.images.length })) },
    });
    return { images: images.length, batches: numbered };
  });
}

function planOrFail(...input: Parameters<typeof planBatches<string>>) {
  try {
    return planBatches(...input);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure("bad-request", error.message);
    throw error;
  }
}
