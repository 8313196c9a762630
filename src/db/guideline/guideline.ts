import type { Insertable, Selectable } from "kysely";
import { Failure } from "../../contract/failure.ts";
import type { GuidelineVersion } from "../../contract/guideline/guideline.ts";
import type { Db, Tables } from "../schema.ts";

const selectVersions = (db: Db, project: string) =>
  db
    .selectFrom("guideline")
    .leftJoin("person", "person.id", "guideline.personId")
    .select(["guideline.version", "guideline.createdAt as at", "person.name as by"])
    .where("guideline.projectId", "=", project);

/** @throws Failure `not-found` where there is no such version */
export async function getGuidelineVersion(
  db: Db,
  project: string,
  version: number,
): Promise<GuidelineVersion> {
  const row = await selectVersions(db, project)
    .select("guideline.markdown")
    .where("guideline.version", "=", version)
    .executeTakeFirst();
  if (!row) throw new Failure("not-found", `The guideline has no version ${version}.`);
  return row;
}

/** Newest first. */
export async function listGuidelineVersions(
  db: Db,
  project: string,
): Promise<Omit<GuidelineVersion, "markdown">[]> {
  return selectVersions(db, project).orderBy("guideline.version", "desc").execute();
}

/**
 * Writes the version that follows `version`, which the text was built on.
 * @returns false where another one follows it already
 */
export async function insertGuidelineVersion(
  db: Db,
  { projectId, version, ...text }: Omit<Insertable<Tables["guideline"]>, "version"> & { version: number },
): Promise<boolean> {
  const next = version + 1;
  const { numUpdatedRows } = await db
    .updateTable("project")
    .set({ guideline: text.markdown, guidelineVersion: next })
    .where("id", "=", projectId)
    .where("guidelineVersion", "=", version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await db
    .insertInto("guideline")
    .values({ projectId, version: next, ...text })
    .execute();
  return true;
}

/** The version that a person last said to know. */
export async function findGuidelineKnown(db: Db, project: string, person: string): Promise<number | null> {
  const row = await db
    .selectFrom("guidelineKnown")
    .select("version")
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .executeTakeFirst();
  return row?.version ?? null;
}

export async function writeGuidelineKnown(
  db: Db,
  known: Selectable<Tables["guidelineKnown"]>,
): Promise<void> {
  await db
    .insertInto("guidelineKnown")
    .values(known)
    .onConflict((conflict) =>
      conflict
        .columns(["projectId", "personId"])
        .doUpdateSet({ version: known.version, at: known.at })
        // A tab that lay open for long knows less than one opened since.
        .where("guidelineKnown.version", "<", known.version),
    )
    .execute();
}

type Picture = Selectable<Tables["guidelinePicture"]>;

/** Stores a picture once for each content. @returns the id it has */
export async function writeGuidelinePicture(db: Db, picture: Picture): Promise<string> {
  await db
    .insertInto("guidelinePicture")
    .values(picture)
    .onConflict((conflict) => conflict.columns(["projectId", "sha256"]).doNothing())
    .execute();
  const { id } = await db
    .selectFrom("guidelinePicture")
    .select("id")
    .where("projectId", "=", picture.projectId)
    .where("sha256", "=", picture.sha256)
    .executeTakeFirstOrThrow();
  return id;
}

export async function countGuidelinePictures(db: Db, project: string): Promise<number> {
  const { pictures } = await db
    .selectFrom("guidelinePicture")
    .select((eb) => eb.fn.countAll().as("pictures"))
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(pictures);
}

export async function getGuidelinePicture(db: Db, project: string, id: string): Promise<Picture> {
  const row = await db
    .selectFrom("guidelinePicture")
    .selectAll()
    .where("id", "=", id)
    .where("projectId", "=", project)
    .executeTakeFirst();
  if (!row) throw new Failure("not-found", "There is no such picture.");
  return row;
}
