import { type Selectable, sql } from "kysely";
import type { ExpertAnswer, Settlement } from "../../core/auditSample/compareAnswers.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import type { Db, Tables } from "../schema.ts";
import { inStages } from "../tasks/counts.ts";
import { hasPlaceFor, type PlaceFor } from "../tasks/queue.ts";

type AuditedImage = Selectable<Tables["auditedImage"]>;

const chunkSize = 500;

/** Whether an assignment is for the images of audit samples. */
const isOfSample = (assignment?: string) => inStages(stagesWith("settled"), assignment);

/**
 * Images of a project's audit samples that an expert could label anew next, step by step: those with a free place, and
 * none that they worked on otherwise, unless the sample was drawn so that they may.
 */
export const auditableBy = (db: Db, { project, ...place }: PlaceFor) =>
  db
    .selectFrom("image")
    .where("image.projectId", "=", project)
    .where("image.id", "in", (eb) =>
      eb
        .selectFrom("auditSampleImage")
        .innerJoin("auditSample", "auditSample.releaseId", "auditSampleImage.releaseId")
        .innerJoin("release", "release.id", "auditSample.releaseId")
        .select("auditSampleImage.imageId")
        .where("release.projectId", "=", project)
        .where("auditSampleImage.labelsJson", "is", null)
        .where(({ or, and, not, exists, selectFrom, eb }) =>
          or([
            eb("auditSample.mayLabelOwn", "=", 1),
            and([
              not(
                exists(
                  selectFrom("assignment as earlier")
                    .select("earlier.id")
                    .whereRef("earlier.imageId", "=", "auditSampleImage.imageId")
                    .where("earlier.personId", "=", place.person)
                    .where((inner) => inner.not(isOfSample("earlier")))
                    .where("earlier.openedAt", "is not", null),
                ),
              ),
              not(
                exists(
                  selectFrom("threadReader")
                    .select("threadReader.imageId")
                    .whereRef("threadReader.imageId", "=", "auditSampleImage.imageId")
                    .where("threadReader.personId", "=", place.person),
                ),
              ),
              not(
                exists(
                  selectFrom("review")
                    .select("review.id")
                    .whereRef("review.imageId", "=", "auditSampleImage.imageId")
                    .where("review.personId", "=", place.person),
                ),
              ),
            ]),
          ]),
        ),
    )
    .where(hasPlaceFor(place))
    .orderBy(
      sql`(select min("step") from "auditSampleImage" as "drawn"
        where "drawn"."imageId" = "image"."id" and "drawn"."labelsJson" is null)`,
    );

export const findAuditedImage = (db: Db, image: string): Promise<AuditedImage | undefined> =>
  db.selectFrom("auditedImage").selectAll().where("imageId", "=", image).executeTakeFirst();

/** Fixes what an image's page offers; what was fixed before stays. */
export async function insertAuditedImage(
  db: Db,
  { project, image, cards, at }: { project: string; image: string; cards: readonly number[]; at: string },
): Promise<void> {
  await db
    .insertInto("auditedImage")
    .values({ imageId: image, projectId: project, cardsJson: JSON.stringify(cards), createdAt: at })
    .onConflict((conflict) => conflict.column("imageId").doNothing())
    .execute();
}

/** The models whose labels are shown of an image, by the sample that was drawn first of those that it is in. */
export async function findSourcesFor(db: Db, image: string): Promise<string[]> {
  const row = await db
    .selectFrom("auditSample")
    .innerJoin("auditSampleImage", "auditSampleImage.releaseId", "auditSample.releaseId")
    .select("auditSample.sourcesJson")
    .where("auditSampleImage.imageId", "=", image)
    .where("auditSample.sourcesJson", "is not", null)
    .orderBy("auditSample.at")
    .limit(1)
    .executeTakeFirst();
  return JSON.parse(row?.sourcesJson ?? "[]") as string[];
}

/** Notes that an image's answers were compared in front of somebody. */
export async function noteAnswersCompared(db: Db, image: string, at: string): Promise<void> {
  await db
    .updateTable("auditedImage")
    .set({ comparedAt: at })
    .where("imageId", "=", image)
    .where("comparedAt", "is", null)
    .execute();
}

export async function areAnswersCompared(db: Db, image: string): Promise<boolean> {
  const found = await findAuditedImage(db, image);
  return found !== undefined && found.comparedAt !== null;
}

export async function writeSettlement(
  db: Db,
  image: string,
  settled: {
    revision: number;
    labels: readonly number[] | null;
    asked: readonly number[];
    comment: string;
    person: string;
    at: string;
  },
): Promise<void> {
  const { revision, labels, asked, comment, person, at } = settled;
  await db
    .updateTable("auditedImage")
    .set({
      ...{ revision, comment, settledBy: person, settledAt: at },
      labelsJson: labels === null ? null : JSON.stringify(labels),
      askedJson: JSON.stringify(asked),
    })
    .where("imageId", "=", image)
    .execute();
}

