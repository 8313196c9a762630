import { stagesWith } from "../../core/stages/rulesOf.ts";
import { stages } from "../../core/tasks/stage.ts";
import { insertEvents } from "../../db/event.ts";
import { countGoldHolders, deleteGold, listGold, retireGold } from "../../db/gold.ts";
import { deleteAgreement } from "../../db/outcome/agreement.ts";
import { listAssignmentsOf, withdrawAssignments } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";

/**
 * Takes gold images out of use. One that no annotator ever had is an image of the project again; the others are given
 * to nobody any more, people who have one continue with it, and the answers still count.
 */
export async function removeGold(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, images, person }: { project: string; images: readonly string[]; person: string | null },
): Promise<{ removed: number; retired: number }> {
  return ctx.db.transaction().execute(async (db) => {
    for (const stage of stages) await lockQueue(db, ctx.dialect, `${project} ${stage}`);
    const at = ctx.now().toISOString();
    const holders = await countGoldHolders(db, project);
    const chosen = (await listGold(db, project)).filter(
      ({ image, retiredAt }) => retiredAt === null && images.includes(image),
    );
    for (const { image } of chosen) {
      if (holders.has(image)) {
        await retireGold(db, image, at);
        continue;
      }
      const refinements = await listAssignmentsOf(db, [image], stagesWith("final"));
      await withdrawAssignments(
        db,
        refinements.map(({ id }) => id),
        at,
      );
      await deleteAgreement(db, image);
      await deleteGold(db, image);
    }
    await insertEvents(
      db,
      chosen.map(({ image }) => ({
        project,
        at,
        person,
        kind: holders.has(image) ? "gold-retired" : "gold-removed",
        image,
      })),
    );
    const retired = chosen.filter(({ image }) => holders.has(image)).length;
    return { removed: chosen.length - retired, retired };
  });
}
