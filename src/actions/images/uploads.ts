import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { findImportRoot, listFilesOfRoot } from "../../db/images/importRoot.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { FolderLayout } from "../../files/images/listImageFiles.ts";
import { limitBytes } from "../../files/limitBytes.ts";
import { isKey } from "../../storage/isKey.ts";
import type { Context } from "../context.ts";
import { type ExemplarReport, importExemplars } from "../exemplars/importExemplars.ts";
import type { JobInput } from "../jobProgress.ts";
import { labelResolver } from "../labels/resolveLabel.ts";
import { type ImportReport, importImages } from "./importImages.ts";
import type { ImportSource } from "./importSource.ts";
import { rootOfUpload } from "./parts/copyIntoProject.ts";
import { needsFolder, withLocalUpload } from "./parts/withLocalUpload.ts";
import { readImportSource } from "./readImportSource.ts";

interface Upload {
  /** The project's id. */
  project: string;
  /** The upload's id: 12 hexadecimal digits. */
  upload: string;
}

interface Wishes extends Upload {
  /** A name for all the files. */
  name: string;
  layout?: FolderLayout | undefined;
}

type With = Pick<Context, "db" | "dialect" | "dataFolder" | "storage" | "now">;

/**
 * Stores an uploaded file. It is no image of the project until the upload is imported; sent again, it replaces itself.
 *
 * @param input.path its path below the uploaded folder, with "/" as separator
 * @throws Failure `bad-request` for a path that leads out of the upload; `conflict` where the upload was imported;
 *   `too-large`; those of `Storage.put`
 */
export async function storeUploaded(
  ctx: With,
  {
    path,
    body,
    maxBytes,
    ...upload
  }: Upload & { path: string; body: AsyncIterable<Buffer>; maxBytes: number },
): Promise<{ bytes: number }> {
  if (!isKey(path) || path.includes("\\"))
    throw new Failure(
      "bad-request",
      `“${path}” is no path below a folder. Name folders and the file, with / between.`,
    );
  await refuseImported(ctx, upload);
  let bytes = 0;
  const count = async function* () {
    for await (const piece of limitBytes(maxBytes, "Send a smaller image.")(body)) {
      bytes += piece.length;
      yield piece;
    }
  };
  await filesOf(ctx, upload).put(path, count());
  return { bytes };
}

/**
 * How the files of an upload would be read. Nothing is written.
 *
 * @throws Failure those of `readImportSource`
 */
export async function lookAtUpload(ctx: With, input: Wishes): Promise<ImportSource> {
  const project = await getProject(ctx.db, input.project);
  const labels = await listLabels(ctx.db, project);
  const { name, layout } = input;
  const resolve = labelResolver(labels);
  const files = filesOf(ctx, input);
  const storedIn = rootOfUpload(input);
  if (!(await needsFolder(files.list(""))))
    return readImportSource({ source: name, layout, storedIn, storage: ctx.storage }, resolve);
  const scratch = scratchOf(ctx, input);
  return withLocalUpload({ files, scratch, name }, async (source) => {
    const read = await readImportSource({ source, layout, unpackInto: scratch }, resolve);
    if (read.unpacked) await rm(read.unpacked, { recursive: true, force: true });
    return read;
  });
}

/**
 * Makes the files of an upload images of the project. Files that did not become images are removed.
 *
 * @throws Failure those of `importImages`
 */
export async function importUpload(ctx: With, input: Wishes & JobInput): Promise<ImportReport> {
  const storedIn = rootOfUpload(input);
  const files = filesOf(ctx, input);
  if (await needsFolder(files.list(""))) {
    const place = { files, scratch: scratchOf(ctx, input), name: input.name };
    const report = await withLocalUpload(place, (source) =>
      importImages(ctx, { ...input, source, copy: true }),
    );
    await files.removeAll();
    return report;
  }
  const report = await importImages(ctx, { ...input, source: input.name, storedIn, name: input.name });
  const root = await findImportRoot(ctx.db, { projectId: input.project, path: storedIn });
  const kept = new Set(root ? (await listFilesOfRoot(ctx.db, root.id)).map(({ path }) => path) : []);
  await ctx.storage.within(storedIn).removeAll((key) => kept.has(key));
  return report;
}

/**
 * Removes the files of an upload.
 *
 * @throws Failure `conflict` where it was imported
 */
export async function dropUpload(ctx: With, upload: Upload): Promise<void> {
  await refuseImported(ctx, upload);
  await filesOf(ctx, upload).removeAll();
}

/**
 * Makes the files of an upload the photos that show each label. Files that show none are removed.
 *
 * @throws Failure those of `importExemplars`
 */
export async function importUploadedExemplars(
  ctx: With & Pick<Context, "dialect">,
  input: Omit<Wishes, "layout"> & JobInput & { person: string | null },
): Promise<ExemplarReport> {
  await refuseImported(ctx, input);
  const storedIn = rootOfUpload(input);
  const report = await importExemplars(ctx, { ...input, source: input.name, storedIn, seed: 1 });
  const kept = new Set(report.kept);
  await ctx.storage.within(storedIn).removeAll((key) => kept.has(key));
  return report;
}

/**
 * Runs something on uploaded files as local files, and removes them if it succeeds.
 *
 * @param input.keep leaves them there for what comes next
 * @param run gets the local path of each by its path in the upload
 * @throws Failure `not-found` where a file was not uploaded
 */
export async function readUploaded<Result>(
  ctx: With,
  { names, keep = false, ...upload }: Upload & { names: readonly string[]; keep?: boolean },
  run: (paths: string[]) => Promise<Result>,
): Promise<Result> {
  await refuseImported(ctx, upload);
  const files = filesOf(ctx, upload);
  for (const name of names)
    if (!isKey(name) || !(await files.stat(name)))
      throw new Failure("not-found", `“${name}” is not here any more. Send it again.`);
  const result = await withLocalUpload({ files, scratch: scratchOf(ctx, upload) }, async (source) =>
    run((await stat(source)).isDirectory() ? names.map((name) => join(source, name)) : [source]),
  );
  if (!keep) await files.removeAll();
  return result;
}

/** A local folder for one upload, which nobody else uses. */
const scratchOf = (ctx: With, { project, upload }: Upload) =>
  join(ctx.storage.within(`files/${project}`).scratchFolder(), `upload-${upload}`);

const filesOf = (ctx: With, upload: Upload) => ctx.storage.within(rootOfUpload(upload));

/** @throws Failure `conflict` */
async function refuseImported(ctx: With, upload: Upload): Promise<void> {
  const root = await findImportRoot(ctx.db, { projectId: upload.project, path: rootOfUpload(upload) });
  if (root)
    throw new Failure("conflict", "These files are images of the project already. Begin anew to add others.");
}
