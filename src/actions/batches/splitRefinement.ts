import { Failure } from "../../contract/failure.ts";
import { refine } from "../../core/stages/refine.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments, nextPosition } from "../../db/tasks/assignment.ts";
import { waitingForExpert } from "../../db/tasks/queue.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { checkReceivers, dealTo } from "./parts/dealTo.ts";
import type { Reassigned } from "./reassignWork.ts";

/**
 * Splits the images that wait for an expert evenly among experts in advance, for projects whose experts do not take
 * them one by one. Nobody gets one that they annotated unless the settings allow it.
 *
 * @throws Failure `not-ready` where experts take images one by one, or no image waits
 */
export async function splitRefinement(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project: id, experts, person }: { project: string; experts: readonly string[]; person: string | null },
): Promise<Omit<Reassigned, "withdrawn">> {
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${id} ${refine.name}`);
    const project = await getProject(db, id);
    if (refine.mode(project.settings) === "pull") {
      throw new Failure(
        "not-ready",
        "In this project experts take the next image that waits, so there is nothing to split. Choose an even split in its settings first.",
      );
    }
    if (experts.length === 0) throw new Failure("bad-request", "Name at least one expert.");
    await checkReceivers(db, { project: id, stage: refine.name, from: "", to: experts });
    const waiting = await waitingForExpert(db, id)
      .select(["image.id as imageId", "image.key"])
      .orderBy("agreement.at")
      .orderBy("image.id")
      .execute();
    if (waiting.length === 0) throw new Failure("not-ready", "No image waits for an expert now.");
    const receiver = await dealTo(db, project, refine.name, waiting, experts);
    const at = ctx.now().toISOString();
    const given = [];
    for (const expert of experts) {
      const theirs = waiting.filter(({ imageId }) => receiver.get(imageId) === expert);
      const first = await nextPosition(db, { project: id, stage: refine.name, person: expert });
      await insertAssignments(
        db,
        theirs.map(({ imageId }, index) => ({
          id: newId(),
          projectId: id,
          stage: refine.name,
          imageId,
          personId: expert,
          batchId: null,
          position: first + index,
          createdAt: at,
        })),
      );
      given.push({ person: expert, images: theirs.length });
    }
    await insertEvent(db, { project: id, at, person, kind: "refinement-split", after: { given } });
    return { given, left: waiting.filter(({ imageId }) => !receiver.get(imageId)).map(({ key }) => key) };
  });
}
