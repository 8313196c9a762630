import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { hasImageExtension } from "../../core/images/fileNames.ts";
import { isInside } from "../resolveInside.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";
import { plainText } from "../text/plainText.ts";
import { type ListedImage, type ListedImages, orderImages } from "./orderImages.ts";

/**
 * `class-folders`: the first folder of a path is the image's class. `split-folders`: the second one is, and the first is
 * a part of the dataset (train, val). `flat`: folders mean nothing.
 */
export type FolderLayout = "class-folders" | "split-folders" | "flat";

export type RefusalReason =
  | "outside-root"
  | "folder-link"
  | "broken-link"
  | "not-a-file"
  | "unreadable-folder"
  | "bad-name"
  | "unsupported-format"
  | "no-class"
  | "same-key";

export interface RefusedFile {
  path: string;
  reason: RefusalReason;
  message: string;
}

export interface ImageListing<Images = ListedImages> {
  layout: FolderLayout;
  /** True if keys include the class folder, because two images would have the same key without it. */
  classFolderInKeys: boolean;
  /** In the UTF-8 byte order of their keys. */
  images: Images;
  /** By path. */
  refused: RefusedFile[];
  /**
   * Number of files without an image extension, by lower-case extension ("" for none). Hidden files are not counted.
   */
  ignored: Record<string, number>;
  /** Hidden files and folders that were skipped; what macOS and Windows leave behind is not listed. */
  hidden: string[];
  /** Folders directly below the root that contain neither an image nor a refused file. */
  emptyFolders: string[];
}

/** Extensions of unsupported image formats: such a file is refused by name, so that nobody overlooks it. */
const undecoded = new Set(
  ".bmp .dib .heic .heif .jxl .jp2 .j2k .jpx .psd .svg .ico .tga .ppm .pgm .pbm .pnm .exr .hdr .dng .cr2 .cr3 .nef .arw .raf .orf".split(
    " ",
  ),
);

/** Files that operating systems leave in folders. */
export const isLitter = (name: string): boolean =>
  /^(\._.*|\.ds_store|\.localized|\.appledouble|\.spotlight-v100|\.trashes|\.fseventsd|__macosx|thumbs\.db|desktop\.ini)$/i.test(
    name,
  );

const refusalMessages: Record<RefusalReason, string> = {
  "outside-root": "The link leads out of the imported folder. Copy the file into the folder.",
  "folder-link": "Links to folders are not followed. Put the folder itself in the link's place.",
  "broken-link": "The link leads nowhere. Remove it, or put its file back.",
  "not-a-file": "This is a device or a pipe, not a file. Remove it.",
  "unreadable-folder": "The folder cannot be read. Allow this user to read it, and import again.",
  "bad-name":
    "The name is white space alone, or holds a backslash, a control character or letters that are not UTF-8. Rename the file or folder.",
  "unsupported-format": "This image format is not read. Convert the file to JPEG or PNG.",
  "no-class": "The image lies in no class folder. Move it into one.",
  "same-key":
    "Another file has the same name but for the way its accents are stored, or for white space around it. Rename one of them.",
};

/** The words for one file, and for several, refused for a reason. */
export const refusalNames: Record<RefusalReason, readonly [one: string, several: string]> = {
  "outside-root": ["link that leads out of the folder", "links that lead out of the folder"],
  "folder-link": ["link to a folder", "links to folders"],
  "broken-link": ["link that leads nowhere", "links that lead nowhere"],
  "not-a-file": ["device or pipe", "devices or pipes"],
  "unreadable-folder": ["folder that cannot be read", "folders that cannot be read"],
  "bad-name": ["name that cannot be used", "names that cannot be used"],
  "unsupported-format": ["image of a format that is not read", "images of a format that is not read"],
  "no-class": ["image in no class folder", "images in no class folder"],
  "same-key": ["file of the same name as another", "files of the same name as another"],
};

/** Files sorted by what their names say they are, before anything is known of classes. */
export interface FoundFiles {
  paths: string[];
  refused: RefusedFile[];
  ignored: Record<string, number>;
  hidden: string[];
  /** Folders directly below the root. */
  folders: string[];
}

export const nothingFound = (): FoundFiles => ({
  paths: [],
  refused: [],
  ignored: {},
  hidden: [],
  folders: [],
});

interface Walk extends FoundFiles {
  root: string;
}

export function refuse(walk: FoundFiles, path: string, reason: RefusalReason): void {
  walk.refused.push({ path, reason, message: refusalMessages[reason] });
}

/** Why a link is not followed; undefined for a link to a file inside the root. */
async function checkLink(root: string, path: string): Promise<RefusalReason | undefined> {
  try {
    const target = await realpath(join(root, path));
    const status = await stat(target);
    if (status.isDirectory()) return "folder-link";
    if (!isInside(root, target)) return "outside-root";
    return status.isFile() ? undefined : "not-a-file";
  } catch {
    return "broken-link";
  }
}

async function visitFile(walk: Walk, entry: Dirent, path: string): Promise<void> {
  const isImage = hasImageExtension(entry.name);
  const reason = entry.isSymbolicLink()
    ? await checkLink(walk.root, path)
    : entry.isFile()
      ? undefined
      : "not-a-file";
  if (reason && (isImage || reason !== "broken-link")) refuse(walk, path, reason);
  else sortByExtension(walk, path);
}

/** Sorts a readable file: an image, an unsupported image, or something else. */
export function sortByExtension(found: FoundFiles, path: string): void {
  const extension = extname(path).toLowerCase();
  if (hasImageExtension(path)) found.paths.push(path);
  else if (undecoded.has(extension)) refuse(found, path, "unsupported-format");
  else found.ignored[extension] = (found.ignored[extension] ?? 0) + 1;
}

