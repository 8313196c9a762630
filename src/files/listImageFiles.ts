import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join, posix, sep } from "node:path";
import { Failure } from "../contract/failure.ts";
import { compareUtf8 } from "./compareUtf8.ts";
import { isInside } from "./resolveInside.ts";

/** `class-folders`: the first folder of a path is the image's class. `flat`: folders mean nothing. */
export type FolderLayout = "class-folders" | "flat";

export interface ListedImage {
  /** Unique in the listing: path relative to the root, `/`-separated, NFC; without the class folder if that is unique. */
  key: string;
  /** Relative to the root, as it is on disk. */
  path: string;
  /** With layout `class-folders`: the name of the first folder, NFC. */
  classFolder?: string;
}

export type RefusalReason =
  | "outside-root"
  | "folder-link"
  | "broken-link"
  | "not-a-file"
  | "no-class"
  | "same-key";

export interface RefusedFile {
  path: string;
  reason: RefusalReason;
  message: string;
}

export interface ImageListing {
  layout: FolderLayout;
  /** True if keys hold the class folder, because without it two images would have the same key. */
  classFolderInKeys: boolean;
  /** In the UTF-8 byte order of their keys. */
  images: ListedImage[];
  refused: RefusedFile[];
  /** How many files have no image's extension, by lower-case extension ("" for none). Hidden files are not counted. */
  ignored: Record<string, number>;
}

const extensions = new Set([
  ".jpg",
  ".jpeg",
  ".jpe",
  ".jfif",
  ".png",
  ".webp",
  ".gif",
  ".tif",
  ".tiff",
  ".avif",
]);

const messages: Record<RefusalReason, string> = {
  "outside-root": "The link leads out of the imported folder. Copy the file into the folder.",
  "folder-link": "Links to folders are not followed. Move the folder to its place.",
  "broken-link": "The link leads nowhere. Remove it, or put its file back.",
  "not-a-file": "This is a device or a pipe, not a file. Remove it.",
  "no-class": "The image lies in no class folder. Move it into one.",
  "same-key": "Another file has the same name but for the way its accents are stored. Rename one of them.",
};

interface Walk {
  root: string;
  paths: string[];
  refused: RefusedFile[];
  ignored: Record<string, number>;
}

function refuse(walk: Walk, path: string, reason: RefusalReason): void {
  walk.refused.push({ path, reason, message: messages[reason] });
}

/** Why a link is not taken; undefined for a link to a file inside of the root. */
async function checkLink(root: string, path: string): Promise<RefusalReason | undefined> {
  try {
    const target = await realpath(join(root, path));
    if (!isInside(root, target)) return "outside-root";
    const status = await stat(target);
    if (status.isDirectory()) return "folder-link";
    return status.isFile() ? undefined : "not-a-file";
  } catch {
    return "broken-link";
  }
}

async function visitFile(walk: Walk, entry: Dirent, path: string): Promise<void> {
  const extension = extname(entry.name).toLowerCase();
  const reason = entry.isSymbolicLink()
    ? await checkLink(walk.root, path)
    : entry.isFile()
      ? undefined
      : "not-a-file";
  if (reason && reason !== "broken-link") refuse(walk, path, reason);
  else if (!extensions.has(extension)) walk.ignored[extension] = (walk.ignored[extension] ?? 0) + 1;
  else if (reason) refuse(walk, path, reason);
  else walk.paths.push(path);
}

async function visitFolder(walk: Walk, folder: string): Promise<void> {
  for (const entry of await readdir(join(walk.root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await visitFolder(walk, path);
    else await visitFile(walk, entry, path);
  }
}

async function findLayout(root: string): Promise<FolderLayout> {
  const entries = (await readdir(root, { withFileTypes: true })).filter(({ name }) => !name.startsWith("."));
  const hasFolder = entries.some((entry) => entry.isDirectory());
  const hasImage = entries.some(
    (entry) => !entry.isDirectory() && extensions.has(extname(entry.name).toLowerCase()),
  );
  return hasFolder && !hasImage ? "class-folders" : "flat";
}

const toKey = (path: string): string => path.split(sep).join(posix.sep).normalize("NFC");

/** In the order of their keys. Of several files with one key, which differ in Unicode form only, one is kept. */
function nameByPath(walk: Walk): ListedImage[] {
  const images = walk.paths.map((path) => ({ key: toKey(path), path }));
  images.sort((a, b) => compareUtf8(a.key, b.key) || compareUtf8(a.path, b.path));
  return images.filter((image, at) => {
    const isRepeated = images[at - 1]?.key === image.key;
    if (isRepeated) refuse(walk, image.path, "same-key");
    return !isRepeated;
  });
}

/** Strips the class folder from the keys; when two would then be the same, all of them keep it. */
function splitClasses(
  walk: Walk,
  named: ListedImage[],
): { images: ListedImage[]; classFolderInKeys: boolean } {
  const images: Required<ListedImage>[] = [];
  for (const { key, path } of named) {
    const slash = key.indexOf("/");
    if (slash < 0) refuse(walk, path, "no-class");
    else images.push({ key, path, classFolder: key.slice(0, slash) });
  }
  const withoutClass = ({ key, classFolder }: Required<ListedImage>) => key.slice(classFolder.length + 1);
  if (new Set(images.map(withoutClass)).size < images.length) return { images, classFolderInKeys: true };
  for (const image of images) image.key = withoutClass(image);
  images.sort((a, b) => compareUtf8(a.key, b.key));
  return { images, classFolderInKeys: false };
}

/**
 * Lists the images of a folder by their extensions; what a file really is, verifying tells later.
 *
 * Without a given layout, a folder that holds sub-folders and no image of its own has a folder per class; any other is
 * flat, and its sub-folders, if any, are part of the keys. Hidden files and folders are skipped.
 *
 * @param folder absolute path
 * @throws Failure `not-found` if there is no such folder
 */
export async function listImageFiles(
  folder: string,
  options: { layout?: FolderLayout } = {},
): Promise<ImageListing> {
  const root = await realpath(folder).catch(() => undefined);
  if (!root || !(await stat(root)).isDirectory()) {
    throw new Failure("not-found", `There is no folder ${folder}. Check the path.`);
  }
  const layout = options.layout ?? (await findLayout(root));
  const walk: Walk = { root, paths: [], refused: [], ignored: {} };
  await visitFolder(walk, "");
  const named = nameByPath(walk);
  const { images, classFolderInKeys } =
    layout === "flat" ? { images: named, classFolderInKeys: false } : splitClasses(walk, named);
  walk.refused.sort((a, b) => compareUtf8(a.path, b.path));
  return { layout, classFolderInKeys, images, refused: walk.refused, ignored: walk.ignored };
}
