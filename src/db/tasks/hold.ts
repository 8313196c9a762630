import { sql } from "kysely";
import { listReleased } from "../releases.ts";
import type { Db } from "../schema.ts";
import { readTogether } from "../sql/readTogether.ts";
import { isRefinement } from "./counts.ts";

/** What may keep the answers to an image from changing. */
export interface Hold {
  isGold: boolean;
  /** An expert has opened its refinement. */
  isRefined: boolean;
  /** A release holds it, and no lead has sent it anywhere since. */
  isReleased: boolean;
}

export async function findHold(db: Db, image: string): Promise<Hold> {
  return (await readTogether(db, image, readHolds))!;
}

const readHolds = async (db: Db, images: readonly string[]): Promise<Map<string, Hold>> => {
  const refined = db
    .selectFrom("assignment")
    .select("imageId")
    .where("imageId", "in", images)
    .where(isRefinement())
    .where("state", "!=", sql.lit("withdrawn"))
    .where("openedAt", "is not", null);
  const [rows, isRefined, isReleased] = await Promise.all([
    db.selectFrom("image").select(["id", "isGold"]).where("id", "in", images).execute(),
    refined.execute(),
    listReleased(db, images),
  ]);
  const refinedImages = new Set(isRefined.map(({ imageId }) => imageId));
  return new Map(
    rows.map(({ id, isGold }) => [
      id,
      { isGold: isGold === 1, isRefined: refinedImages.has(id), isReleased: isReleased.has(id) },
    ]),
  );
};
