import type { Stage } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";
import { counts } from "../tasks/counts.ts";

export interface ImageEvent {
  id: string;
  at: string;
  kind: string;
  personId: string | null;
  by: string | null;
  assignmentId: string | null;
  stage: Stage | null;
  whose: string | null;
  beforeJson: string | null;
  afterJson: string | null;
}

function selectEvents(db: Db, image: string) {
  return db
    .selectFrom("event")
    .leftJoin("person", "person.id", "event.personId")
    .leftJoin("assignment", "assignment.id", "event.assignmentId")
    .leftJoin("person as owner", "owner.id", "assignment.personId")
    .select([
      "event.id",
      "event.at",
      "event.kind",
      "event.personId",
      "person.name as by",
      "event.assignmentId",
      "assignment.stage",
      "owner.name as whose",
      "event.beforeJson",
      "event.afterJson",
    ])
    .where("event.imageId", "=", image);
}

/** What happened to an image, the newest first. @param before the last event of the page before */
export async function listEventsOfImage(
  db: Db,
  { image, before, limit }: { image: string; before?: string | undefined; limit: number },
): Promise<ImageEvent[]> {
  return selectEvents(db, image)
    .$if(before !== undefined, (query) => query.where("event.id", "<", before ?? ""))
    .orderBy("event.id", "desc")
    .limit(limit)
    .execute();
}

export async function findEventOfImage(
  db: Db,
  image: string,
  event: string,
): Promise<ImageEvent | undefined> {
  return selectEvents(db, image).where("event.id", "=", event).executeTakeFirst();
}

/** The events of these kinds by which the answers that count on an image were given. */
export async function listStandingAnswers(
  db: Db,
  image: string,
  kinds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom("event")
    .innerJoin("assignment", "assignment.id", "event.assignmentId")
    .select((eb) => eb.fn.max("event.id").as("id"))
    .where("event.imageId", "=", image)
    .where("event.kind", "in", kinds)
    .where(counts())
    .groupBy("event.assignmentId")
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Everybody's answers on an image, also those that were withdrawn, in the order in which they got it. */
export async function listAnswers(db: Db, image: string) {
  return db
    .selectFrom("assignment")
    .innerJoin("person", "person.id", "assignment.personId")
    .leftJoin("batch", "batch.id", "assignment.batchId")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.id",
      "assignment.stage",
      "assignment.state",
      "assignment.extra",
      "assignment.blank",
      "assignment.skipReason",
      "person.id as person",
      "person.name",
      "batch.number as batch",
      "annotation.draftJson",
      "annotation.comment",
      "annotation.flag",
      "annotation.activeMs",
      "annotation.submittedAt",
    ])
    .where("assignment.imageId", "=", image)
    .orderBy("assignment.stage")
    .orderBy("assignment.id")
    .execute();
}

/** What was decided in these assignments, in the order of the cards. */
export async function listReasonedDecisions(db: Db, assignments: readonly string[]) {
  if (assignments.length === 0) return [];
  return db
    .selectFrom("decision")
    .select(["assignmentId", "labelIndex as label", "answer", "how", "reason", "main"])
    .where("assignmentId", "in", assignments)
    .orderBy("position")
    .execute();
}

/** The releases that hold an image, the newest first. */
export async function listReleasesOfImage(db: Db, image: string) {
  return db
    .selectFrom("releaseImage")
    .innerJoin("release", "release.id", "releaseImage.releaseId")
    .select([
      "release.number",
      "release.name",
      "release.at",
      "releaseImage.labelsJson",
      "releaseImage.provenance",
    ])
    .where("releaseImage.imageId", "=", image)
    .orderBy("release.number", "desc")
    .execute();
}
