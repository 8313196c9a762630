import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Waits until a file's content is on the disk: otherwise a power cut could leave an empty file under its name. */
export async function syncFile(file: string): Promise<void> {
  // Windows syncs only files that are open for writing.
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Waits until a folder's names are on the disk. On Windows, where folders cannot be opened, the file system does it.
 */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["EPERM", "EINVAL", "EISDIR", "EBADF"].includes(code)) throw error;
  } finally {
    await handle.close();
  }
}

/** Makes a folder and any missing parents, and waits until their names are on the disk. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