/** U+FFFD stands for bytes that are not UTF-8: such a file cannot be opened by its name. */
export const isBadName = (name: string): boolean =>
  /[\p{Cc}\ufffd]/u.test(name) || plainText(name) === "" || (sep !== "\\" && name.includes("\\"));

async function visitFolder(walk: Walk, folder: string): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(join(walk.root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === "") throw cannotRead(walk.root, error);
    refuse(walk, folder, "unreadable-folder");
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (isLitter(entry.name)) continue;
    if (entry.name.startsWith(".")) walk.hidden.push(path);
    else if (isBadName(entry.name)) refuse(walk, path, "bad-name");
    else if (entry.isDirectory()) {
      if (folder === "") walk.folders.push(path);
      await visitFolder(walk, path);
    } else await visitFile(walk, entry, path);
  }
}

function cannotRead(folder: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  return new Failure(
    "bad-file",
    `The folder ${folder} cannot be read (${code}). Allow this user to read it, and try again.`,
  );
}

/** Keys of a storage are separated by "/" on every machine. */
const separator = sep === "\\" ? /[/\\]/ : /\//;
const firstFolder = (path: string): string | undefined => {
  const end = path.search(separator);
  return end < 0 ? undefined : path.slice(0, end);
};

/** The folders directly below the root, by whether anything was found in them. */
function sortFolders({ paths, refused, folders }: FoundFiles): { used: string[]; empty: string[] } {
  const found = new Set<string | undefined>();
  for (const path of paths) found.add(firstFolder(path));
  for (const { path, reason } of refused) {
    const holdsClass = reason === "folder-link" || reason === "unreadable-folder" || separator.test(path);
    if (holdsClass) found.add(firstFolder(path) ?? path);
  }
  found.delete(undefined);
  const empty = folders.filter((name) => !found.has(name));
  return { used: [...found].map(String).sort(compareUtf8), empty: empty.sort(compareUtf8) };
}

const some = (names: readonly string[]): string =>
  names.slice(0, 5).join(", ") + (names.length > 5 ? ` and ${names.length - 5} more` : "");

/** @throws Failure `bad-request` for images beside folders of images, which is ambiguous */
function findLayout(root: string, strays: readonly string[], folders: readonly string[]): FolderLayout {
  if (folders.length === 0) return "flat";
  if (strays.length === 0) return "class-folders";
  const images = strays.length === 1 ? "an image" : `${strays.length} images`;
  const them = folders.length === 1 ? "a folder" : `${folders.length} folders`;
  throw new Failure(
    "bad-request",
    `${root} holds ${images} (${some(strays)}) beside ${them} of images (${some(folders)}), which can mean two things. ` +
      "With --layout class-folders, each folder is a class, and images beside the folders are left out. " +
      "With --layout flat, folders are only part of the images' names, and no image gets an original label. " +
      "Nothing was imported.",
    { images: strays, folders },
  );
}

/**
 * Lists the images of a folder by their extensions; verifying later finds out what a file really is.
 *
 * Without a given layout, a folder whose images all lie in sub-folders has a folder per class, and one whose images all
 * lie in itself is flat. Hidden files and folders are skipped. A link to a file inside the folder counts as a file;
 * other links, and unreadable folders, are refused, and the rest is listed.
 *
 * @param folder absolute path
 * @throws Failure `not-found` if there is no such folder; `bad-file` if it cannot be read; `bad-request` if it holds
 * images beside folders of images and no layout is given
 */
export async function listImageFiles(
  folder: string,
  options: { layout?: FolderLayout } = {},
): Promise<ImageListing<ListedImage[]>> {
  const listing = await findImageFiles(folder, options);
  return { ...listing, images: [...listing.images] };
}

/** The same for folders that may hold millions. */
export async function findImageFiles(
  folder: string,
  options: { layout?: FolderLayout } = {},
): Promise<ImageListing> {
  const root = await realpath(folder).catch(() => undefined);
  if (!root || !(await stat(root)).isDirectory()) {
    throw new Failure("not-found", `There is no folder ${folder}. Check the path.`);
  }
  const walk: Walk = { root, ...nothingFound() };
  await visitFolder(walk, "");
  return arrangeImages(folder, walk, options);
}

/** Which folder of a path is the class. */
const classPlaces: Record<FolderLayout, number | undefined> = {
  "class-folders": 0,
  "split-folders": 1,
  flat: undefined,
};

/**
 * Names images by their paths, and finds their class folders.
 *
 * @param place where they are, as messages say it
 * @throws Failure `bad-request` for images beside folders of images if no layout is given
 */
export function arrangeImages(
  place: string,
  walk: FoundFiles,
  options: { layout?: FolderLayout } = {},
): ImageListing {
  const { used, empty } = sortFolders(walk);
  const strays = walk.paths.filter((path) => firstFolder(path) === undefined).sort(compareUtf8);
  const layout = options.layout ?? findLayout(place, strays, used);
  const { images, classFolderInKeys, refused: unnamed } = orderImages(walk.paths, classPlaces[layout]);
  for (const { path, reason } of unnamed) refuse(walk, path, reason);
  walk.refused.sort((a, b) => compareUtf8(a.path, b.path));
  walk.hidden.sort(compareUtf8);
  const { refused, ignored, hidden } = walk;
  return { layout, classFolderInKeys, images, refused, ignored, hidden, emptyFolders: empty };
}
