import { constants } from "node:fs";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import { holdsMoreThanImage } from "../../../core/images/fileNames.ts";
import type { Storage } from "../../../storage/storage.ts";

/** Whether files that were sent have to be a folder of this machine to be read whole. @param keys of all of them */
export async function needsFolder(keys: AsyncIterable<string>): Promise<boolean> {
  for await (const key of keys) if (holdsMoreThanImage(key)) return true;
  return false;
}

/**
 * Runs something on files that were sent as if they lay in a folder of this machine, which goes again.
 *
 * @param input.scratch a folder in which one can be made
 * @param input.name what the files are called together, as a message says it; without it, a message says their own names
 * @param run gets the folder; or the file, where only one was sent
 */
export async function withLocalUpload<Result>(
  { files, scratch, name }: { files: Storage; scratch: string; name?: string },
  run: (source: string) => Promise<Result>,
): Promise<Result> {
  const folder = join(scratch, "sent");
  await rm(folder, { recursive: true, force: true });
  const paths: string[] = [];
  try {
    for await (const key of files.list("")) {
      await using local = await files.localFile(key);
      if (!local) continue;
      const path = join(folder, key);
      await mkdir(dirname(path), { recursive: true });
      // On disks that can, this copies nothing before somebody writes.
      await copyFile(local.path, path, constants.COPYFILE_FICLONE);
      paths.push(path);
    }
    const [only] = paths;
    return await run(only !== undefined && paths.length === 1 ? only : folder);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Where it lay for a while is nobody's business.
    const plain = error.message.replaceAll(name === undefined ? `${folder}/` : folder, name ?? "");
    throw new Failure(error.code, plain, error.details);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
