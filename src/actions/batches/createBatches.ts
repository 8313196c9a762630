import type { BatchWishes, Plan } from "../../contract/batches.ts";
import type { PlannedBatch } from "../../core/batches/planBatches.ts";
import type { Context } from "../context.ts";
import { assignBatches } from "./assignBatches.ts";
import { planAssignment } from "./planAssignment.ts";

/** A page's request in the form that the plan takes. */
const toWishes = ({ size, ...wishes }: BatchWishes) => ({ ...wishes, ...size });

/** Plans batches without giving anything to anybody. @throws Failure as `planAssignment` */
export async function previewBatches(
  { db }: Pick<Context, "db">,
  { project, ...wishes }: BatchWishes & { project: string },
): Promise<Plan> {
  const { images, batches } = await planAssignment(db, project, toWishes(wishes));
  return summarizePlan(images, batches, wishes.annotators);
}

/** Gives the batches that were planned. @throws Failure as `assignBatches` */
export async function createBatches(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: BatchWishes & { project: string; person: string; expected: number },
): Promise<Plan> {
  const { project, person, expected, ...wishes } = input;
  const { images, batches } = await assignBatches(ctx, { project, person, expected, ...toWishes(wishes) });
  return summarizePlan(images, batches, wishes.annotators);
}

/** Who gets how many, and with whom. */
function summarizePlan(images: number, batches: readonly PlannedBatch[], people: readonly string[]): Plan {
  const size = (some: readonly PlannedBatch[]) => some.reduce((sum, batch) => sum + batch.images.length, 0);
  return {
    images,
    batches: batches.map((batch) => ({ ...batch, images: batch.images.length })),
    people: people.map((id) => {
      const theirs = batches.filter(({ annotators }) => annotators.includes(id));
      return {
        id,
        batches: theirs.length,
        images: size(theirs),
        partners: people
          .filter((other) => other !== id)
          .map((other) => ({
            id: other,
            images: size(theirs.filter(({ annotators }) => annotators.includes(other))),
          }))
          .filter((partner) => partner.images > 0),
      };
    }),
  };
}
