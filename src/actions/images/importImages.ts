import { randomInt } from "node:crypto";
import { rm } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { Label } from "../../contract/labels/labelSpace.ts";
import { findImagesByKey, insertImages, retryFailedImages, updateImagePlace } from "../../db/images/image.ts";
import { continueImageImport, updateImageImport } from "../../db/images/imageImport.ts";
import { ensureImportRoot, findImportRoot } from "../../db/images/importRoot.ts";
import { insertOriginalLabels } from "../../db/images/originalLabel.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { newIdsInPart } from "../../db/sql/newId.ts";
import { writeInBulk } from "../../db/sql/writeInBulk.ts";
import type { FolderLayout } from "../../files/images/listImageFiles.ts";
import type { Outside } from "../../files/remote/askOutside.ts";
import { openRoot, rootOf } from "../../storage/openRoot.ts";
import { isBucketAddress } from "../../storage/s3/bucketAccess.ts";
import type { Context } from "../context.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { labelResolver } from "../labels/resolveLabel.ts";
import { refuseImplausible } from "../refuseImplausible.ts";
import { type ImportRows, type ImportSource, whereIs } from "./importSource.ts";
import { copyIntoProject, rootOfCopies } from "./parts/copyIntoProject.ts";
import { judgeNewOriginals } from "./parts/judgeNewOriginals.ts";
import { type ImportPlan, planImport } from "./parts/planImport.ts";
import { readImportSource } from "./readImportSource.ts";

export interface ImportReport extends Omit<ImportSource, "rows" | "images" | "unpacked" | "origin"> {
  /** New in the project. */
  registered: number;
  alreadyThere: number;
  /** Existing images without an original label that now have one. */
  labelled: number;
  /** How many of the source's images were not refused and do not have one of these keys in the project. */
  countBut(keys: ReadonlySet<string>): number;
}

export interface ImportInput extends JobInput {
  /** The project's id. */
  project: string;
  /**
   * A folder, a manifest, an archive or a bucket's address (its images are read there); for uploaded files, a name for
   * all.
   */
  source: string;
  /** Where uploaded files are in the storage: they are read there, and stay. */
  storedIn?: string | undefined;
  /** Name of the source in the project's list of imports, where its path would say nothing. */
  name?: string | undefined;
  /** For a manifest: where its paths start; by default its own folder. */
  folder?: string | undefined;
  layout?: FolderLayout | undefined;
  /**
   * Copies the files into the data folder; otherwise they stay where they are. Those of an archive are always kept
   * there.
   */
  copy?: boolean | undefined;
  /** A manifest of images whose files are not available: their labels can be evaluated, but not annotated. */
  withoutFiles?: boolean | undefined;
  /** Rows of a manifest whose files are missing are left out. */
  skipMissing?: boolean | undefined;
  /** For a manifest: lists of labels that could also be a model's rankings are accepted as labels. */
  unsortedLabels?: boolean | undefined;
  /** Accepts original labels that agree with the images' predictions no better than chance. */
  allowImplausible?: boolean | undefined;
  /** How images are loaded from the web; without it, none are. */
  outside?: Outside | undefined;
  /** Refuses anything but a list of images on the web. */
  listsOnly?: boolean | undefined;
  /** For a list of images on the web: what they are stored under; by default the list's path. */
  keptAs?: string | undefined;
}

/** Rows per transaction: more rows write fewer pages, but keep people who save meanwhile waiting longer. */
const chunkSize = 2500;

/**
 * Registers the images of a folder, a manifest or an archive, in chunks: if killed and restarted, it resumes. Running
 * it again adds new images, gives images without an original label theirs, and retries refused files. It never changes
 * a stored original label, because annotations may rest on it. Files are not opened (see `verifyImages`). The order of
 * the new images' ids is random, so that it reveals nothing about their labels.
 *
 * @throws Failure those of `readImportSource` and `planImport`; `bad-file` where new original labels do not match the
 * images' predictions; then nothing is imported
 */
export async function importImages(
  ctx: Pick<Context, "db" | "dialect" | "dataFolder" | "storage" | "now">,
  input: ImportInput,
): Promise<ImportReport> {
  const project = await getProject(ctx.db, input.project);
  const labels = await listLabels(ctx.db, project);
  const unpackInto = ctx.storage.within(`files/${project.id}`).scratchFolder();
  const source = await readImportSource(
    {
      ...{ ...input, unpackInto, storage: ctx.storage },
      findKnown: async (keys) => new Set((await findImagesByKey(ctx.db, project.id, keys)).keys()),
    },
    labelResolver(labels),
  );
  try {
    return await register(ctx, input, { project: project.id, labels, source });
  } finally {
    if (source.unpacked) await rm(source.unpacked, { recursive: true, force: true });
  }
}

