import type { ExpressionBuilder } from "kysely";
import type { Db, Tables } from "../schema.ts";

const chunkSize = 500;

/** As gold: in no count of the project's images, and in nobody's queue. */
const aside = { isGold: 1, isAnnotated: 1, awaitsObjects: 0 };

/** Leaves images out of a project that nobody has worked with. */
export async function leaveOut(
  db: Db,
  images: readonly string[],
  { project, at, person }: { project: string; at: string; person: string | null },
): Promise<void> {
  for (let first = 0; first < images.length; first += chunkSize) {
    const chunk = images.slice(first, first + chunkSize);
    await db.updateTable("image").set(aside).where("id", "in", chunk).execute();
    await db
      .insertInto("leftOut")
      .values(chunk.map((imageId) => ({ imageId, projectId: project, at, personId: person })))
      .execute();
  }
}

/** Those of these images (some hundreds at most) that are left out. */
export async function listLeftOutOf(db: Db, images: readonly string[]): Promise<Set<string>> {
  if (images.length === 0) return new Set();
  const rows = await db.selectFrom("leftOut").select("imageId").where("imageId", "in", images).execute();
  return new Set(rows.map(({ imageId }) => imageId));
}

/** How many images a project leaves out. */
export async function countLeftOut(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("leftOut")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** Whether an image is not left out. */
export const isNotLeftOut = ({ not, exists, selectFrom }: ExpressionBuilder<Tables, "image">) =>
  not(exists(selectFrom("leftOut").select("leftOut.imageId").whereRef("leftOut.imageId", "=", "image.id")));
