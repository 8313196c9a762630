import { expect, test } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { insertMany } from "./insertMany.ts";

onBothDatabases("insertMany", (use) => {
  const rowsOf = async (rows: number) => {
    const { project } = await makeProject(use(), { images: {} });
    return Array.from({ length: rows }, (_, at) => ({
      ...{ id: `${project}${at}`, projectId: project, path: `/photos/${at}` },
      createdAt: "2026-12-01T00:00:00.000Z",
    }));
  };
  const stored = (project: string) =>
    use()
      .db.selectFrom("importRoot")
      .select(["id", "projectId", "path", "createdAt"])
      .where("projectId", "=", project)
      .execute();

  test("stores each row as it is, of whole chunks and of the rest", async () => {
    const rows = await rowsOf(1203);
    await insertMany(use().db, "importRoot", rows);
    const found = new Map((await stored(rows[0]!.projectId)).map((row) => [row.id, row]));
    expect(rows.map(({ id }) => found.get(id))).toEqual(rows);
    expect(found.size).toBe(rows.length + 1); // That of the project.
  });

  test("stores nothing of no rows, and refuses rows that lack what the first has", async () => {
    await insertMany(use().db, "importRoot", []);
    const rows = await rowsOf(2);
    const { path: _, ...short } = rows[1]!;
    await expect(insertMany(use().db, "importRoot", [rows[0]!, short as never])).rejects.toThrow(
      "A row of importRoot lacks path.",
    );
    expect(await stored(rows[0]!.projectId)).toHaveLength(1);
  });
});