/** What was settled of an image; null where nothing is. */
export const settlementOf = (
  image: Pick<AuditedImage, "labelsJson" | "askedJson" | "settledAt"> | undefined,
): Settlement | null =>
  !image || image.settledAt === null
    ? null
    : {
        labels: image.labelsJson === null ? null : (JSON.parse(image.labelsJson) as number[]),
        asked: JSON.parse(image.askedJson ?? "[]") as number[],
      };

export interface AnswersOfImage {
  /** In the order of their assignments' ids. */
  answers: ExpertAnswer[];
  settlement: Settlement | null;
  /** The labels of all releases that it was drawn of; of those only that no file brought labels for. */
  released: number[];
  /** The labels that its page offers, the likeliest first. */
  offered: number[];
}

/** All that is stored of images of audit samples, but for labels that a file brought. */
export async function listAuditAnswers(
  db: Db,
  images: readonly string[],
): Promise<Map<string, AnswersOfImage>> {
  const found = new Map<string, AnswersOfImage>();
  for (let first = 0; first < images.length; first += chunkSize)
    for (const [image, answers] of await listChunk(db, images.slice(first, first + chunkSize)))
      found.set(image, answers);
  return found;
}

async function listChunk(db: Db, images: readonly string[]): Promise<Map<string, AnswersOfImage>> {
  const stored = await db
    .selectFrom("auditedImage")
    .select(["imageId", "labelsJson", "askedJson", "settledAt", "cardsJson"])
    .where("imageId", "in", images)
    .execute();
  const released = await db
    .selectFrom("auditSampleImage")
    .innerJoin("releaseImage", (join) =>
      join
        .onRef("releaseImage.releaseId", "=", "auditSampleImage.releaseId")
        .onRef("releaseImage.imageId", "=", "auditSampleImage.imageId"),
    )
    .select(["auditSampleImage.imageId", "releaseImage.labelsJson"])
    .where("auditSampleImage.imageId", "in", images)
    .where("auditSampleImage.labelsJson", "is", null)
    .execute();
  const assignments = await db
    .selectFrom("assignment")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select(["assignment.id", "assignment.imageId", "assignment.state", "assignment.skipReason", "flag"])
    .where("assignment.imageId", "in", images)
    .where(isOfSample())
    .where("assignment.extra", "=", 0)
    .where("assignment.state", "in", ["submitted", "blocked"])
    .orderBy("assignment.id")
    .execute();
  const decisions = await db
    .selectFrom("assignment")
    .innerJoin("decision", "decision.assignmentId", "assignment.id")
    .select(["assignment.id", "decision.labelIndex as label", "decision.answer"])
    .where("assignment.imageId", "in", images)
    .where(isOfSample())
    .where("assignment.state", "=", "submitted")
    .where("decision.answer", "!=", "no")
    .execute();
  const said = Map.groupBy(decisions, ({ id }) => id);
  const answers = Map.groupBy(
    assignments.map(({ id, imageId, state, skipReason, flag }) => {
      const labels = (answer: "yes" | "unsure") =>
        (said.get(id) ?? []).filter((one) => one.answer === answer).map(({ label }) => label);
      const isSkipped = state === "blocked";
      const doubt = isSkipped ? (skipReason ?? "") : flag;
      return { imageId, answer: { yes: labels("yes"), unsure: labels("unsure"), doubt, isSkipped } };
    }),
    ({ imageId }) => imageId,
  );
  const byImage = new Map(stored.map((row) => [row.imageId, row]));
  const releases = Map.groupBy(released, ({ imageId }) => imageId);
  return new Map(
    images.map((image) => [
      image,
      {
        answers: (answers.get(image) ?? []).map(({ answer }) => answer),
        settlement: settlementOf(byImage.get(image)),
        released: (releases.get(image) ?? []).flatMap(({ labelsJson }) => JSON.parse(labelsJson) as number[]),
        offered: JSON.parse(byImage.get(image)?.cardsJson ?? "[]") as number[],
      },
    ]),
  );
}

/** Images of a project's audit samples with all their answers, in the order in which they came. */
export async function listAnsweredByAll(db: Db, project: string, experts: number): Promise<string[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("auditedImage", "auditedImage.imageId", "assignment.imageId")
    .select(["assignment.imageId", (eb) => eb.fn.max("assignment.updatedAt").as("at")])
    .where("auditedImage.projectId", "=", project)
    .where(isOfSample())
    .where("assignment.extra", "=", 0)
    .where("assignment.state", "in", ["submitted", "blocked"])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("auditSampleImage")
          .select("auditSampleImage.imageId")
          .whereRef("auditSampleImage.imageId", "=", "assignment.imageId")
          .where("auditSampleImage.labelsJson", "is", null),
      ),
    )
    .groupBy("assignment.imageId")
    .having((eb) => eb(eb.fn.countAll(), ">=", experts))
    .orderBy("at")
    .orderBy("assignment.imageId")
    .execute();
  return rows.map(({ imageId }) => imageId);
}

/** How many differences a person settled in a project. */
export async function countSettledBy(
  db: Db,
  { project, person }: { project: string; person: string },
): Promise<number> {
  const { images } = await db
    .selectFrom("auditedImage")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("projectId", "=", project)
    .where("settledBy", "=", person)
    .executeTakeFirstOrThrow();
  return Number(images);
}
