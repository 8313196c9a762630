import type { ExportFormat } from "../../contract/releases/release.ts";
import { getProject } from "../../db/project/project.ts";
import { getRelease } from "../../db/releases.ts";
import type { Context } from "../context.ts";
import { contents, type ExportOptions, stemOf } from "./releaseContents.ts";

export interface ExportedFile {
  project: string;
  fileName: string;
  contentType: string;
  body: AsyncIterable<string>;
}

/** A release's labels, the raw votes on its images, what the no-label review found, or the guideline, as a file. */
export async function exportRelease(
  { db, storage }: Pick<Context, "db" | "storage">,
  { release: id, format, ...options }: { release: string; format: ExportFormat } & ExportOptions,
): Promise<ExportedFile> {
  const release = await getRelease(db, id);
  const project = await getProject(db, release.projectId);
  const { ending, ...content } = await contents[format]({ db, storage, release, project, options });
  return { project: project.id, fileName: `${stemOf({ project, release })}-${ending}`, ...content };
}
