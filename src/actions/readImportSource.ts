import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import type { FolderLayout } from "../files/listImageFiles.ts";
import type { ImportSource, Resolve } from "./importSource.ts";
import { readFolderSource } from "./readFolderSource.ts";
import { readManifestSource } from "./readManifestSource.ts";

/**
 * Reads what a folder or manifest holds, and what its labels mean. Nothing is refused later than here because of a
 * label: one that means none refuses the whole source, with the list.
 *
 * @param input.folder of a manifest: where its paths start; by default the manifest's own folder
 * @throws Failure `not-found`, `bad-file`, `bad-request`, `unknown-label` (`details.labels`)
 */
export async function readImportSource(
  input: { source: string; folder?: string | undefined; layout?: FolderLayout | undefined },
  resolveLabel: Resolve,
): Promise<ImportSource> {
  const source = resolve(input.source);
  const status = await stat(source).catch(() => undefined);
  if (!status) throw new Failure("not-found", `There is no folder or file ${source}. Check the path.`);
  return status.isDirectory()
    ? readFolderSource(source, input.layout, resolveLabel)
    : readManifestSource(source, input.folder ?? dirname(source), resolveLabel);
}
