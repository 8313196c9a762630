import { createHash } from "node:crypto";
import { resolveInside } from "../../../files/resolveInside.ts";
import type { ReadableStorage, Storage } from "../../../storage/storage.ts";
import { copyFromBucket } from "./copyFromBucket.ts";

/** The import root of a project's copies of the images of a source. */
export function rootOfCopies(project: string, source: string): string {
  const name = createHash("sha256").update(source).digest("hex").slice(0, 12);
  return `files/${project}/${name}`;
}

/** The import root of files uploaded to a project. */
export const rootOfUpload = ({ project, upload }: { project: string; upload: string }): string =>
  `files/${project}/${upload}`;

/** Whether the files of an import root are the project's own copies. */
export const isOfCopies = (project: string, root: string): boolean =>
  new RegExp(`^files/${project}/[0-9a-f]{12}$`).test(root);

/**
 * Copies image files of a folder or a bucket to the same places in a storage, or moves them there.
 *
 * @param input.bucket reads `from`, where that is a place in a bucket
 * @param input.move `from` is in the storage's scratch folder, and its files are not needed there any more
 * @returns why files could not be copied, by path
 * @throws Failure `disk-full`; `unavailable` where the disk is read-only
 */
export async function copyIntoProject(input: {
  from: string;
  bucket?: ReadableStorage | undefined;
  to: Storage;
  paths: readonly string[];
  move: boolean;
  signal?: AbortSignal | undefined;
}): Promise<Map<string, string>> {
  if (input.bucket) return copyFromBucket({ ...input, from: input.bucket });
  const { from, to, paths, move } = input;
  const gone = "There is no such file inside of the imported folder. Put it back, or take it off the list.";
  const found = await Promise.all(paths.map((path) => resolveInside(from, path)));
  const files = paths.map((key, at) => ({ key, path: found[at] }));
  const refused = await to.copyIn(
    files.filter((file): file is { key: string; path: string } => file.path !== undefined),
    { move },
  );
  for (const { key, path } of files) if (path === undefined) refused.set(key, gone);
  return refused;
}
