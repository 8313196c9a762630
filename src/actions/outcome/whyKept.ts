import { stagesWith } from "../../core/stages/rulesOf.ts";
import { listSentToRefinement } from "../../db/outcome/sending.ts";
import { listReleased } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import { listAssignmentsOf } from "../../db/tasks/assignment.ts";

/** Why no rule moves an image: a lead sent it to refinement, a release holds it, or an expert has opened it. */
export type KeptReason = "sent" | "released" | "opened";

/** Those of these images (at most a few hundred) that no settlement, ruling or change of rules moves. */
export async function whyKept(db: Db, images: readonly string[]): Promise<Map<string, KeptReason>> {
  const refinements = await listAssignmentsOf(db, images, stagesWith("final"));
  const opened = refinements.filter(({ openedAt, state }) => openedAt !== null || state === "submitted");
  const why = (some: Iterable<string>, reason: KeptReason) =>
    Array.from(some, (image) => [image, reason] as const);
  // Where several reasons apply, the last one here wins.
  return new Map([
    ...why(
      opened.map(({ imageId }) => imageId),
      "opened",
    ),
    ...why(await listReleased(db, images), "released"),
    ...why(await listSentToRefinement(db, images), "sent"),
  ]);
}
