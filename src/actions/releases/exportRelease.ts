import { type ExportFormat, isFolderFormat } from "../../contract/releases/release.ts";
import { getProject } from "../../db/project/project.ts";
import { getRelease } from "../../db/releases.ts";
import { tarFolder } from "../../files/datasets/tarFolder.ts";
import type { Context } from "../context.ts";
import { exportDataset } from "./exportDataset.ts";
import { contents, type ExportOptions, stemOf } from "./releaseContents.ts";

export interface ExportedFile {
  project: string;
  fileName: string;
  contentType: string;
  body: AsyncIterable<string | Uint8Array>;
}

/**
 * A release's labels, the raw votes on its images, the results of the no-label review, or the guideline, as a file;
 * folders become tar archives.
 */
export async function exportRelease(
  { db, storage }: Pick<Context, "db" | "storage">,
  { release: id, format, ...options }: { release: string; format: ExportFormat } & ExportOptions,
): Promise<ExportedFile> {
  const release = await getRelease(db, id);
  const project = await getProject(db, release.projectId);
  if (isFolderFormat(format) || options.images !== undefined) {
    const { folderName: folder, files } = await exportDataset(
      { db, storage },
      { release: id, format, ...options },
    );
    const scratch = storage.within(`files/${project.id}`).scratchFolder();
    return {
      project: project.id,
      fileName: `${folder}.tar`,
      contentType: "application/x-tar",
      body: tarFolder(files, { folder, scratch, at: new Date(release.at) }),
    };
  }
  const { ending, ...content } = await contents[format]({ db, storage, release, project, options });
  return { project: project.id, fileName: `${stemOf({ project, release })}-${ending}`, ...content };
}
