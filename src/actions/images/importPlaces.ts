import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ImportPlaces } from "../../contract/images/importPlaces.ts";
import type { FolderLayout } from "../../files/images/listImageFiles.ts";
import { isInside } from "../../files/resolveInside.ts";
import {
  type BucketPlace,
  bucketAddress,
  isBucketAddress,
  readBucketAddress,
} from "../../storage/s3/bucketAccess.ts";
import type { Context } from "../context.ts";
import type { JobInput } from "../jobProgress.ts";
import { type ImportReport, importImages } from "./importImages.ts";
import { rootOfUpload } from "./parts/copyIntoProject.ts";
import { withLocalUpload } from "./parts/withLocalUpload.ts";

type With = Pick<Context, "db" | "dialect" | "dataFolder" | "storage" | "now" | "imports">;

/** All uploaded lists are stored under this, so that an image in two lists is one image. */
const webLists = "lists of images from the web";

/** The places that leads may import from in the browser. */
export const listImportPlaces = ({ imports }: Pick<Context, "imports">): ImportPlaces => ({
  lists: imports?.outside !== undefined,
  roots: [...(imports?.roots ?? [])],
});

/** @throws Failure `forbidden` where the installation loads no images from the web */
export function allowLists({ imports }: Pick<Context, "imports">): void {
  if (imports?.outside) return;
  throw new Failure(
    "forbidden",
    "This installation loads no images from the web. Whoever runs it may allow that by MULTILABELFY_REMOTE_IMAGES=yes.",
  );
}

/**
 * Loads the images of an uploaded list of addresses, and makes them images of the project.
 *
 * @throws Failure `forbidden`; those of `importImages`
 */
export async function importList(
  ctx: With,
  input: JobInput & { project: string; upload: string; name: string },
): Promise<ImportReport> {
  allowLists(ctx);
  const { outside } = ctx.imports ?? {};
  return withSent(ctx, input, (source) =>
    importImages(ctx, { ...input, source, outside, listsOnly: true, keptAs: webLists }),
  );
}

/** Runs something on the one file of an upload, which goes where it succeeds. */
async function withSent<Result>(
  { storage }: Pick<Context, "storage">,
  { project, upload }: { project: string; upload: string },
  run: (source: string) => Promise<Result>,
): Promise<Result> {
  const files = storage.within(rootOfUpload({ project, upload }));
  const scratch = join(storage.within(`files/${project}`).scratchFolder(), `upload-${upload}`);
  const result = await withLocalUpload({ files, scratch }, run);
  await files.removeAll();
  return result;
}

interface PlaceInput extends JobInput {
  project: string;
  source: string;
  layout?: FolderLayout | undefined;
  /** A file that was sent and names the images, by paths below the source. */
  manifest?: { upload: string; name: string } | undefined;
  skipMissing?: boolean | undefined;
  copy?: boolean | undefined;
}

/**
 * Makes the images of a folder of the server, or of a bucket, images of the project, or those of them that a manifest
 * names.
 *
 * @throws Failure those of `allowPlace` and `importImages`
 */
export async function importPlace(
  ctx: With,
  { source, manifest, ...input }: PlaceInput,
): Promise<ImportReport> {
  const folder = await allowPlace(ctx, source);
  if (!manifest) return importImages(ctx, { ...input, source: folder });
  const { project } = input;
  const { upload, name } = manifest;
  return withSent(ctx, { project, upload }, (file) =>
    importImages(ctx, { ...input, source: file, folder, name }),
  );
}

/**
 * Where a folder or a bucket really is, if it may be imported. Whether anything exists elsewhere is not disclosed.
 *
 * @throws Failure `forbidden` where the installation names no folders, or where it is the installation's own data;
 *   `not-found` for anything not below one of them after following links
 */
export async function allowPlace(
  { imports, storage, dataFolder }: Pick<Context, "imports" | "storage" | "dataFolder">,
  source: string,
): Promise<string> {
  const roots = imports?.roots ?? [];
  if (roots.length === 0)
    throw new Failure(
      "forbidden",
      "This installation imports no folders of the server in the browser. Whoever runs it may name some by MULTILABELFY_IMPORT_ROOTS.",
    );
  const nowhere = new Failure(
    "not-found",
    `${source} is no folder below those that may be imported: ${roots.join(", ")}.`,
  );
  const ownData = new Failure("forbidden", `${source} holds this installation's own data.`);
  if (isBucketAddress(source)) {
    const place = readBucketAddress(source);
    if (!place || !roots.some((root) => isBelow(readBucketAddress(root), place))) throw nowhere;
    const own = readBucketAddress(storage.locationOf(""));
    if (isBelow(own, place) || isBelow(place, own)) throw ownData;
    return bucketAddress(place);
  }
  const real = isAbsolute(source) && !source.includes("\0") ? await realOf(source) : undefined;
  const allowed = await Promise.all(roots.filter((root) => !isBucketAddress(root)).map(realOf));
  if (real === undefined || !allowed.some((root) => root !== undefined && isInside(root, real)))
    throw nowhere;
  if (!(await stat(real)).isDirectory()) throw nowhere;
  const data = (await realOf(dataFolder)) ?? dataFolder;
  if (isInside(data, real) || isInside(real, data)) throw ownData;
  return real;
}

const realOf = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined);

const isBelow = (root: BucketPlace | undefined, place: BucketPlace | undefined): boolean =>
  root !== undefined &&
  place !== undefined &&
  root.bucket === place.bucket &&
  (root.prefix === "" || place.prefix === root.prefix || place.prefix.startsWith(`${root.prefix}/`));
