import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Waits until the disk has a file's content: a power cut would otherwise leave an empty file under its name. */
export async function syncFile(file: string): Promise<void> {
  // Windows syncs only what may be written to.
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Waits until the disk has a folder's names. Where folders cannot be opened, on Windows, the file system does it. */
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

/** Makes a folder and what is missing above it; the disk has the names of those that were made. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
