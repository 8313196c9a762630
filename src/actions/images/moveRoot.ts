import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import pLimit from "p-limit";
import { Failure } from "../../contract/failure.ts";
import { insertEvent } from "../../db/event.ts";
import {
  findImportRoot,
  listFilesOfRoot,
  listImportRoots,
  updateImportRoot,
} from "../../db/images/importRoot.ts";
import { openRoot, rootOf } from "../../storage/openRoot.ts";
import { bucketAddress, isBucketAddress, readBucketAddress } from "../../storage/s3/bucketAccess.ts";
import type { ReadableStorage } from "../../storage/storage.ts";
import type { Context } from "../context.ts";
import { nameSome } from "./importSource.ts";

export interface RootView {
  /** Absolute path. */
  path: string;
  images: number;
  isInDataFolder: boolean;
}

const placeOfRoot = ({ storage }: Pick<Context, "storage">, path: string) =>
  openRoot(storage, path).locationOf("");

/** The folders from which a project's images are read. */
export async function listRoots(
  ctx: Pick<Context, "db" | "storage">,
  { project }: { project: string },
): Promise<RootView[]> {
  const roots = await listImportRoots(ctx.db, project);
  return roots.map(({ path, images }) => {
    const folder = placeOfRoot(ctx, path);
    return { path: folder, images, isInDataFolder: folder !== path };
  });
}

/**
 * Reads a project's images from another folder from now on, to which their files were moved. Every file must be there,
 * verified ones with the same size; their content is compared when they are shown.
 *
 * @throws Failure `not-found` where the project has no such root, or there is no such folder; `bad-file` where files are
 * missing or differ; `already-exists` where the project has images from the new folder
 */
export async function moveRoot(
  ctx: Pick<Context, "db" | "storage" | "now">,
  { project, from, to }: { project: string; from: string; to: string },
): Promise<{ from: string; to: string; files: number }> {
  const roots = await listImportRoots(ctx.db, project);
  const wanted = readPlace(from);
  const root = roots.find(({ path }) => placeOfRoot(ctx, path) === wanted);
  if (!root) {
    const known = roots.map(({ path }) => placeOfRoot(ctx, path));
    throw new Failure(
      "not-found",
      `The project has no images from ${wanted}. It has some from ${nameSome(known) || "no folder"}.`,
    );
  }
  const folder = await findPlace(ctx, to);
  const path = rootOf(ctx.storage, folder);
  if (path === root.path) return { from: wanted, to: folder, files: root.images };
  if (await findImportRoot(ctx.db, { projectId: project, path })) {
    throw new Failure("already-exists", `The project has images from ${folder} too. Choose another folder.`);
  }
  const files = await listFilesOfRoot(ctx.db, root.id);
  const wrong = await findWrong(openRoot(ctx.storage, path), files);
  if (wrong.length > 0) {
    throw new Failure(
      "bad-file",
      `${wrong.length} of ${files.length} files are not in ${folder} as they were: ${nameSome(wrong, 5)}. Copy them there, and try again. Nothing was changed.`,
      { files: wrong },
    );
  }
  await ctx.db.transaction().execute(async (db) => {
    await updateImportRoot(db, root.id, path);
    await insertEvent(db, {
      project,
      at: ctx.now().toISOString(),
      person: null,
      kind: "import-root-moved",
      before: { path: root.path },
      after: { path },
    });
  });
  return { from: wanted, to: folder, files: files.length };
}

const readPlace = (text: string): string => (isBucketAddress(text) ? text.replace(/\/$/, "") : resolve(text));

async function findPlace({ storage }: Pick<Context, "storage">, to: string): Promise<string> {
  if (isBucketAddress(to)) {
    const place = readBucketAddress(to);
    if (place && (await openRoot(storage, bucketAddress(place)).isThere())) return bucketAddress(place);
    throw new Failure("not-found", `There is no bucket ${to}. Check the address.`);
  }
  const folder = await realpath(to).catch(() => undefined);
  if (folder !== undefined && (await stat(folder)).isDirectory()) return folder;
  throw new Failure("not-found", `There is no folder ${resolve(to)}. Check the path.`);
}

/** The files that are missing or have another size. */
async function findWrong(
  there: ReadableStorage,
  files: readonly { path: string; bytes: number | null }[],
): Promise<string[]> {
  const run = pLimit(32);
  const found = await Promise.all(
    files.map(({ path, bytes }) =>
      run(async () => {
        const file = await there.stat(path);
        return file && (bytes === null || Number(bytes) === file.bytes) ? undefined : path;
      }),
    ),
  );
  return found.filter((path) => path !== undefined);
}