async function register(
  ctx: Pick<Context, "db" | "dialect" | "dataFolder" | "storage" | "now">,
  input: ImportInput,
  found: { project: string; labels: readonly Label[]; source: ImportSource },
): Promise<ImportReport> {
  const { project, labels } = found;
  const { rows, images: _, unpacked, origin, ...source } = found.source;
  const isCopied = input.copy || unpacked !== undefined;
  const path =
    input.storedIn ??
    (isCopied
      ? rootOfCopies(project, unpacked === undefined ? source.root : origin)
      : rootOf(ctx.storage, source.root));
  const known = await findImportRoot(ctx.db, { projectId: project, path });
  const plan = await planImport(
    ctx.db,
    { ...input, dataFolder: ctx.dataFolder, root: known?.id, labels },
    rows,
  );

  const report = {
    ...source,
    root: isCopied ? ctx.storage.locationOf(path) : source.root,
    registered: 0,
    alreadyThere: plan.alreadyThere,
    labelled: plan.labelled.size,
    countBut: (keys: ReadonlySet<string>) => countBut(rows, plan, keys),
  };
  for (const refusal of plan.refused.values()) report.refused.push(refusal);
  const fit = await judgeNewOriginals(ctx.db, plan.labelled, labels.length);
  const { implausible } = refuseImplausible(fit, input.allowImplausible ?? false);
  report.notes = [...implausible.map((line) => `Implausible: ${line}`), ...report.notes];
  if (known) await retryFailedImages(ctx.db, known.id);
  const changes = plan.added.length + plan.labelled.size + plan.found.length;
  if (changes === 0) return report;

  const createdAt = ctx.now().toISOString();
  const place = { projectId: project, path, createdAt };
  const run = await ctx.db.transaction().execute(async (db) => {
    const root = await ensureImportRoot(db, place);
    const started = await continueImageImport(db, {
      ...place,
      rootId: root.id,
      source: input.name ?? origin,
    });
    await completeImages(db, plan, started.id);
    return started;
  });
  const added = shuffle(plan.added);
  await writeInBulk(ctx.db, ctx.dialect, async () => {
    for (let first = 0; first < added.length; first += chunkSize) {
      // SQLite answers synchronously: without a pause, no request to abort would be noticed.
      await setImmediate();
      input.signal?.throwIfAborted();
      const chunk = Array.from(added.subarray(first, first + chunkSize), (at) => ({ at, ...rows.at(at)! }));
      const refused = isCopied
        ? await copyIntoProject({
            from: source.root,
            bucket: isBucketAddress(source.root) ? openRoot(ctx.storage, source.root) : undefined,
            to: ctx.storage.within(path),
            paths: chunk.map(({ path }) => path),
            move: unpacked !== undefined,
            signal: input.signal,
          })
        : new Map<string, string>();
      const taken = chunk.filter(({ path }) => !refused.has(path));
      const progress = { step: "Registering images", done: first + chunk.length, total: added.length };
      const parts = Math.ceil(added.length / chunkSize);
      const ids = newIdsInPart(taken.length, first / chunkSize, parts);
      await ctx.db.transaction().execute(async (db) => {
        await insertImages(
          db,
          taken.map(({ key, path, originals }, at) => ({
            id: ids[at]!,
            projectId: project,
            key,
            rootId: run.rootId,
            path,
            fileState: input.withoutFiles ? ("none" as const) : ("unverified" as const),
            failure: "",
            createdAt,
            importId: run.id,
            originals,
          })),
        );
        await storeProgress(db, input, progress, ctx.now().toISOString());
      });
      report.registered += taken.length;
      for (const row of chunk) {
        const reason = refused.get(row.path);
        if (reason === undefined) continue;
        const refusal = { file: whereIs(row), reason };
        report.refused.push(refusal);
        plan.refused.set(row.at, refusal);
      }
      input.onProgress?.(progress);
    }
  });
  await updateImageImport(ctx.db, run.id, { completedAt: ctx.now().toISOString() });
  return report;
}

/** Gives existing images what they lack: original labels, and files that were not available before. */
async function completeImages(
  db: Parameters<typeof insertOriginalLabels>[0],
  { labelled, found }: ImportPlan,
  importId: string,
): Promise<void> {
  await insertOriginalLabels(
    db,
    [...labelled].flatMap(([imageId, indices]) =>
      indices.map((labelIndex) => ({ imageId, labelIndex, importId })),
    ),
  );
  for (const { id, path } of found) await updateImagePlace(db, id, path);
}

function countBut(rows: ImportRows, { refused, otherKeys }: ImportPlan, keys: ReadonlySet<string>): number {
  let count = rows.length - refused.size;
  for (let at = 0; keys.size > 0 && at < rows.length; at++)
    if (!refused.has(at) && keys.has(otherKeys.get(at) ?? rows.at(at)!.key)) count--;
  return count;
}

/** Puts rows into a random order that nobody can reconstruct. */
function shuffle(rows: Int32Array): Int32Array {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [rows[at], rows[other]] = [rows[other]!, rows[at]!];
  }
  return rows;
}
