import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { canBePacked } from "../../core/embeddings/packEmbeddings.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import { deleteEmbeddingSet, insertEmbeddings, updateEmbeddingSet } from "../../db/embeddings.ts";
import { insertEvent } from "../../db/event.ts";
import { findImagesByKey } from "../../db/images/image.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { badFile, badRow } from "../../files/fileFailure.ts";
import { type ListOrder, listOrder } from "../../files/images/listOrder.ts";
import { readImageList } from "../../files/images/readImageList.ts";
import {
  type EmbeddingBlock,
  type EmbeddingFile,
  openEmbeddings,
} from "../../files/predictions/embeddings/openEmbeddings.ts";
import { hashFile } from "../../files/predictions/hashFile.ts";
import type { Context } from "../context.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { claimEmbeddingSet } from "./parts/claimEmbeddingSet.ts";

export interface EmbeddingImport extends JobInput {
  project: string;
  /** Floats, a row per image, see `openEmbeddings`. */
  file: string;
  /** Name of the model that computed them. */
  model: string;
  /** For a file that does not name its images: a list of them, see `readImageList`. */
  images?: string | undefined;
  /** Of a .npz file or Parquet. */
  array?: string | undefined;
  /** The order of the rows, where it differs from the list's. */
  order?: ListOrder | undefined;
  /** Leaves out rows of images that the project lacks, instead of refusing the file. */
  ignoreUnknown?: boolean | undefined;
  /** Replaces the embeddings of this name. */
  replace?: boolean | undefined;
}

export interface EmbeddingImportReport {
  model: string;
  sha256: string;
  /** Images that now have an embedding by the model. */
  images: number;
  size: number;
  /** Rows of images that the project lacks. */
  ignored: number;
  /** They were imported before: nothing changed. */
  alreadyThere: boolean;
}

const rowsAtOnce = 64;
const maxNamed = 20;

/**
 * Stores embeddings that were computed elsewhere. The file is read twice: first all of it is checked, and one unusable
 * row refuses it; then it is stored in chunks. Only the last transaction makes them visible: if killed earlier, nothing
 * is seen of them, and the same command resumes.
 *
 * @throws Failure `bad-file` with the rows; `already-exists` where the name is taken; `wrong-usage` for another format
 */
export async function importEmbeddings(
  ctx: Pick<Context, "db" | "now">,
  input: EmbeddingImport,
): Promise<EmbeddingImportReport> {
  const { file, order = "images", ignoreUnknown = false } = input;
  const name = input.model.normalize("NFC").trim();
  if (name === "" || name.length > 100)
    throw new Failure("bad-request", "A model's name has 1 to 100 characters.");
  const project = await getProject(ctx.db, input.project);
  const opened = await openEmbeddings(file, input.array);
  const list = listFor(input, opened);
  const keys =
    list === undefined
      ? undefined
      : listOrder(
          (await readImageList(list)).map(({ image }) => image),
          order,
          file,
        );
  const checked = await checkRows(ctx.db, opened, { ...input, project: project.id, keys, ignoreUnknown });
  const hash = async () => ({
    sha256: await opened.hash(),
    images: list === undefined ? null : await hashFile(list),
  });
  const hashes = await hash();
  const sourceJson = JSON.stringify({ ...hashes, order, ignoreUnknown });
  const claim = await ctx.db.transaction().execute((db) =>
    claimEmbeddingSet(db, {
      project: project.id,
      name,
      sha256: hashes.sha256,
      sourceJson,
      size: checked.size,
      replace: input.replace ?? false,
      at: ctx.now().toISOString(),
    }),
  );
  const isDone = claim.set.completedAt !== null;
  if (!isDone) {
    const which = { project: project.id, model: claim.model.id, size: checked.size };
    await storeRows(ctx, opened, { input, which, keys, rowsDone: claim.set.rowsDone });
    const now = await hash();
    if (now.sha256 !== hashes.sha256 || now.images !== hashes.images) {
      throw new Failure(
        "bad-file",
        `${file} or its list of images changed while it was read. Import it again.`,
      );
    }
    const at = ctx.now().toISOString();
    await ctx.db.transaction().execute(async (db) => {
      if (claim.replaces !== undefined)
        await deleteEmbeddingSet(db, { project: project.id, model: claim.replaces });
      await updateEmbeddingSet(db, which, { completedAt: at });
      const after = { model: name, ...hashes, file: basename(file), ...checked };
      await insertEvent(db, { project: project.id, at, person: null, kind: "embeddings-imported", after });
    });
  }
  return { model: name, sha256: hashes.sha256, ...checked, alreadyThere: isDone };
}

/**
 * The list that names the rows; undefined where the file names them. @throws Failure `wrong-usage` where there is a
 * list too many or too few
 */
function listFor(
  { file, images, order }: EmbeddingImport,
  { namesImages }: EmbeddingFile,
): string | undefined {
  if (!namesImages && images === undefined)
    throw new Failure("wrong-usage", `${file} does not name its images: --images LIST.csv does.`);
  if (namesImages && (images !== undefined || order !== undefined))
    throw new Failure("wrong-usage", `${file} names its images itself: leave out --images and --order.`);
  return images;
}

