import type { Insertable, Selectable } from "kysely";
import { Failure } from "../../contract/failure.ts";
import { type ProjectSettings, paperSettings } from "../../core/project/settings.ts";
import type { Db, Tables } from "../schema.ts";
import { planned } from "../sql/planned.ts";

/** A project with what is asked of its label space at every turn. */
export interface Project extends Omit<Selectable<Tables["project"]>, "settingsJson"> {
  settings: ProjectSettings;
  labelSpaceKey: string;
  labelSpaceName: string;
  /** Of its labels as they stand. */
  labelSpaceSha256: string;
  /** Of all its labels, whether they are offered or not: the next one has this index. */
  labelCount: number;
}

function selectProjects(db: Db) {
  return db
    .selectFrom("project")
    .innerJoin("labelSpace", "labelSpace.id", "project.labelSpaceId")
    .selectAll("project")
    .select(["labelSpace.key as labelSpaceKey", "labelSpace.name as labelSpaceName"])
    .select(({ fn }) => fn.coalesce("project.labelsSha256", "labelSpace.sha256").as("labelSpaceSha256"))
    .select(({ selectFrom }) =>
      selectFrom("label")
        .select(({ fn }) => fn.max("label.index").as("last"))
        .whereRef("label.labelSpaceId", "=", "project.labelSpaceId")
        .as("lastLabel"),
    );
}

type ProjectRow = Awaited<ReturnType<ReturnType<typeof selectProjects>["executeTakeFirstOrThrow"]>>;

const readProject = ({ settingsJson, lastLabel, ...row }: ProjectRow): Project => ({
  ...row,
  // A project made before a rule existed follows the published protocol in it.
  settings: { ...paperSettings, ...(JSON.parse(settingsJson) as Partial<ProjectSettings>) },
  // They are numbered from 0: to look up the last is quicker than to count them, at each save.
  labelCount: Number(lastLabel ?? -1) + 1 + row.labelsAdded,
});

export async function getProject(db: Db, id: string): Promise<Project> {
  const row = await selectProjects(db).where("project.id", "=", planned(id)).executeTakeFirst();
  if (!row) throw new Failure("not-found", "There is no such project.");
  return readProject(row);
}

export async function findProjectByName(db: Db, name: string): Promise<Project | undefined> {
  const row = await selectProjects(db).where("project.name", "=", name).executeTakeFirst();
  return row && readProject(row);
}

/** All projects, by name. */
export async function listProjects(db: Db): Promise<Project[]> {
  return (await selectProjects(db).orderBy("project.name").execute()).map(readProject);
}

export async function insertProject(
  db: Db,
  {
    settings,
    ...project
  }: Omit<Insertable<Tables["project"]>, "settingsJson"> & { settings: ProjectSettings },
): Promise<void> {
  await db
    .insertInto("project")
    .values({ ...project, settingsJson: JSON.stringify(settings) })
    .execute();
  await db
    .insertInto("guideline")
    .values({
      projectId: project.id,
      version: project.guidelineVersion,
      markdown: project.guideline,
      createdAt: project.createdAt,
    })
    .execute();
}

export async function updateProject(
  db: Db,
  id: string,
  changes: Partial<
    Pick<
      Project,
      "exemplarVersion" | "rulingVersion" | "labelVersion" | "labelsAdded" | "labelsSha256" | "archivedAt"
    >
  >,
): Promise<void> {
  await db.updateTable("project").set(changes).where("id", "=", id).execute();
}

/**
 * Writes the next version of a project's settings.
 * @returns false where the stored version is no longer the one that the change was built on
 */
export async function updateSettings(
  db: Db,
  id: string,
  version: number,
  settings: ProjectSettings,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("project")
    .set({ settingsJson: JSON.stringify(settings), settingsVersion: version + 1 })
    .where("id", "=", id)
    .where("settingsVersion", "=", version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether a project, or that of an assignment, a review or a sheet, was put away. */
export async function isArchived(
  db: Db,
  noun: "project" | "assignment" | "review" | "sheet" | "error",
  id: string,
): Promise<boolean> {
  const tables: Partial<Record<typeof noun, string>> = { sheet: "sheetAnswer", error: "sampledError" };
  const project =
    noun === "project"
      ? db.selectFrom("project").select("archivedAt").where("id", "=", id)
      : // The tables differ in type alone: each has an id and a project.
        db
          .selectFrom("project")
          .innerJoin(`${(tables[noun] ?? noun) as "assignment"} as of`, "of.projectId", "project.id")
          .select("archivedAt")
          .where("of.id", "=", planned(id));
  return ((await project.executeTakeFirst())?.archivedAt ?? null) !== null;
}
