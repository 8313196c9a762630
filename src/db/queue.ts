import { type ExpressionBuilder, sql } from "kysely";
import type { Db, Tables } from "./schema.ts";

type AssignmentBuilder = ExpressionBuilder<Tables, "assignment">;

/** An assignment that holds one of its image's places: it counts, or somebody may still submit it. */
const holdsPlace =
  (now: string) =>
  ({ and, or, eb }: AssignmentBuilder) =>
    or([
      and([eb("assignment.state", "=", "submitted"), eb("assignment.extra", "=", 0)]),
      and([
        eb("assignment.state", "in", ["open", "skipped", "blocked"]),
        or([eb("assignment.leaseUntil", "is", null), eb("assignment.leaseUntil", ">", now)]),
      ]),
    ]);

/** How many of an image's places for annotations are taken, apart from those of one assignment. */
export async function countPlacesTaken(
  db: Db,
  { image, now, except = "" }: { image: string; now: string; except?: string },
): Promise<number> {
  const { taken } = await db
    .selectFrom("assignment")
    .select((eb) => eb.fn.countAll().as("taken"))
    .where("imageId", "=", image)
    .where("stage", "=", "annotate")
    .where("id", "!=", except)
    .where(holdsPlace(now))
    .executeTakeFirstOrThrow();
  return Number(taken);
}

/** Images that a person could annotate next where images are handed out one by one: those with a free place. */
export function annotatableBy(
  db: Db,
  { project, person, now, overlap }: { project: string; person: string; now: string; overlap: number },
) {
  return db
    .selectFrom("image")
    .innerJoin("proposal", "proposal.imageId", "image.id")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .where("image.projectId", "=", project)
    .where("image.fileState", "=", "ok")
    .where("image.isGold", "=", 0)
    .where("agreement.imageId", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          // Also one that was withdrawn: nobody gets back what they gave away.
          selectFrom("assignment as own")
            .select("own.id")
            .whereRef("own.imageId", "=", "image.id")
            .where("own.stage", "=", "annotate")
            .where("own.personId", "=", person),
        ),
      ),
    )
    .where(
      ({ selectFrom }) =>
        selectFrom("assignment")
          .select((eb) => eb.fn.countAll<number>().as("taken"))
          .whereRef("assignment.imageId", "=", "image.id")
          .where("assignment.stage", "=", "annotate")
          .where(holdsPlace(now)),
      "<",
      overlap,
    );
}

/** The same random order for everybody, so that images are finished one after the other. */
export const pullOrder = sql<string>`substr("image"."id", 26)`;

/** Disagreed images that no expert has taken, and that this person may refine. */
export function refinableBy(db: Db, project: string, person: string, mayRefineOwn: boolean) {
  return waitingForExpert(db, project).$if(!mayRefineOwn, (query) =>
    query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment as own")
            .select("own.id")
            .whereRef("own.imageId", "=", "image.id")
            .where("own.stage", "=", "annotate")
            .where("own.state", "=", "submitted")
            .where("own.personId", "=", person),
        ),
      ),
    ),
  );
}

/** Disagreed images that no expert has. */
export function waitingForExpert(db: Db, project: string) {
  return db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .where("image.projectId", "=", project)
    .where("agreement.agreed", "=", 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment as taken")
            .select("taken.id")
            .whereRef("taken.imageId", "=", "image.id")
            .where("taken.stage", "=", "refine")
            .where("taken.state", "!=", "withdrawn"),
        ),
      ),
    );
}