/** Some rows, with the names of their images. */
type NamedBlock = EmbeddingBlock & { images: readonly string[] };

/**
 * Cuts blocks into a few dozen rows each. A file's blocks may hold thousands, and are valid until the next is
 * requested.
 */
async function* cutBlocks(
  { blocks }: EmbeddingFile,
  keys: readonly string[] | undefined,
): AsyncGenerator<NamedBlock> {
  for await (const { first, rows, numbers, images, ...header } of blocks()) {
    for (let row = 0; row < rows; row += rowsAtOnce) {
      const end = Math.min(rows, row + rowsAtOnce);
      yield {
        ...header,
        first: first + row,
        rows: end - row,
        numbers: numbers.subarray(row * header.width, end * header.width),
        images: keys?.slice(first + row, first + end) ?? images!.slice(row, end),
      };
    }
  }
}

/** @throws Failure `bad-file` naming the first rows that cannot be used, and how many there are */
async function checkRows(
  db: Db,
  opened: EmbeddingFile,
  {
    project,
    file,
    images: list,
    keys,
    ignoreUnknown,
    signal,
    onProgress,
  }: EmbeddingImport & { keys: readonly string[] | undefined; ignoreUnknown: boolean },
): Promise<{ images: number; size: number; ignored: number }> {
  const found = { images: 0, size: 0, ignored: 0 };
  const problems: string[] = [];
  const seen = new Set<string>();
  let wrong = 0;
  const refuse = (row: number, reason: string) => {
    if (wrong++ < maxNamed) problems.push(`row ${row + 1}: ${reason}`);
  };
  for await (const block of cutBlocks(opened, keys)) {
    const { first, rows, width, total, numbers, images: some } = block;
    signal?.throwIfAborted();
    checkBlock(file, block, list, keys?.length);
    found.size = width;
    const images = await findImagesByKey(db, project, some);
    for (const [at, key] of some.entries()) {
      const row = first + at;
      const odd = numbers.subarray(at * width, (at + 1) * width).findIndex((number) => !canBePacked(number));
      if (odd >= 0) refuse(row, `number ${odd + 1} is ${numbers[at * width + odd]}, not a finite one`);
      else if (seen.has(key)) refuse(row, `${key} comes twice`);
      else if (images.has(key)) found.images++;
      else if (ignoreUnknown) found.ignored++;
      else refuse(row, `the project has no image ${key}`);
      seen.add(key);
    }
    onProgress?.({ step: "Checking embeddings", done: first + rows, total });
  }
  if (wrong > 0) {
    const more = wrong > maxNamed ? ` and ${wrong - maxNamed} more` : "";
    const way = ignoreUnknown ? "" : " --ignore-unknown-images leaves out images that the project lacks.";
    throw badFile(file, `${problems.join("; ")}${more}.${way}`);
  }
  if (found.images === 0) throw badFile(file, "none of its rows is of an image of the project.");
  return found;
}

function checkBlock(
  file: string,
  { isIndex, total, width }: EmbeddingBlock,
  list: string | undefined,
  names: number | undefined,
): void {
  if (isIndex)
    throw badFile(file, "it holds whole numbers, and embeddings are floats. Are they predictions?");
  if (width < 2) throw badRow(file, 1, "it has one number an image, and embeddings have many.");
  if (width > 65_536) throw badFile(file, `it has ${width} numbers a row; embeddings have at most 65,536.`);
  if (list === undefined || total === names) return;
  throw badFile(
    file,
    `it has ${total} rows, but ${basename(list)} names ${names} images. Row i of one must be row i of the other.`,
  );
}

async function storeRows(
  ctx: Pick<Context, "db" | "now">,
  opened: EmbeddingFile,
  {
    input,
    which,
    keys,
    rowsDone,
  }: {
    input: EmbeddingImport;
    which: { project: string; model: string; size: number };
    keys: readonly string[] | undefined;
    rowsDone: number;
  },
): Promise<void> {
  for await (const { first, rows, total, numbers, images: some } of cutBlocks(opened, keys)) {
    const done = first + rows;
    if (done <= rowsDone) continue;
    input.signal?.throwIfAborted();
    const found = await findImagesByKey(ctx.db, which.project, some);
    const places = some.flatMap((key, at) => (found.has(key) ? [at] : []));
    const picked = pickRows(numbers, which.size, places);
    const images = places.map((at) => found.get(some[at]!)!.id);
    const progress = { step: "Importing embeddings", done, total };
    await ctx.db.transaction().execute(async (db) => {
      await insertEmbeddings(db, which, { images, rows: picked });
      await updateEmbeddingSet(db, which, { rowsDone: done });
      await storeProgress(db, input, progress, ctx.now().toISOString());
    });
    input.onProgress?.(progress);
  }
}
