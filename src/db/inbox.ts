import type { Matter } from "../contract/inbox.ts";
import type { JobKind } from "../core/project/jobKind.ts";
import { isNoRepeat } from "./people/repeat.ts";
import type { Db } from "./schema.ts";

/** Something that was flagged. */
export interface Flag {
  /** The assignment, or the answer to a sheet and the image. */
  of: string;
  image: string;
  key: string;
  person: string;
  name: string;
  reason: string;
  at: string;
  mayBeRefined: boolean;
}

/** Of what, where not of a whole project. */
interface Only {
  image?: string;
  person?: string;
}

/** What people flagged for the lead, the newest first. */
export async function listFlags(db: Db, project: string, { image, person }: Only = {}): Promise<Flag[]> {
  const onImages = await db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .innerJoin("person", "person.id", "assignment.personId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select([
      "assignment.id as of",
      "image.id as image",
      "image.key",
      "image.isGold",
      "person.id as person",
      "person.name",
      "annotation.flag as reason",
      "annotation.updatedAt as at",
    ])
    .where("assignment.projectId", "=", project)
    .where("annotation.flag", "is not", null)
    .$if(image !== undefined, (query) => query.where("assignment.imageId", "=", image ?? ""))
    .$if(person !== undefined, (query) => query.where("assignment.personId", "=", person ?? ""))
    .execute();
  const onSheets = await db
    .selectFrom("sheetFlag")
    .innerJoin("sheetAnswer", "sheetAnswer.id", "sheetFlag.answerId")
    .innerJoin("person", "person.id", "sheetAnswer.personId")
    .innerJoin("image", "image.id", "sheetFlag.imageId")
    .select([
      "sheetFlag.answerId",
      "image.id as image",
      "image.key",
      "person.id as person",
      "person.name",
      "sheetFlag.reason",
      "sheetFlag.at",
    ])
    .where("sheetFlag.projectId", "=", project)
    .$if(image !== undefined, (query) => query.where("sheetFlag.imageId", "=", image ?? ""))
    .$if(person !== undefined, (query) => query.where("sheetAnswer.personId", "=", person ?? ""))
    .execute();
  return [
    ...onImages.map(({ isGold, reason, ...flag }) => ({
      ...flag,
      reason: reason ?? "",
      mayBeRefined: isGold === 0,
    })),
    ...onSheets.map(({ answerId, ...flag }) => ({
      ...flag,
      of: `${answerId} ${flag.image}`,
      mayBeRefined: false,
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** The newest long action of each kind, of those that failed. */
export async function listFailedJobs(db: Db, project: string) {
  const rows = await db
    .selectFrom("job")
    .select(["id", "kind", "message", "updatedAt"])
    .where("id", "in", (eb) =>
      eb
        .selectFrom("job")
        .select(({ fn }) => fn.max("id").as("id"))
        .where("projectId", "=", project)
        .groupBy("kind"),
    )
    .where("state", "=", "failed")
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as JobKind }));
}

/** Why the first of the images that cannot be read cannot. */
export async function findFailure(db: Db, project: string): Promise<string> {
  const first = await db
    .selectFrom("image")
    .select("failure")
    .where("projectId", "=", project)
    .where("fileState", "=", "failed")
    .where("isGold", "=", 0)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return first?.failure ?? "";
}

/** By person: images that are open in their name, since when the first of them is. */
export async function listOpenWork(
  db: Db,
  project: string,
  now: string,
): Promise<{ person: string; images: number; since: string }[]> {
  const rows = await db
    .selectFrom("assignment")
    .select(({ fn }) => ["personId as person", fn.countAll().as("images"), fn.min("createdAt").as("since")])
    .where("projectId", "=", project)
    .where("state", "in", ["open", "skipped"])
    .where(({ eb, or }) => or([eb("leaseUntil", "is", null), eb("leaseUntil", ">", now)]))
    .where(isNoRepeat)
    .groupBy("personId")
    .execute();
  return rows.map((row) => ({ ...row, images: Number(row.images) }));
}

type Row = Awaited<ReturnType<typeof listSettled>>[number];

/** What leads have settled, the newest first; of a person, what they flagged. */
export async function listSettled(db: Db, project: string, { image, person: to }: Only = {}) {
  return db
    .selectFrom("settledMatter")
    .leftJoin("person", "person.id", "settledMatter.personId")
    .select(["matter", "matterJson", "answer", "imageId", "toId", "at", "personId", "person.name as by"])
    .where("projectId", "=", project)
    .$if(image !== undefined, (query) => query.where("imageId", "=", image ?? ""))
    .$if(to !== undefined, (query) => query.where("toId", "=", to ?? ""))
    .orderBy("at", "desc")
    .orderBy("matter")
    .execute();
}

/** @returns whether it was not settled before */
export async function insertSettled(
  db: Db,
  {
    project,
    matter,
    ...row
  }: {
    project: string;
    matter: Matter;
    answer: string;
    imageId: string | null;
    toId: string | null;
    personId: string;
    at: string;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("settledMatter")
    .values({ projectId: project, matter: matter.id, matterJson: JSON.stringify(matter), ...row })
    .onConflict((conflict) => conflict.columns(["projectId", "matter"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** @returns those that were settled, which are so no more */
export async function deleteSettled(db: Db, project: string, matters: readonly string[]): Promise<Row[]> {
  const rows = (await listSettled(db, project)).filter(({ matter }) => matters.includes(matter));
  await db
    .deleteFrom("settledMatter")
    .where("projectId", "=", project)
    .where("matter", "in", matters)
    .execute();
  return rows;
}
