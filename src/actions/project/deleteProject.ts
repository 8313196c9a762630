import { Failure } from "../../contract/failure.ts";
import { listContentsOf } from "../../db/images/image.ts";
import { deleteAllOf } from "../../db/project/deleteProject.ts";
import { getProject, listProjects } from "../../db/project/project.ts";
import { listReleasesOf } from "../../db/releases.ts";
import type { Context } from "../context.ts";
import { removeCounts } from "../findings/storedCounts.ts";
import { removeVariants } from "../images/imageVariants.ts";
import { checkName } from "./archiveProject.ts";

/**
 * Deletes a project with everything in it: images' rows, answers, history, the copies of image files that it made, and
 * their variants. Its people, its label space and the folders that images were imported from stay.
 *
 * @throws Failure `bad-request` where the typed name is not the project's; `locked` where it has a release
 */
export async function deleteProject(
  ctx: Pick<Context, "db" | "dialect" | "storage">,
  { project: id, name }: { project: string; name: string },
): Promise<void> {
  const contents = await ctx.db.transaction().execute(async (db) => {
    const project = await getProject(db, id);
    checkName(project.name, name);
    if ((await listReleasesOf(db, id)).length > 0) {
      throw new Failure(
        "locked",
        "A release of this project may be cited, so it cannot be deleted. Archive it.",
      );
    }
    const contents = await listContentsOf(db, id);
    await deleteAllOf(db, ctx.dialect, id);
    // The same photo may be in another project too.
    for (const { id: other } of await listProjects(db)) {
      for (const content of await listContentsOf(db, other)) contents.delete(content);
    }
    return contents;
  });
  await ctx.storage.within(`files/${id}`).removeAll();
  await removeCounts(ctx.storage, id);
  await removeVariants(ctx.storage, contents);
}
