import type { Label } from "../contract/labelSpace.ts";
import { findImagesByKey, insertImages, listOriginalLabelsOf, retryFailedImages } from "../db/image.ts";
import { ensureImportRoot } from "../db/importRoot.ts";
import { listLabels } from "../db/labelSpace.ts";
import { newId } from "../db/newId.ts";
import { getProject } from "../db/project.ts";
import type { Db } from "../db/schema.ts";
import type { FolderLayout } from "../files/listImageFiles.ts";
import { chunksOf } from "./chunksOf.ts";
import type { Context } from "./context.ts";
import { copyIntoProject, folderOfCopies } from "./copyIntoProject.ts";
import type { ImportRow, ImportSource, Refusal } from "./importSource.ts";
import { type JobInput, storeProgress } from "./jobProgress.ts";
import { readImportSource } from "./readImportSource.ts";
import { labelResolver } from "./resolveLabel.ts";

export interface ImportReport extends Omit<ImportSource, "rows" | "images"> {
  /** New in the project. */
  registered: number;
  alreadyThere: number;
}

export interface ImportInput extends JobInput {
  /** The project's id. */
  project: string;
  /** A folder or a manifest. */
  source: string;
  /** Of a manifest: where its paths start; by default its own folder. */
  folder?: string | undefined;
  layout?: FolderLayout | undefined;
  /** Copies the files into the data folder; otherwise they stay where they are. */
  copy?: boolean | undefined;
  /** A manifest of images whose files are not at hand: labels can be judged, not annotated. */
  withoutFiles?: boolean | undefined;
}

/** Rows per transaction: more of them write fewer pages, and keep people waiting longer who save meanwhile. */
const chunkSize = 2500;

/**
 * Registers the images of a folder or a manifest, in chunks: killed and started again, it goes on. Running it again
 * adds what is new, and has files that were refused looked at again. An image's original labels never change this
 * way, because annotations may rest on them: such a row is refused. Files are not opened (see `verifyImages`).
 *
 * @throws Failure `unknown-label` where a folder or cell means no label; then nothing was imported
 */
export async function importImages(
  ctx: Pick<Context, "db" | "dataFolder" | "now">,
  input: ImportInput,
): Promise<ImportReport> {
  const project = await getProject(ctx.db, input.project);
  const labels = await listLabels(ctx.db, project.labelSpaceId);
  const { rows, images, ...source } = await readImportSource(input, labelResolver(labels));
  const target = input.copy ? folderOfCopies(ctx.dataFolder, project.id, source.root) : source.root;
  const createdAt = ctx.now().toISOString();
  const root = await ensureImportRoot(ctx.db, { projectId: project.id, path: target, createdAt });
  await retryFailedImages(ctx.db, root.id);

  const report: ImportReport = { ...source, registered: 0, alreadyThere: 0 };
  let done = 0;
  for await (const chunk of chunksOf(rows, chunkSize)) {
    input.signal?.throwIfAborted();
    const outcome = await sortOut(ctx.db, project.id, root.id, chunk, labels);
    const added = input.copy
      ? await copyAll(outcome.added, source.root, target, outcome.refused)
      : outcome.added;
    done += chunk.length;
    const progress = { step: "Registering images", done, total: images };
    await ctx.db.transaction().execute(async (db) => {
      await insertImages(
        db,
        added.map(({ key, path, originals }) => ({
          id: newId(),
          projectId: project.id,
          key,
          rootId: root.id,
          path,
          fileState: input.withoutFiles ? ("none" as const) : ("unverified" as const),
          failure: "",
          createdAt,
          originals,
        })),
      );
      await storeProgress(db, input, progress, ctx.now().toISOString());
    });
    report.registered += added.length;
    report.alreadyThere += outcome.alreadyThere;
    report.refused.push(...outcome.refused);
    input.onProgress?.(progress);
  }
  return report;
}

/** Which rows are new, which are there already, and which contradict what is there. */
async function sortOut(
  db: Db,
  project: string,
  root: string,
  chunk: readonly ImportRow[],
  labels: readonly Label[],
): Promise<{ added: ImportRow[]; alreadyThere: number; refused: Refusal[] }> {
  const keys = chunk.flatMap(({ key, otherKey }) => (otherKey === undefined ? [key] : [key, otherKey]));
  const stored = await findImagesByKey(db, project, keys);
  const originalsOf = await listOriginalLabelsOf(
    db,
    [...stored.values()].map(({ id }) => id),
  );
  const added = new Map<string, ImportRow>();
  const refused: Refusal[] = [];
  let alreadyThere = 0;
  const name = (indices: readonly number[]) =>
    indices.length === 0 ? "none" : indices.map((index) => labels[index]?.name ?? index).join(", ");

  for (const row of chunk) {
    const { key, otherKey, path, where, originals } = row;
    const isHere = (candidate?: { rootId: string; path: string }) =>
      candidate?.rootId === root && candidate.path === path;
    const other = otherKey === undefined ? undefined : stored.get(otherKey);
    const image = isHere(other) ? other : stored.get(key);
    const twin = added.get(key);
    if (!image && !twin) {
      added.set(key, row);
    } else if (image ? !isHere(image) : twin?.path !== path) {
      refused.push({
        file: where,
        reason: `Another file of the project is called “${key}” too. Rename one of them.`,
      });
    } else {
      const known = image ? (originalsOf.get(image.id) ?? []) : (twin?.originals ?? []);
      if (sameSet(known, originals)) alreadyThere++;
      else {
        refused.push({
          file: where,
          reason: `Its original label is stored as ${name(known)}, and here it is ${name(originals)}. It was left as it is.`,
        });
      }
    }
  }
  return { added: [...added.values()], alreadyThere, refused };
}

const sameSet = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((label) => b.includes(label));

/** The rows whose files were copied; the others are refused. */
async function copyAll(
  rows: readonly ImportRow[],
  from: string,
  to: string,
  refused: Refusal[],
): Promise<ImportRow[]> {
  const copied: ImportRow[] = [];
  for (const row of rows) {
    const reason = await copyIntoProject(from, to, row.path);
    if (reason === undefined) copied.push(row);
    else refused.push({ file: row.where, reason });
  }
  return copied;
}
