import type { Db } from "../schema.ts";

export async function getTutorialOf(
  db: Db,
  person: string,
): Promise<{ finishedAt: string | null; skippedAt: string | null }> {
  return db
    .selectFrom("person")
    .select(["tutorialFinishedAt as finishedAt", "tutorialSkippedAt as skippedAt"])
    .where("id", "=", person)
    .executeTakeFirstOrThrow();
}

export async function updateTutorialOf(
  db: Db,
  person: string,
  at: { tutorialFinishedAt: string } | { tutorialSkippedAt: string },
): Promise<void> {
  await db.updateTable("person").set(at).where("id", "=", person).execute();
}
