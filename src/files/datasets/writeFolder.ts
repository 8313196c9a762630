import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { explainWriting } from "../explainWriting.ts";
import { syncFolder } from "../syncFiles.ts";
import { type DatasetFile, partsOf } from "./datasetFile.ts";

/**
 * Writes the files of a dataset into a new folder, whole or not at all.
 *
 * @returns its absolute path
 * @throws Failure `already-exists` for a non-empty folder or a file, unless `force`; `disk-full`; `unavailable` if
 *   nothing may be written there
 */
export async function writeFolder(
  path: string,
  files: AsyncIterable<DatasetFile>,
  { force }: { force: boolean },
): Promise<string> {
  const folder = resolve(path);
  if (!force && existsSync(folder) && !(await isEmptyFolder(folder)))
    throw new Failure(
      "already-exists",
      `${folder} exists already. Choose another name, or replace all that it holds with --force.`,
    );
  if (!existsSync(dirname(folder)))
    throw new Failure("not-found", `There is no folder for ${folder}. Make it first.`);
  const unfinished = `${folder}.${randomUUID()}.tmp`;
  let writing = { file: folder, bytes: 0 };
  try {
    await mkdir(unfinished);
    const made = new Set([unfinished]);
    for await (const file of files) {
      const target = join(unfinished, ...partsOf(file.path));
      writing = { file: join(folder, file.path), bytes: 0 };
      const parent = dirname(target);
      if (!made.has(parent)) await mkdir(parent, { recursive: true });
      made.add(parent);
      if ("link" in file) await symlink(file.link, target);
      else writing.bytes = await writeFileAt(target, file.body);
    }
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    await syncFolder(dirname(folder));
    return folder;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw explainWriting(error, writing.file, writing.bytes);
  }
}

async function isEmptyFolder(path: string): Promise<boolean> {
  const entries = await readdir(path).catch(() => ["a file"]);
  return entries.length === 0;
}

async function writeFileAt(
  path: string,
  body: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<number> {
  let bytes = 0;
  await using handle = await open(path, "wx");
  for await (const piece of body) {
    bytes += Buffer.byteLength(piece);
    await handle.appendFile(piece);
  }
  await handle.sync();
  return bytes;
}
