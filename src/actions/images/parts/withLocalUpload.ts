import { constants } from "node:fs";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import { holdsMoreThanImage } from "../../../core/images/fileNames.ts";
import type { Storage } from "../../../storage/storage.ts";

/** Whether uploaded files must be in a local folder to be read. @param keys of all the files */
export async function needsFolder(keys: AsyncIterable<string>): Promise<boolean> {
  for await (const key of keys) if (holdsMoreThanImage(key)) return true;
  return false;
}

/**
 * Runs something on uploaded files in a temporary local folder.
 *
 * @param input.scratch where to create that folder
 * @param input.name name for all the files in messages; without it, messages use their own names
 * @param run gets the folder; or the file, where there is only one
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
      // Where the file system supports it, nothing is copied until somebody writes.
      await copyFile(local.path, path, constants.COPYFILE_FICLONE);
      paths.push(path);
    }
    const [only] = paths;
    return await run(only !== undefined && paths.length === 1 ? only : folder);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Its temporary location is not disclosed.
    const plain = error.message.replaceAll(name === undefined ? `${folder}/` : folder, name ?? "");
    throw new Failure(error.code, plain, error.details);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
