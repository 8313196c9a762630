import { Failure } from "../../contract/failure.ts";
import { commandFor } from "../../files/commandFor.ts";
import { openRoot } from "../../storage/openRoot.ts";
import type { LocalFile } from "../../storage/storage.ts";
import type { Context } from "../context.ts";

/** Why a path that leads nowhere, or out of its root, is not read. */
export const notInside =
  "There is no such file inside of the imported folder. Put it back (a link must not lead out of the folder).";

/**
 * An image's file, for code that needs a path; undefined where it is missing, or not inside its import root.
 *
 * @throws Failure `not-found` where the whole root is gone: a disk that is not mounted is no reason to refuse every
 * image on it
 */
export async function locateImage(
  { storage }: Pick<Context, "storage">,
  image: { root: string; path: string },
): Promise<LocalFile | undefined> {
  const root = openRoot(storage, image.root);
  const file = await root.localFile(image.path);
  if (file || (await root.isThere())) return file;
  throw new Failure(
    "not-found",
    `The folder ${root.locationOf("")}, from which images were imported, is gone. Put it back, mount its disk, or say where it is now, then try again: ${commandFor("import root move OLD NEW", { data: storage.locationOf("") })}`,
  );
}
