import { Failure } from "../../contract/failure.ts";
import { objectsStageOf, stagesOf } from "../../core/stages/protocol.ts";
import { deleteUnusedCandidates, insertCandidates } from "../../db/classify/candidate.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { listCandidates } from "./listCandidates.ts";

const imagesAtOnce = 500;

/**
 * Gives the images that are to be followed up their candidates for CLASSIFY, by what people ticked on the project's own
 * sheets. Images that somebody was given already keep theirs.
 *
 * @returns how many have theirs from now on, and how many keep those that they had
 * @throws Failure `not-ready` where nobody is asked for objects, or no image is to be followed up
 */
export async function giveSheetCandidates(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person }: { project: string; person: string | null },
): Promise<{ given: number; kept: number }> {
  return ctx.db.transaction().execute(async (db) => {
    const { settings } = await getProject(db, project);
    const stage = objectsStageOf(settings);
    if (!stagesOf(settings).includes(stage))
      throw new Failure(
        "not-ready",
        "The project asks nobody for objects. Add that first: project add-stage classify.",
      );
    await lockQueue(db, ctx.dialect, `${project} ${stage}`);
    const images = await listCandidates(db, project);
    if (images.length === 0)
      throw new Failure(
        "not-ready",
        "There is no image to follow up: the sheets lack answers, or all is easy.",
      );
    const at = ctx.now().toISOString();
    let given = 0;
    for (let first = 0; first < images.length; first += imagesAtOnce) {
      const some = images.slice(first, first + imagesAtOnce);
      await deleteUnusedCandidates(
        db,
        some.map(({ image }) => image),
        stage,
      );
      given += await insertCandidates(db, some, { source: "given", at });
    }
    const counted = { given, kept: images.length - given };
    await insertEvent(db, { project, at, person, kind: "candidates-given", after: counted });
    return counted;
  });
}
