import { createHash, randomUUID } from "node:crypto";
import { access, constants, copyFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import { Failure } from "../../../contract/failure.ts";
import { explainWriting } from "../../../files/explainWriting.ts";
import { resolveInside } from "../../../files/resolveInside.ts";
import { makeFolder, syncFile, syncFolder } from "../../../files/syncFiles.ts";

/** The folder that holds a project's copies of the images of a source. */
export function folderOfCopies(dataFolder: string, project: string, source: string): string {
  const name = createHash("sha256").update(source).digest("hex").slice(0, 12);
  return join(dataFolder, "files", project, name);
}

/** The absolute folder of an import root whose files this program made itself; undefined for any other. */
export function folderOfProjectFiles(
  dataFolder: string,
  project: string,
  root: string | undefined,
): string | undefined {
  if (root === undefined || !new RegExp(`^files/${project}/[0-9a-f]{12}$`).test(root)) return undefined;
  return join(dataFolder, root);
}

/** Files that are copied side by side: a disk syncs several at once faster than one after the other. */
const atOnce = 8;

/**
 * Copies image files to the same places below another folder, or moves them there. Each is there whole or not at all,
 * and when this ends the disk has them, names included.
 *
 * @param input.move `from` is on the same disk, and its files are not needed there any more
 * @returns why those that cannot be copied cannot, by path
 * @throws Failure `disk-full`; `unavailable` where the disk is read-only
 */
export async function copyIntoProject(input: {
  from: string;
  to: string;
  paths: readonly string[];
  move: boolean;
}): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  const folders = new Set<string>();
  const run = pLimit(atOnce);
  await Promise.all(
    input.paths.map((path) =>
      run(async () => {
        const reason = await copyOne(input, path);
        if (reason === undefined) folders.add(dirname(join(input.to, path)));
        else refused.set(path, reason);
      }),
    ),
  );
  for (const folder of folders) await syncFolder(folder);
  return refused;
}

async function copyOne(
  { from, to, move }: { from: string; to: string; move: boolean },
  path: string,
): Promise<string | undefined> {
  const file = await resolveInside(from, path);
  if (!file)
    return "There is no such file inside of the imported folder. Put it back, or take it off the list.";
  const target = join(to, path);
  const unfinished = `${target}.${randomUUID()}.tmp`;
  try {
    await makeFolder(dirname(target));
    await (move ? rename(file, unfinished) : copyFile(file, unfinished));
    await syncFile(unfinished);
    await rename(unfinished, target);
    return undefined;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const needed = await stat(file).then(
      ({ size }) => size,
      () => undefined,
    );
    const isReadable =
      move ||
      (await access(file, constants.R_OK).then(
        () => true,
        () => false,
      ));
    await rm(unfinished, { force: true }).catch(() => {});
    const told = explainWriting(error, target, needed);
    if (told instanceof Failure && isReadable) throw told;
    if (told instanceof Failure) {
      return "It may not be read. Give this program the right to, and import again.";
    }
    return `It cannot be copied (${code}). Look whether its disk is all right, and import again.`;
  }
}
