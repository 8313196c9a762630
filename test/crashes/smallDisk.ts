import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  /** Its empty folder. */
  folder: string;
  /** Leaves not one byte. */
  fill(): void;
  /** Takes away what filled it. */
  free(): void;
  /** Nothing can be written any more; nothing must be open for writing. */
  makeReadOnly(): void;
  remove(): void;
}

/** A real disk of a few megabytes, in memory; undefined where this machine lets nobody mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), "multilabelfy-disk-"));
  const mount = (options: string) =>
    spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;
  if (!mount(`size=${megabytes}m,mode=700`)) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, "filler");
  return {
    folder,
    fill() {
      const handle = openSync(filler, "a");
      try {
        for (const bytes of [65_536, 4096, 1]) writeUntilFull(handle, Buffer.alloc(bytes));
      } finally {
        closeSync(handle);
      }
    },
    free: () => rmSync(filler, { force: true }),
    makeReadOnly() {
      const { status, stderr } = spawnSync("mount", ["-o", "remount,ro", folder], { encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    },
    remove() {
      spawnSync("umount", ["--lazy", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeUntilFull(handle: number, bytes: Buffer): void {
  try {
    while (true) writeSync(handle, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

/** What a test says in its name where it is skipped. */
export const needsMount = "(needs the right to mount a small disk)";
