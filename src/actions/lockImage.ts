import type { Db } from "../db/schema.ts";
import type { Context } from "./context.ts";

/** Annotators of one image who submit at once must see each other. SQLite has one writer anyway. */
export async function lockImage(db: Db, dialect: Context["dialect"], image: string): Promise<void> {
  if (dialect === "postgres") {
    await db.selectFrom("image").select("id").where("id", "=", image).forUpdate().execute();
  }
}
