import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../contract/failure.ts";
import { resolveInside } from "../files/resolveInside.ts";

/** The folder that holds a project's copies of the images of a source folder. */
export function folderOfCopies(dataFolder: string, project: string, source: string): string {
  const name = createHash("sha256").update(source).digest("hex").slice(0, 12);
  return join(dataFolder, "files", project, name);
}

/**
 * Copies an image file to the same place below another folder. A copy is there whole or not at all.
 *
 * @returns why it cannot be copied; undefined if it was
 * @throws Failure `disk-full`
 */
export async function copyIntoProject(from: string, to: string, path: string): Promise<string | undefined> {
  const file = await resolveInside(from, path);
  if (!file)
    return "There is no such file inside of the imported folder. Put it back, or take it off the list.";
  const target = join(to, path);
  const unfinished = `${target}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, unfinished);
    await rename(unfinished, target);
    return undefined;
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") throw new Failure("disk-full", `The disk is full. Make room where ${to} is.`);
    return `It cannot be copied: ${message}.`;
  }
}
