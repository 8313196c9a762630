import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Makes an empty folder that is removed after the tests of the file or `describe` that asks for it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
