import { type ExpressionBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import type { AssignmentState, Stage } from "../../core/tasks/stage.ts";
import type { Db, Tables } from "../schema.ts";
import { counts, inStages, isRefinement } from "./counts.ts";

type AssignmentBuilder = ExpressionBuilder<Tables, "assignment">;

/** An assignment that nobody else can take: it is somebody's who may still submit it. */
const isHeld =
  (now: string) =>
  ({ and, or, eb }: AssignmentBuilder) =>
    and([
      eb("assignment.state", "in", ["open", "skipped", "blocked"]),
      or([eb("assignment.leaseUntil", "is", null), eb("assignment.leaseUntil", ">", now)]),
    ]);

/** An assignment that holds one of its image's places: it counts, or somebody may still submit it. */
const holdsPlace = (now: string) => (builder: AssignmentBuilder) =>
  builder.or([counts(), isHeld(now)(builder)]);

/** How many of an image's places in a stage are taken, apart from those of one assignment. */
export async function countPlacesTaken(
  db: Db,
  { image, stage, now, except = "" }: { image: string; stage: Stage; now: string; except?: string },
): Promise<number> {
  const { taken } = await db
    .selectFrom("assignment")
    .select((eb) => eb.fn.countAll().as("taken"))
    .where("imageId", "=", image)
    .where("stage", "=", stage)
    .where("id", "!=", except)
    .where(holdsPlace(now))
    .executeTakeFirstOrThrow();
  return Number(taken);
}

/** Which place on which images is looked for. */
export interface PlaceFor {
  project: string;
  stage: Stage;
  person: string;
  now: string;
  /** Of an image. */
  places: number;
  /**
   * Where asking may end early: so many people may have an image at once that nobody answered; from then on the next one
   * gets it after the others have answered. 0: nothing ends early.
   */
  atOnce?: number;
}

/** Not gold, with a free place, and never given to this person: nobody gets back what they gave away. */
export const hasPlaceFor =
  ({ stage, person, now, places, atOnce = 0 }: Omit<PlaceFor, "project">) =>
  (builder: ExpressionBuilder<Tables, "image">) => {
    const { and, eb, not, exists, selectFrom } = builder;
    return and([
      ...(atOnce === 0 ? [] : [isWorthAsking({ stage, now, atOnce })(builder)]),
      eb("image.fileState", "=", "ok"),
      eb("image.isGold", "=", 0),
      not(
        exists(
          selectFrom("assignment as own")
            .select("own.id")
            .whereRef("own.imageId", "=", "image.id")
            .where("own.stage", "=", stage)
            .where("own.personId", "=", person),
        ),
      ),
      eb(
        selectFrom("assignment")
          .select((count) => count.fn.countAll<number>().as("taken"))
          .whereRef("assignment.imageId", "=", "image.id")
          .where("assignment.stage", "=", stage)
          .where(holdsPlace(now)),
        "<",
        places,
      ),
    ]);
  };

/** Asking has not ended, and fewer than `atOnce` have the image, or all who have it have answered. */
const isWorthAsking =
  ({ stage, now, atOnce }: Required<Pick<PlaceFor, "stage" | "now" | "atOnce">>) =>
  ({ and, or, eb, not, exists, selectFrom }: ExpressionBuilder<Tables, "image">) => {
    const here = selectFrom("assignment")
      .whereRef("assignment.imageId", "=", "image.id")
      .where("assignment.stage", "=", stage);
    const ended = selectFrom("earlyEnding")
      .select("earlyEnding.imageId")
      .whereRef("earlyEnding.imageId", "=", "image.id");
    const taken = here.select(({ fn }) => fn.countAll<number>().as("taken")).where(holdsPlace(now));
    return and([
      not(exists(ended)),
      or([not(exists(here.select("assignment.id").where(isHeld(now)))), eb(taken, "<", atOnce)]),
    ]);
  };

/**
 * Images that a person could take next in a stage where they are handed out one by one: those with a free place. By
 * `pullOrder` they are read from an index that holds no finished ones.
 */
export const takeableBy = (db: Db, { project, ...place }: PlaceFor) =>
  db
    .selectFrom("image")
    .where("image.projectId", "=", project)
    .where("image.isAnnotated", "=", sql.lit(0))
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("proposal").select("imageId").whereRef("proposal.imageId", "=", "image.id")),
    )
    .where(hasPlaceFor(place));

/**
 * Images whose objects a person could mark next: those that have candidates, and those that get them from their final
 * labels or their proposals once somebody takes them. By `pullOrder` they are read from an index that holds no others,
 * but for what an expert found no label in.
 */
