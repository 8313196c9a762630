import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import { explainWriting } from "./explainWriting.ts";
import { syncFolder } from "./syncFiles.ts";

/**
 * Writes a file whole or not at all.
 *
 * @returns its absolute path
 * @throws Failure `already-exists` unless `force`, `not-found` for a missing folder, `disk-full`; `unavailable` if
 *   nothing may be written there
 */
export async function writeFileWhole(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  { force }: { force: boolean },
): Promise<string> {
  const file = resolve(path);
  if (existsSync(file) && !force) {
    throw new Failure(
      "already-exists",
      `${file} exists already. Choose another name, or replace it with --force.`,
    );
  }
  const unfinished = `${file}.${randomUUID()}.tmp`;
  let needed = 0;
  try {
    const handle = await open(unfinished, "wx");
    try {
      for await (const piece of pieces) {
        needed += Buffer.byteLength(piece);
        await handle.appendFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    await syncFolder(dirname(file));
    return file;
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Failure("not-found", `There is no folder for ${file}. Make it first.`);
    if (code === "EISDIR") throw new Failure("bad-file", `${file} is a folder. Name a file.`);
    throw explainWriting(error, file, needed);
  }
}
