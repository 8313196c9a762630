import type { Selectable } from "kysely";
import type { ErrorCause, Severity } from "../core/evaluation/errorSeverity.ts";
import type { Db, Tables } from "./schema.ts";
import { newId } from "./sql/newId.ts";

export type SampledError = Selectable<Tables["sampledError"]>;
type Sample = Selectable<Tables["errorSample"]>;

const chunkSize = 500;

/** Stores a sample with the next number of its project. @returns that number */
export async function insertErrorSample(
  db: Db,
  sample: Omit<Sample, "id" | "number">,
  errors: readonly { image: string; label: number; labels: readonly number[] }[],
): Promise<number> {
  const { number: last } = await db
    .selectFrom("errorSample")
    .select((eb) => eb.fn.max("number").as("number"))
    .where("projectId", "=", sample.projectId)
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  const id = newId();
  await db
    .insertInto("errorSample")
    .values({ ...sample, id, number })
    .execute();
  for (let first = 0; first < errors.length; first += chunkSize)
    await db
      .insertInto("sampledError")
      .values(
        errors.slice(first, first + chunkSize).map(({ image, label, labels }, at) => ({
          ...{ id: newId(), sampleId: id, projectId: sample.projectId, position: first + at },
          ...{ imageId: image, labelIndex: label, labelsJson: JSON.stringify(labels) },
        })),
      )
      .execute();
  return number;
}

/** The samples of a project, the newest first, each with its model's name. */
export const listErrorSamples = (db: Db, project: string): Promise<(Sample & { model: string })[]> =>
  db
    .selectFrom("errorSample")
    .innerJoin("model", "model.id", "errorSample.modelId")
    .selectAll("errorSample")
    .select("model.name as model")
    .where("errorSample.projectId", "=", project)
    .orderBy("errorSample.number", "desc")
    .execute();

/** The errors of all samples of a project, sample by sample, in their order. */
export const listSampledErrors = (db: Db, project: string): Promise<(SampledError & { key: string })[]> =>
  db
    .selectFrom("sampledError")
    .innerJoin("errorSample", "errorSample.id", "sampledError.sampleId")
    .innerJoin("image", "image.id", "sampledError.imageId")
    .selectAll("sampledError")
    .select("image.key")
    .where("sampledError.projectId", "=", project)
    .orderBy("errorSample.number")
    .orderBy("sampledError.position")
    .execute();

/** Errors that nobody has rated and nobody else is looking at, in their order: a person's own first. */
export const errorsToRate = (
  db: Db,
  { project, person, now }: { project: string; person: string; now: string },
) =>
  db
    .selectFrom("sampledError")
    .innerJoin("errorSample", "errorSample.id", "sampledError.sampleId")
    .where("sampledError.projectId", "=", project)
    .where("sampledError.severity", "is", null)
    .where(({ or, eb }) =>
      or([
        eb("sampledError.personId", "is", null),
        eb("sampledError.personId", "=", person),
        eb("sampledError.leaseUntil", "<=", now),
      ]),
    );

/** The first of them, if there is one. */
export const findErrorToRate = (
  db: Db,
  asked: { project: string; person: string; now: string },
): Promise<SampledError | undefined> =>
  errorsToRate(db, asked)
    .selectAll("sampledError")
    .orderBy((eb) => eb.case().when("sampledError.personId", "=", asked.person).then(0).else(1).end())
    .orderBy("errorSample.number")
    .orderBy("sampledError.position")
    .limit(1)
    .executeTakeFirst();

export const findSampledError = (db: Db, id: string): Promise<SampledError | undefined> =>
  db.selectFrom("sampledError").selectAll().where("id", "=", id).executeTakeFirst();

export async function countRatedBy(
  db: Db,
  { project, person }: { project: string; person: string },
): Promise<number> {
  const { rated } = await db
    .selectFrom("sampledError")
    .select((eb) => eb.fn.countAll().as("rated"))
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .where("severity", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(rated);
}

/** Gives an error to a person until a moment. */
export async function leaseError(
  db: Db,
  id: string,
  { person, until }: { person: string; until: string },
): Promise<void> {
  await db
    .updateTable("sampledError")
    .set({ personId: person, leaseUntil: until })
    .where("id", "=", id)
    .execute();
}

export async function writeRating(
  db: Db,
  { id, revision }: Pick<SampledError, "id" | "revision">,
  rating: {
    severity: Severity;
    cause: ErrorCause | null;
    comment: string;
    activeMs: number;
    ratedAt: string;
  },
): Promise<void> {
  await db
    .updateTable("sampledError")
    .set({ ...rating, revision: revision + 1 })
    .where("id", "=", id)
    .execute();
}

/** Changes with every rating in a project. */
export async function findRatingsVersion(db: Db, project: string): Promise<string> {
  const { saves } = await db
    .selectFrom("sampledError")
    .select((eb) => eb.fn.sum("revision").as("saves"))
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return String(Number(saves ?? 0));
}
