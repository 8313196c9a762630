import type { Insertable } from "kysely";
import type { Db, Tables } from "../schema.ts";

const selectMessages = (db: Db) =>
  db
    .selectFrom("message")
    .innerJoin("person", "person.id", "message.personId")
    .leftJoin("person as addressee", "addressee.id", "message.toId")
    .selectAll("message")
    .select(["person.name", "addressee.name as toName"]);

/** What was written of these images (some hundreds at most), in the order of it. */
export async function listMessages(db: Db, images: readonly string[]) {
  if (images.length === 0) return [];
  return selectMessages(db)
    .where("message.imageId", "in", images)
    .orderBy("message.at")
    .orderBy("message.id")
    .execute();
}

export async function findMessage(db: Db, project: string, id: string) {
  return selectMessages(db)
    .where("message.projectId", "=", project)
    .where("message.id", "=", id)
    .executeTakeFirst();
}

export async function insertMessage(db: Db, row: Insertable<Tables["message"]>): Promise<void> {
  await db.insertInto("message").values(row).execute();
}

export async function updateMessage(
  db: Db,
  id: string,
  changes: { text?: string; editedAt?: string; takenBackAt?: string },
): Promise<void> {
  await db.updateTable("message").set(changes).where("id", "=", id).execute();
}

/** Makes these the people whom a message is for; who was so before keeps the time of it. */
export async function writeMentions(
  db: Db,
  { messageId, people, ...row }: Omit<Insertable<Tables["mention"]>, "personId"> & { people: string[] },
): Promise<void> {
  await db
    .deleteFrom("mention")
    .where("messageId", "=", messageId)
    .$if(people.length > 0, (query) => query.where("personId", "not in", people))
    .execute();
  if (people.length === 0) return;
  await db
    .insertInto("mention")
    .values(people.map((personId) => ({ ...row, messageId, personId })))
    .onConflict((conflict) => conflict.columns(["messageId", "personId"]).doNothing())
    .execute();
}

/** Whom the messages of an image are for, by name. */
export async function listMentions(db: Db, image: string) {
  return db
    .selectFrom("mention")
    .innerJoin("person", "person.id", "mention.personId")
    .select(["mention.messageId as message", "person.id", "person.name"])
    .where("mention.imageId", "=", image)
    .orderBy("person.name")
    .execute();
}

/** The messages that are for somebody and came since they last read what is said of the image, the newest first. */
export async function listUnread(
  db: Db,
  { project, person, limit }: { project: string; person: string; limit: number },
) {
  return selectMessages(db)
    .innerJoin("mention", "mention.messageId", "message.id")
    .innerJoin("image", "image.id", "message.imageId")
    .leftJoin("threadReader", (join) =>
      join
        .onRef("threadReader.imageId", "=", "mention.imageId")
        .onRef("threadReader.personId", "=", "mention.personId"),
    )
    .select("image.key")
    .where("mention.projectId", "=", project)
    .where("mention.personId", "=", person)
    .where("message.personId", "<>", person)
    .where("message.takenBackAt", "is", null)
    .where(({ or, eb, ref }) =>
      or([eb("threadReader.at", "is", null), eb("mention.at", ">", ref("threadReader.at"))]),
    )
    .orderBy("message.at", "desc")
    .orderBy("message.id")
    .limit(limit)
    .execute();
}

/** What annotators wrote, of images of which no lead has written since, the newest first. */
export async function listQuestions(db: Db, project: string) {
  return selectMessages(db)
    .innerJoin("image", "image.id", "message.imageId")
    .select("image.key")
    .where("message.projectId", "=", project)
    .where("message.asRole", "=", "annotator")
    .where("message.takenBackAt", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("message as later")
            .select("later.id")
            .whereRef("later.imageId", "=", "message.imageId")
            .whereRef("later.at", ">", "message.at")
            .where("later.asRole", "=", "lead")
            .where("later.takenBackAt", "is", null)
            .where(({ or, eb, ref }) =>
              or([eb("later.toId", "is", null), eb("later.toId", "=", ref("message.personId"))]),
            ),
        ),
      ),
    )
    .orderBy("message.at", "desc")
    .orderBy("message.id")
    .execute();
}

/** The images of which somebody wrote, or of which something was written for them, that talked of last first. */
export async function listTalkedOf(
  db: Db,
  { project, person, limit }: { project: string; person: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom("message")
    .leftJoin("mention", (join) =>
      join.onRef("mention.messageId", "=", "message.id").on("mention.personId", "=", person),
    )
    .select(({ fn }) => ["message.imageId as image", fn.max("message.at").as("last")])
    .where("message.projectId", "=", project)
    .where(({ or, eb }) => or([eb("message.personId", "=", person), eb("mention.personId", "is not", null)]))
    .groupBy("message.imageId")
    .orderBy("last", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ image }) => image);
}

/** When somebody last read what others say of these images. */
export async function listRead(
  db: Db,
  person: string,
  images: readonly string[],
): Promise<Map<string, string>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("threadReader")
    .select(["imageId", "at"])
    .where("personId", "=", person)
    .where("imageId", "in", images)
    .execute();
  return new Map(rows.map(({ imageId, at }) => [imageId, at]));
}

export async function noteRead(db: Db, row: Tables["threadReader"]): Promise<void> {
  await db
    .insertInto("threadReader")
    .values(row)
    .onConflict((conflict) => conflict.columns(["imageId", "personId"]).doUpdateSet({ at: row.at }))
    .execute();
}
