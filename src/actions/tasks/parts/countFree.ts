import type { SelectQueryBuilder } from "kysely";
import { countWithGold } from "../../../core/gold/mixGold.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { listGoldFor } from "../../../db/gold.ts";
import { findOpenPilot } from "../../../db/pilot.ts";
import type { Db, Tables } from "../../../db/schema.ts";
import { nextPosition } from "../../../db/tasks/assignment.ts";
import { annotatableBy, refinableBy } from "../../../db/tasks/queue.ts";
import type { Context } from "../../context.ts";
import { findGoldChance } from "../../gold/chooseGold.ts";
import { modeOf } from "../modeOf.ts";

/**
 * How many images of a stage a person could take, where images are handed out one by one; 0 where they are given in
 * batches. Gold images that would be among them count too, so that no count tells when one is handed out.
 *
 * @param most more are not counted
 */
export async function countFree(
  { db, now }: Pick<Context, "db" | "now">,
  settings: ProjectSettings,
  { project, stage, person, most }: { project: string; stage: Stage; person: string; most?: number },
): Promise<number> {
  if (modeOf(settings, stage) === "batches") return 0;
  const { overlap, expertsRefineOwnImages, goldShare } = settings;
  if (stage === "refine") {
    return count(db, refinableBy(db, project, person, expertsRefineOwnImages).select("image.id"), most);
  }
  if (await findOpenPilot(db, project)) return 0;
  const images = annotatableBy(db, { project, person, now: now().toISOString(), overlap }).select("image.id");
  const free = await count(db, images, most);
  if (goldShare === 0 || free === 0) return free;
  const gold = (await listGoldFor(db, { project, person })).length;
  const first = await nextPosition(db, { project, stage, person });
  return countWithGold(free, gold, {
    first,
    chance: await findGoldChance(db, { project, person }),
    share: goldShare,
  });
}

/** Of the ids that a query finds. */
async function count(
  db: Db,
  images: SelectQueryBuilder<Tables, never, { id: string }>,
  most: number | undefined,
): Promise<number> {
  const { free } = await db
    .selectFrom((most === undefined ? images : images.limit(most)).as("image"))
    .select((eb) => eb.fn.countAll().as("free"))
    .executeTakeFirstOrThrow();
  return Number(free);
}
