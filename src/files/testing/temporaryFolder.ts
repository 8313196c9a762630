import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** An empty folder that is removed after the tests of the file or of the `describe` in which it is asked for. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
