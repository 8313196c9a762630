import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../../../src/actions/context.ts";
import { openDatabase } from "../../../src/db/sql/openDatabase.ts";
import { folderStorage } from "../../../src/storage/folderStorage.ts";
import { startPostgres } from "../../databases/startPostgres.ts";
import { fillProject } from "./fillProject.ts";

/**
 * A project of so many images (fillProject), on a database of its own.
 *
 * @param kept a folder to keep it in, for another run: filling takes minutes; SQLite only
 */
export async function openFilled(
  images: number,
  dialect: "sqlite" | "postgres",
  kept?: string,
): Promise<{ ctx: Context; project: string; remove: () => Promise<void> }> {
  const dataFolder = kept ?? (await mkdtemp(join(tmpdir(), "multilabelfy-bench-")));
  await mkdir(dataFolder, { recursive: true });
  const file = join(dataFolder, `${images}.sqlite`);
  const isThere = dialect === "sqlite" && existsSync(file);
  const postgres = dialect === "postgres" ? await startPostgres() : null;
  const address = postgres
    ? ({ kind: "postgres", url: postgres.url } as const)
    : ({ kind: "sqlite", file } as const);
  const db = await openDatabase(address);
  const ctx: Context = {
    db,
    address,
    dialect,
    dataFolder,
    storage: folderStorage(dataFolder),
    now: () => new Date("2026-11-01T00:00:00.000Z"),
  };
  const remove = async () => {
    await db.destroy();
    await postgres?.stop();
    if (kept === undefined) await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const project = isThere
      ? (await db.selectFrom("project").select("id").executeTakeFirstOrThrow()).id
      : await fillProject(ctx, images);
    return { ctx, project, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
