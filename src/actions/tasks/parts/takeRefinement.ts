import { refine } from "../../../core/stages/refine.ts";
import { insertEvent } from "../../../db/event.ts";
import { newId } from "../../../db/sql/newId.ts";
import {
  type Assignment,
  findAssignmentFor,
  findHeld,
  insertAssignments,
  nextPosition,
} from "../../../db/tasks/assignment.ts";
import { refinableBy } from "../../../db/tasks/queue.ts";
import { lockQueue } from "../../lock.ts";
import type { Taking } from "../stages/stageWork.ts";

/**
 * Gives a person the next image that waits for an expert; undefined where there is none. Nobody else gets it then.
 *
 * @param ctx.db a transaction
 */
export async function takeRefinement(
  { db, dialect, now }: Taking,
  { project, person, mayRefineOwn }: { project: string; person: string; mayRefineOwn: boolean },
): Promise<Assignment | undefined> {
  await lockQueue(db, dialect, `${project} ${refine.name}`);
  const at = now().toISOString();
  const held = await findHeld(db, { project, stage: refine.name, person, at });
  if (held) return held;
  const image = await refinableBy(db, project, person, mayRefineOwn)
    .select("image.id")
    .orderBy("agreement.at")
    .orderBy("agreement.imageId")
    .limit(1)
    .executeTakeFirst();
  if (!image) return undefined;

  await insertAssignments(db, [
    {
      id: newId(),
      projectId: project,
      stage: refine.name,
      imageId: image.id,
      personId: person,
      batchId: null,
      position: await nextPosition(db, { project, stage: refine.name, person }),
      createdAt: at,
    },
  ]);
  const taken = await findAssignmentFor(db, { image: image.id, stage: refine.name, person });
  if (taken) {
    const event = { kind: "refinement-taken" as const, image: image.id, assignment: taken.id };
    await insertEvent(db, { project, at, person, ...event });
  }
  return taken;
}