export const classifiableBy = (
  db: Db,
  { project, ...place }: PlaceFor,
  source: ProjectSettings["objectsCandidates"],
) =>
  db
    .selectFrom("image")
    .where("image.projectId", "=", project)
    .where("image.awaitsObjects", "=", sql.lit(1))
    .where(hasPlaceFor(place))
    // An image that an expert found no label in waits as far as the index knows; there is nothing to ask about.
    .$if(source === "labels", (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("agreement as disputed")
              .select("disputed.imageId")
              .whereRef("disputed.imageId", "=", "image.id")
              .where("disputed.agreed", "=", sql.lit(0))
              .where((inner) =>
                inner.not(
                  inner.exists(
                    inner
                      .selectFrom("candidate")
                      .select("candidate.imageId")
                      .whereRef("candidate.imageId", "=", "disputed.imageId"),
                  ),
                ),
              )
              .where((inner) =>
                inner.not(
                  inner.exists(
                    inner
                      .selectFrom("assignment")
                      .innerJoin("decision", "decision.assignmentId", "assignment.id")
                      .select("assignment.id")
                      .whereRef("assignment.imageId", "=", "disputed.imageId")
                      .where(isRefinement())
                      .where(counts())
                      .where("decision.answer", "=", "yes"),
                  ),
                ),
              ),
          ),
        ),
      ),
    );

/**
 * The same random order for everybody, so that images are finished one after the other. Counted in it, too, they are read
 * from the index of those that are not finished.
 */
export const pullOrder = sql<string>`substr("image"."id", 26)`;

/** Disagreed images that wait for an expert, and that this person may refine. */
export function refinableBy(db: Db, project: string, person: string, mayRefineOwn: boolean) {
  const theirs = (
    query: ReturnType<typeof waitingForExpert>,
    use: "compared" | "final",
    state: AssignmentState[],
  ) =>
    query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment as own")
            .select("own.id")
            .whereRef("own.imageId", "=", "image.id")
            .where(inStages(stagesWith(use), "own"))
            .where("own.state", "in", state)
            .where("own.personId", "=", person),
        ),
      ),
    );
  return theirs(waitingForExpert(db, project), "final", ["open", "submitted", "skipped", "blocked"]).$if(
    !mayRefineOwn,
    (query) => theirs(query, "compared", ["submitted"]),
  );
}

/**
 * Disagreed images that fewer experts have than are to refine them; by `agreement.at` and `agreement.imageId` they are
 * read from an index that holds no others. A second refinement measures how far experts agree: no release waits for it,
 * and none is asked for once a release holds the image.
 */
export function waitingForExpert(db: Db, project: string) {
  return db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .where("agreement.projectId", "=", project)
    .where("agreement.waiting", "=", sql.lit(1));
}

/** A part of a queue: so many of its images at most, behind one of them. */
export interface QueuePart {
  after?: string | undefined;
  max: number;
}

/** @property last where the last of them stands; null where there is none */
export interface QueueCount {
  images: number;
  last: string | null;
}

/** How many images of a queue there are in a part of it, by `pullOrder`. */
export const countTakeable = (
  db: Db,
  images: ReturnType<typeof takeableBy>,
  { after, max }: QueuePart,
): Promise<QueueCount> =>
  countPart(
    db,
    images
      .select(pullOrder.as("place"))
      .$if(after !== undefined, (query) => query.where(pullOrder, ">", after!))
      .orderBy(pullOrder)
      .limit(max),
  );

/** The same of images that wait for experts, in the order in which they wait. */
export const countRefinable = (
  db: Db,
  images: ReturnType<typeof refinableBy>,
  { after, max }: QueuePart,
): Promise<QueueCount> => {
  const [at = "", id = ""] = after?.split(" ") ?? [];
  return countPart(
    db,
    images
      .select(sql<string>`"agreement"."at" || ' ' || "agreement"."imageId"`.as("place"))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`("agreement"."at", "agreement"."imageId") > (${at}, ${id})`),
      )
      .orderBy("agreement.at")
      .orderBy("agreement.imageId")
      .limit(max),
  );
};

async function countPart(
  db: Db,
  part: SelectQueryBuilder<never, never, { place: string }>,
): Promise<QueueCount> {
  const { images, last } = await db
    .selectFrom(part.as("part"))
    .select(({ fn }) => [fn.countAll().as("images"), fn.max("place").as("last")])
    .executeTakeFirstOrThrow();
  return { images: Number(images), last };
}

/** How many rows a query finds, counted to a bound. */
export async function countUpTo(
  query: { limit(max: number): { execute(): Promise<unknown[]> } },
  max: number,
): Promise<number> {
  return (await query.limit(max).execute()).length;
}
