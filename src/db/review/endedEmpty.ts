import { sql } from "kysely";
import type { Db } from "../schema.ts";
import { counts, isRefinement } from "../tasks/counts.ts";

/**
 * The images of a project that end with no label as things stand: agreed on nothing, or refined to nothing. `basis`
 * names what ended them so and changes with it, so that a review of an earlier end is never taken for one of this.
 */
export function endedEmpty(db: Db, project: string) {
  const agreed = db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select([
      "image.id as imageId",
      "image.key",
      sql<string>`'agreed ' || "agreement"."at"`.as("basis"),
      "agreement.at as endedAt",
    ])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    // In full, for the index of them.
    .where(sql<boolean>`"agreement"."agreed" = 1 AND "agreement"."labelsJson" = '[]'`);
  const refined = db
    .selectFrom("assignment")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .innerJoin("agreement", "agreement.imageId", "assignment.imageId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select([
      "image.id as imageId",
      "image.key",
      sql<string>`"assignment"."id" || ' ' || cast("annotation"."revision" as text)`.as("basis"),
      "annotation.updatedAt as endedAt",
    ])
    .where("assignment.projectId", "=", project)
    .where(isRefinement())
    .where(counts())
    .where("agreement.agreed", "=", 0)
    .where("image.isGold", "=", 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("decision")
            .select("decision.labelIndex")
            .whereRef("decision.assignmentId", "=", "assignment.id")
            .where("decision.answer", "=", "yes"),
        ),
      ),
    );
  return agreed.unionAll(refined).as("empty");
}

/** The images that end with no label, in the order in which they are reviewed. */
export async function listEndedEmpty(db: Db, project: string): Promise<{ image: string; key: string }[]> {
  return db
    .selectFrom(endedEmpty(db, project))
    .select(["imageId as image", "key"])
    .orderBy("endedAt")
    .orderBy("imageId")
    .execute();
}

/**
 * Images without labels that a person could review next: not theirs yet, and with a free place.
 *
 * @param since a review that is open holds its place if it was last saved after this time
 */
export function reviewableBy(
  db: Db,
  {
    project,
    person,
    reviewers,
    since,
  }: { project: string; person: string; reviewers: number; since: string },
) {
  return db
    .selectFrom(endedEmpty(db, project))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("review as own")
            .select("own.id")
            .whereRef("own.imageId", "=", "empty.imageId")
            .whereRef("own.basis", "=", "empty.basis")
            .where("own.personId", "=", person),
        ),
      ),
    )
    .where(
      ({ selectFrom }) =>
        selectFrom("review as taken")
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .whereRef("taken.imageId", "=", "empty.imageId")
          .whereRef("taken.basis", "=", "empty.basis")
          .where("taken.extra", "=", 0)
          .where(({ or, eb }) =>
            or([eb("taken.state", "=", "submitted"), eb("taken.updatedAt", ">", since)]),
          ),
      "<",
      reviewers,
    );
}
