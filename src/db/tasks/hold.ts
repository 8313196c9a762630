import { releasedImages } from "../releases.ts";
import type { Db } from "../schema.ts";
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
  const row = await db
    .selectFrom("image")
    .select("isGold")
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom("assignment")
          .select("assignment.id")
          .where("assignment.imageId", "=", image)
          .where(isRefinement())
          .where("assignment.state", "!=", "withdrawn")
          .where("assignment.openedAt", "is not", null),
      ).as("isRefined"),
      exists(releasedImages(db, [image])).as("isReleased"),
    ])
    .where("id", "=", image)
    .executeTakeFirstOrThrow();
  return {
    isGold: row.isGold === 1,
    isRefined: Boolean(row.isRefined),
    isReleased: Boolean(row.isReleased),
  };
}
