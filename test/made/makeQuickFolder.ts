import { statfsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Bytes that must be free in memory. */
const room = 4e9;

/** Where Linux has folders in memory; some containers have one too small for anything. */
function findMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > room ? "/dev/shm" : undefined;
  } catch {
    return undefined;
  }
}

/** A new folder whose content need not outlive the machine: programs that wait for the disk do not wait there. */
export const makeQuickFolder = (prefix: string): Promise<string> =>
  mkdtemp(join(findMemory() ?? tmpdir(), prefix));
