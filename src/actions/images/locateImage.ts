import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { commandFor } from "../../files/commandFor.ts";
import { resolveInside } from "../../files/resolveInside.ts";
import type { Context } from "../context.ts";
import { rootFolder } from "./rootFolder.ts";

/** Why a path that leads nowhere, or out of its root, is not read. */
export const notInside =
  "There is no such file inside of the imported folder. Put it back (a link must not lead out of the folder).";

/**
 * The absolute path of an image's file; undefined where it is not there, or not inside of its import root.
 *
 * @throws Failure `not-found` where the whole root is gone: a disk that is not mounted is no reason to refuse every
 * image on it
 */
export async function locateImage(
  { dataFolder }: Pick<Context, "dataFolder">,
  image: { root: string; path: string },
): Promise<string | undefined> {
  const { path } = image;
  const root = rootFolder(dataFolder, image.root);
  if (await resolveInside(root, path)) return join(root, path);
  if (await stat(root).catch(() => undefined)) return undefined;
  throw new Failure(
    "not-found",
    `The folder ${root}, from which images were imported, is gone. Put it back, mount its disk, or say where it is now, then try again: ${commandFor("import root move OLD NEW", { data: dataFolder })}`,
  );
}
