import type { ExpressionBuilder } from "kysely";
import type { Aside } from "../../core/images/aside.ts";
import type { Db, Tables } from "../schema.ts";

const chunkSize = 500;

/** As gold: in no count of the project's images, and in nobody's queue. */
const aside = { isGold: 1, isAnnotated: 1, awaitsObjects: 0 };

/**
 * Leaves images out of a project that nobody has worked with.
 *
 * @param reason why a lead does; null: they show a label
 */
export async function leaveOut(
  db: Db,
  images: readonly string[],
  {
    project,
    at,
    person,
    reason = null,
  }: {
    project: string;
    at: string;
    person: string | null;
    reason?: string | null;
  },
): Promise<void> {
  for (let first = 0; first < images.length; first += chunkSize) {
    const chunk = images.slice(first, first + chunkSize);
    const waiting = await db
      .selectFrom("image")
      .select(["id", "awaitsObjects"])
      .where("id", "in", chunk)
      .execute();
    await db
      .insertInto("leftOut")
      .values(
        waiting.map(({ id, awaitsObjects }) => ({
          imageId: id,
          projectId: project,
          at,
          personId: person,
          reason,
          awaitedObjects: awaitsObjects,
        })),
      )
      .execute();
    await db.updateTable("image").set(aside).where("id", "in", chunk).execute();
  }
}

/**
 * Takes those of these images (some hundreds at most) back in that a lead left out, or that showed a label.
 *
 * @returns their ids
 */
export async function takeIn(
  db: Db,
  project: string,
  images: readonly string[],
  why: "lead" | "exemplar" = "lead",
): Promise<string[]> {
  const rows = await db
    .selectFrom("leftOut")
    .select(["imageId", "awaitedObjects"])
    .where("projectId", "=", project)
    .where("imageId", "in", images)
    .where("reason", why === "lead" ? "is not" : "is", null)
    .execute();
  for (const awaitsObjects of [0, 1]) {
    const ids = rows.filter((row) => row.awaitedObjects === awaitsObjects).map(({ imageId }) => imageId);
    if (ids.length === 0) continue;
    await db
      .updateTable("image")
      .set({ isGold: 0, isAnnotated: 0, awaitsObjects })
      .where("id", "in", ids)
      .execute();
    await db.deleteFrom("leftOut").where("imageId", "in", ids).execute();
  }
  return rows.map(({ imageId }) => imageId);
}

/** Images that a lead left out, by id. */
export async function listLeftOutByLead(
  db: Db,
  project: string,
  { after = "", limit }: { after?: string | undefined; limit: number },
): Promise<{ id: string; key: string; reason: string; at: string; by: string | null }[]> {
  const rows = await db
    .selectFrom("leftOut")
    .innerJoin("image", "image.id", "leftOut.imageId")
    .leftJoin("person", "person.id", "leftOut.personId")
    .select(["image.id", "image.key", "leftOut.reason", "leftOut.at", "person.name as by"])
    .where("leftOut.projectId", "=", project)
    .where("leftOut.reason", "is not", null)
    .where("image.id", ">", after)
    .orderBy("image.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason ?? "" }));
}

/** Those of these images (some hundreds at most) that are left out. */
export async function listLeftOutOf(db: Db, images: readonly string[]): Promise<Set<string>> {
  if (images.length === 0) return new Set();
  const rows = await db.selectFrom("leftOut").select("imageId").where("imageId", "in", images).execute();
  return new Set(rows.map(({ imageId }) => imageId));
}

/** Images that left to show a label, and are exemplars in this version no more, by id. */
export async function listShownNoMore(db: Db, project: string, version: number): Promise<string[]> {
  const rows = await db
    .selectFrom("leftOut")
    .select("imageId")
    .where("projectId", "=", project)
    .where("reason", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("exemplar")
            .select("exemplar.id")
            .whereRef("exemplar.imageId", "=", "leftOut.imageId")
            .where("exemplar.fromVersion", "<=", version)
            .where((eb) =>
              eb.or([eb("exemplar.untilVersion", "is", null), eb("exemplar.untilVersion", ">", version)]),
            ),
        ),
      ),
    )
    .orderBy("imageId")
    .execute();
  return rows.map(({ imageId }) => imageId);
}

/** Why an image is none of its project's own; null where it is one. */
export async function findAside(db: Db, image: string): Promise<Aside | null> {
  const { isGold, leftOut } = await db
    .selectFrom("image")
    .leftJoin("leftOut", "leftOut.imageId", "image.id")
    .select(["isGold", "leftOut.imageId as leftOut"])
    .where("image.id", "=", image)
    .executeTakeFirstOrThrow();
  if (isGold === 0) return null;
  return leftOut === null ? "gold" : "left-out";
}

/** How many images a project leaves out: those that show a label, and those that a lead left out. */
export async function countLeftOut(
  db: Db,
  project: string,
): Promise<{ toShowLabels: number; byLead: number }> {
  const { images, byLead } = await db
    .selectFrom("leftOut")
    .select(({ fn }) => [fn.countAll().as("images"), fn.count("reason").as("byLead")])
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return { toShowLabels: Number(images) - Number(byLead), byLead: Number(byLead) };
}

/** Whether an image is not left out. */
export const isNotLeftOut = ({ not, exists, selectFrom }: ExpressionBuilder<Tables, "image">) =>
  not(exists(selectFrom("leftOut").select("leftOut.imageId").whereRef("leftOut.imageId", "=", "image.id")));
