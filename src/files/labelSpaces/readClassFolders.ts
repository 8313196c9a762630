import { readdir } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { badFile, listed, quoted } from "../fileFailure.ts";
import { listImageFiles } from "../images/listImageFiles.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";
import { plainText } from "../text/plainText.ts";
import type { FoundLabel, LabelSpaceFile } from "./labelSpaceFile.ts";
import { orderLabels } from "./orderLabels.ts";

/** Which folders are labels: those of the folder itself, or those inside its splits. */
type FolderLevel = 1 | 2;

/** Common names of a dataset's parts. */
const isSplit = (name: string): boolean =>
  /^(?:train|training|trn|val|valid|validation|dev|test|testing|tst|holdout|unlabell?ed)(?:[-_ ]?(?:set|data|images?|split|\d+))?$/i.test(
    name,
  );

/**
 * The labels that class folders are named after: `cat` and `dog` of `cat/a.jpg`, `dog/b.jpg`, and of `train/cat/a.jpg`,
 * `val/dog/b.jpg`. In the byte order of their names, as PyTorch's ImageFolder numbers them; if all names are numbers,
 * in numerical order.
 *
 * @param options.level which folders are labels, if that is ambiguous
 * @throws Failure `not-found`; `bad-file` if no folder holds an image, or two names are the same label; `bad-request`
 *   if folders are ambiguous
 */
export async function readClassFolders(
  folder: string,
  { level }: { level?: FolderLevel | undefined } = {},
): Promise<LabelSpaceFile> {
  const { images } = await listImageFiles(folder, { layout: "flat" });
  const paths = images.map(({ path }) => path.split(sep));
  const found = findClasses(folder, paths, level);
  const title = plainText(basename(join(folder)));
  return { ...asLabelSpace(title, found.labels), unread: await listUnread(folder, found, paths) };
}

/**
 * The same for known paths, with "/" between their folders, as a browser gives them.
 *
 * @param folder the name of the folder that they begin in
 */
export function readClassPaths(
  folder: string,
  paths: readonly string[],
  { level }: { level?: FolderLevel | undefined } = {},
): LabelSpaceFile {
  const { labels } = findClasses(
    folder,
    paths.map((path) => path.split("/")),
    level,
  );
  return { ...asLabelSpace(plainText(folder), labels), unread: [] };
}

const asLabelSpace = (title: string, labels: LabelSpaceFile["labels"]) => ({
  id: title,
  name: title,
  source: "",
  licence: "",
  labels,
});

interface FoundClasses {
  labels: LabelSpaceFile["labels"];
  folders: ReadonlyMap<string, FolderContent>;
  level: FolderLevel;
}

function findClasses(
  folder: string,
  paths: readonly string[][],
  wanted: FolderLevel | undefined,
): FoundClasses {
  const folders = groupByFolder(paths);
  if (folders.size === 0) {
    const why =
      paths.length > 0
        ? `its ${paths.length === 1 ? "image lies" : `${paths.length} images lie`} beside no folders`
        : "there is no image in it";
    throw badFile(folder, `${why}. Labels are read from folders, one per label, with images in them.`);
  }
  const level = wanted ?? findLevel(folder, folders);
  const places = new Map<string, string>();
  for (const path of paths) {
    const name = path.length > level ? plainText(path[level - 1]!) : undefined;
    if (name !== undefined && !places.has(name)) places.set(name, path.slice(0, level).join("/"));
  }
  if (places.size === 0) {
    throw badFile(folder, `no folder inside of ${listed([...folders.keys()].map(quoted))} holds an image.`);
  }
  return { labels: orderLabels(sortNames(places), folder), folders, level };
}

interface FolderContent {
  /** Number of images directly in it. */
  images: number;
  /** Its folders that hold images. */
  folders: Set<string>;
}

function groupByFolder(paths: readonly string[][]): Map<string, FolderContent> {
  const folders = new Map<string, FolderContent>();
  for (const [first, second, ...deeper] of paths) {
    if (second === undefined) continue;
    const content = folders.get(first!) ?? { images: 0, folders: new Set() };
    folders.set(first!, content);
    if (deeper.length === 0) content.images++;
    else content.folders.add(second);
  }
  return folders;
}

/** @throws Failure `bad-request` if both the folders and those inside them can be labels */
function findLevel(folder: string, folders: ReadonlyMap<string, FolderContent>): FolderLevel {
  const all = [...folders];
  if (all.every(([, { folders: inner }]) => inner.size === 0)) {
    if (all.length > 1 && all.every(([name]) => isSplit(name))) {
      throw ambiguous(
        folder,
        all,
        "are called like parts of a dataset, and hold images without class folders",
      );
    }
    return 1;
  }
  const hasSplits = all.every(
    ([name, { images, folders: inner }]) => isSplit(name) && images === 0 && inner.size > 0,
  );
  if (hasSplits) return 2;
  throw ambiguous(folder, all, "hold folders of images themselves");
}

function ambiguous(folder: string, all: readonly (readonly [string, FolderContent])[], why: string): Failure {
  const names = all.map(([name]) => name).toSorted(compareUtf8);
  const inner = [...new Set(all.flatMap(([, { folders }]) => [...folders]))].toSorted(compareUtf8);
  const second =
    inner.length > 0
      ? `With --label-level 2, the folders inside of them are the labels: ${listed(inner, 5)}.`
      : "If they are not labels, name the file of the labels with --labels.";
  return new Failure(
    "bad-request",
    `Folders of ${folder} ${why}, which can mean two things. With --label-level 1, the labels are ${listed(names, 5)}. ${second} No project was made.`,
    { folders: names, inner },
  );
}

function sortNames(places: ReadonlyMap<string, string>): FoundLabel[] {
  const labels = [...places].map(([name, place]) => ({ where: `folder ${place}`, key: name, name }));
  labels.sort((a, b) => compareUtf8(a.key, b.key));
  const isNumbered = labels.every(({ key }) => /^\d{1,7}$/.test(key));
  return isNumbered ? labels.toSorted((a, b) => Number(a.key) - Number(b.key)) : labels;
}

/** What yielded no label, in words. */
async function listUnread(
  folder: string,
  { folders, level }: FoundClasses,
  paths: readonly string[][],
): Promise<string[]> {
  const beside = paths.filter(({ length }) => length <= level).length;
  const entries = await readdir(folder, { withFileTypes: true });
  const empty = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !folders.has(entry.name))
    .map(({ name }) => name);
  return [
    ...(empty.length > 0 ? [`folders without an image: ${listed(empty.toSorted(compareUtf8))}`] : []),
    ...(beside > 0 ? [`images in no class folder: ${beside}`] : []),
  ];
}
