import {
  type Assignment,
  getAssignmentOf,
  insertAssignments,
  nextPosition,
  refinableBy,
} from "../db/assignment.ts";
import { insertEvent } from "../db/event.ts";
import { newId } from "../db/newId.ts";
import type { Context } from "./context.ts";

/** Gives a person the next image that waits for an expert; undefined where none does. Nobody else gets it then. */
export async function takeRefinement(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person, mayRefineOwn }: { project: string; person: string; mayRefineOwn: boolean },
): Promise<Assignment | undefined> {
  return ctx.db.transaction().execute(async (db) => {
    let query = refinableBy(db, project, person, mayRefineOwn)
      .select("image.id")
      .orderBy("agreement.at")
      .orderBy("image.id")
      .limit(1);
    // Two experts who ask at once must not get the same image. SQLite has one writer; PostgreSQL skips locked rows.
    if (ctx.dialect === "postgres") query = query.forUpdate("agreement").skipLocked();
    const image = await query.executeTakeFirst();
    if (!image) return undefined;

    const at = ctx.now().toISOString();
    const id = newId();
    const position = await nextPosition(db, { project, stage: "refine", person });
    await insertAssignments(db, [
      {
        id,
        projectId: project,
        stage: "refine",
        imageId: image.id,
        personId: person,
        batchId: null,
        position,
        createdAt: at,
      },
    ]);
    await insertEvent(db, { project, at, person, kind: "refinement-taken", image: image.id, assignment: id });
    return getAssignmentOf(db, person, id);
  });
}
