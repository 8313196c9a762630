import { listRootPaths } from "../../db/images/importRoot.ts";
import { listJobsUnderWay } from "../../db/jobs.ts";
import type { Context } from "../context.ts";
import { isOfCopies, rootOfUpload } from "./parts/copyIntoProject.ts";

/** How long a failed job can be restarted with the files uploaded for it. */
const keptMs = 7 * 24 * 3600 * 1000;

/**
 * Removes uploads to a project that were never used, because their job failed or was never started, a week after their
 * last file arrived.
 */
export async function forgetOldUploads(
  { db, storage, now }: Pick<Context, "db" | "storage" | "now">,
  project: string,
): Promise<void> {
  const imported = new Set(await listRootPaths(db, project));
  const waiting = (await listJobsUnderWay(db, project)).map(({ inputJson }) => inputJson ?? "");
  const isForgettable = (upload: string) => {
    const root = rootOfUpload({ project, upload });
    return isOfCopies(project, root) && !imported.has(root) && !waiting.some((work) => work.includes(upload));
  };
  const files = storage.within(`files/${project}`);
  const latest = new Map<string, number>();
  for await (const key of files.list("", (part) => !isForgettable(uploadOf(part)))) {
    const upload = uploadOf(key);
    const at = (await files.stat(key))?.modifiedAt.getTime() ?? 0;
    latest.set(upload, Math.max(at, latest.get(upload) ?? 0));
  }
  for (const [upload, at] of latest)
    if (now().getTime() - at > keptMs) await files.within(upload).removeAll();
}

/** The first part of a key: the upload it belongs to, if any. */
const uploadOf = (key: string): string => key.split("/", 1)[0] ?? "";
