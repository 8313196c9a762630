import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makePhoto } from "../../files/testing/makePhoto.ts";

/**
 * Writes a new folder of small photos, each different.
 * @param files relative paths; text instead of a number is written as is
 */
export async function writePhotos(files: Record<string, number | string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-photos-"));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      typeof content === "string" ? content : await makePhoto(48, 32, content).jpeg().toBuffer(),
    );
  }
  return folder;
}
