import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { InputReading } from "../../../core/evaluation/evaluationRecord.ts";
import { imageName } from "../../../files/images/imageName.ts";
import {
  type FolderLayout,
  findImageFiles,
  type ImageListing,
  refusalNames,
} from "../../../files/images/listImageFiles.ts";
import { listImageKeys } from "../../../files/images/listImageKeys.ts";
import type { ListedImage, ListedImages } from "../../../files/images/orderImages.ts";
import { compareUtf8 } from "../../../files/text/compareUtf8.ts";
import { isBucketAddress } from "../../../storage/s3/bucketAccess.ts";
import type { ReadableStorage } from "../../../storage/storage.ts";
import type { LabelResolver, ResolvedLabel } from "../../labels/resolveLabel.ts";
import { countRules, explainNames, type ImportRow, type ImportSource, nameSome } from "../importSource.ts";
import { withoutMetadata } from "./readStoredMetadata.ts";

/**
 * Reads which images a folder holds, and what its class folders mean.
 *
 * @throws Failure `not-found`; `bad-file` where it holds no image that can be imported; `bad-request` where its layout
 * is ambiguous; `unknown-label` (`details.labels`) where a class folder means no label
 */
export async function readFolderSource(
  folder: string,
  layout: FolderLayout | undefined,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const list = (options: { layout?: FolderLayout }) => findImageFiles(folder, options);
  return readListing({ folder, list, root: () => realpath(folder) }, layout, resolveLabel);
}

/**
 * The same for a folder in a storage.
 *
 * @param folder the folder's name in messages
 */
export function readStoredSource(
  { folder, storage }: { folder: string; storage: ReadableStorage },
  layout: FolderLayout | undefined,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const keys = () => (layout === undefined ? withoutMetadata(folder, storage.list("")) : storage.list(""));
  const list = (options: { layout?: FolderLayout }) => listImageKeys(folder, keys(), options);
  return readListing({ folder, list, root: async () => storage.locationOf("") }, layout, resolveLabel);
}

async function readListing(
  {
    folder,
    list,
    root: findRoot,
  }: {
    folder: string;
    list(options: { layout?: FolderLayout }): Promise<ImageListing>;
    root(): Promise<string>;
  },
  layout: FolderLayout | undefined,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const listed = await list(layout ? { layout } : {});
  const hasSplits = layout === undefined && isSplit(listed, resolveLabel);
  const listing = hasSplits ? await list({ layout: "split-folders" }) : listed;
  const { images } = listing;
  if (images.length === 0) throw holdsNoImages(folder, listing);
  const labels = readClasses(folder, listing, resolveLabel);
  if (layout === undefined) refuseDeeperClasses(folder, listing, labels, resolveLabel);

  const root = await findRoot();
  // One list shared by all images of a class: there may be a million.
  const originals = new Map([...labels].map(([name, { label }]) => [name, [label]]));
  const rowOf = (image: ListedImage): ImportRow => {
    const { key, path, classFolder } = image;
    const original = classFolder === undefined ? undefined : originals.get(classFolder);
    const otherKey = findOtherKey(image, listing.classFolderInKeys);
    return { row: undefined, key, otherKey, path, originals: original ?? [] };
  };
  return {
    kind: listing.layout,
    reading: readingOf(listing),
    root,
    origin: root,
    unpacked: undefined,
    images: images.length,
    rows: {
      length: images.length,
      at: (index) => rowOf(images.at(index)),
      *[Symbol.iterator]() {
        for (const image of images) yield rowOf(image);
      },
    },
    refused: listing.refused.map(({ path, message }) => ({ file: path, reason: message })),
    ignored: listing.ignored,
    unknownColumns: [],
    matchedBy: countRules(labels.values()),
    notes: describe(folder, listing, labels.size, resolveLabel),
  };
}

/** The name of each layout, and which folder is the label. */
const forms: Record<FolderLayout, readonly [format: string, place?: string]> = {
  "class-folders": ["a folder per class", "first folder"],
  "split-folders": ["a folder per class in each part of the dataset", "second folder"],
  flat: ["a flat folder"],
};

/** train/cat/a.jpg and val/cat/b.jpg, where cat is a label and train and val are not. */
function isSplit({ layout, images }: ImageListing, resolveLabel: LabelResolver): boolean {
  if (layout !== "class-folders" || images.length === 0) return false;
  const first = new Set<string | undefined>();
  const second = new Set<string | undefined>();
  for (const { path } of images) {
    const folders = foldersOf(path);
    first.add(folders[0]);
    second.add(folders[1]);
  }
  const are = (names: ReadonlySet<string | undefined>, labels: boolean) =>
    [...names].every((name) => name !== undefined && (resolveLabel(name) !== undefined) === labels);
  return are(first, false) && are(second, true);
}

const foldersOf = (path: string): string[] => path.split(/[/\\]/).slice(0, -1);

function readingOf({ layout, classFolderInKeys }: ImageListing): InputReading {
  const [format, place] = forms[layout];
  return {
    format,
    used: [{ name: "path", as: "image" }, ...(place ? [{ name: place, as: "label" }] : [])],
    unused: place ? [] : ["folders"],
    notes: classFolderInKeys ? ["keys hold the class folder, because names would clash without it"] : [],
  };
}

/** What each class folder means. */
function readClasses(
  folder: string,
  { images }: ImageListing,
  resolveLabel: LabelResolver,
): Map<string, ResolvedLabel> {
  const labels = new Map<string, ResolvedLabel>();
  const unmatched: string[] = [];
  const names = new Set<string>();
  for (const { classFolder } of images) if (classFolder !== undefined) names.add(classFolder);
  for (const name of names) {
    const label = resolveLabel(name);
    if (label) labels.set(name, label);
    else unmatched.push(name);
  }
  if (unmatched.length === 0) return labels;
  unmatched.sort(compareUtf8);
  const match = unmatched.length === 1 ? "matches" : "match";
  throw new Failure(
    "unknown-label",
    `${plural(unmatched.length, "folder")} of ${folder} ${match} no label: ${nameSome(unmatched)}.${explainNames(unmatched, resolveLabel)} ${adviseOn(folder, images, unmatched, resolveLabel)} Nothing was imported.`,
    { labels: unmatched },
  );
}

/** Advises to import folders that hold class folders, such as train and val, one by one. */
function adviseOn(
  folder: string,
  images: ListedImages,
  unmatched: readonly string[],
  resolveLabel: LabelResolver,
): string {
  const inner = new Map(unmatched.map((name) => [name, new Set<string | undefined>()]));
  for (const { path, classFolder } of images) {
    const [, second, ...deeper] = path.split(/[/\\]/);
    inner.get(classFolder ?? "")?.add(deeper.length > 0 ? second : undefined);
  }
  const splits = [...inner].filter(
    ([, names]) => names.size > 0 && [...names].every((name) => name !== undefined && resolveLabel(name)),
  );
  if (splits.length > 0) {
    const each = splits.map(([name]) => (isBucketAddress(folder) ? `${folder}/${name}` : join(folder, name)));
    return `The folders inside ${splits.length === 1 ? "it" : "them"} match labels: import ${each.slice(0, 5).join(" and ")}${splits.length > 1 ? ", one after the other" : ""}.`;
  }
  return "Rename them to a label's key, index or name (or use --layout flat if folders are not classes).";
}

/**
 * Refuses cat/dog/a.jpg, where both are labels: either may be meant. Numbers are no evidence: many folders are
 * numbered.
 */
function refuseDeeperClasses(
  folder: string,
  { layout, images }: ImageListing,
  labels: ReadonlyMap<string, ResolvedLabel>,
  resolveLabel: LabelResolver,
): void {
  for (const { path, classFolder } of images) {
    if (classFolder === undefined) continue;
    for (const name of path.split(/[/\\]/).slice(1, -1)) {
      const deeper = resolveLabel(name);
      if (!deeper || /^\d+$/.test(name) || deeper.label === labels.get(classFolder)?.label) continue;
      throw new Failure(
        "bad-request",
        `In ${folder}, ${path} lies in two folders that are labels, ${classFolder} and ${name}. ` +
          `With --layout ${layout} the first of them is the class; or import ${join(folder, path.slice(0, path.indexOf(classFolder)), classFolder)}, where the ` +
          "next one is. Nothing was imported.",
        { image: path },
      );
    }
  }
}

/** The key that an image would have if its first folder counted the other way. */
function findOtherKey(
  { key, path, classFolder }: ListedImage,
  classFolderInKeys: boolean,
): string | undefined {
  if (classFolder !== undefined && !classFolderInKeys) return imageName(path);
  const slash = key.indexOf("/");
  return slash < 0 ? undefined : key.slice(slash + 1);
}

/** Why nothing in a folder can be imported: each reason with its number of files, and the first of them. */
function holdsNoImages(folder: string, listing: ImageListing): Failure {
  const reasons = [...Map.groupBy(listing.refused, ({ reason }) => reason)].map(([reason, files]) => {
    const paths = files.map(({ path }) => path);
    return `${files.length} ${refusalNames[reason][files.length === 1 ? 0 : 1]} (${nameSome(paths, 5)}): ${files[0]!.message}`;
  });
  const sentences = [
    `${folder} holds no images that can be imported.`,
    ...reasons,
    ...describeIgnored(listing),
    ...describeHidden(listing),
  ];
  return new Failure("bad-file", sentences.join(" "), { refused: listing.refused });
}

function describeIgnored({ ignored }: ImageListing): string[] {
  const kinds = Object.entries(ignored).map(
    ([extension, files]) => `${files} ${extension || "without extension"}`,
  );
  return kinds.length > 0 ? [`Files that are no images by their names: ${kinds.join(", ")}.`] : [];
}

function describeHidden({ hidden }: ImageListing): string[] {
  return hidden.length > 0 ? [`Hidden, and left alone: ${nameSome(hidden, 5)}.`] : [];
}

/** How the folder was read, and what it holds besides images, in sentences. */
function describe(
  folder: string,
  listing: ImageListing,
  classes: number,
  resolveLabel: LabelResolver,
): string[] {
  const { images, layout, emptyFolders } = listing;
  const notes: string[] = [];
  const number = plural(images.length, "image");
  if (layout === "class-folders") {
    notes.push(
      `Read as a folder per class: ${number} in ${plural(classes, "folder")}, whose names are the original labels.`,
    );
  } else if (layout === "split-folders") {
    const firsts = new Set<string>();
    for (const { path } of images) firsts.add(foldersOf(path)[0]!);
    const splits = [...firsts].sort(compareUtf8);
    notes.push(
      `Read as a folder per class in each part of the dataset (${nameSome(splits, 5)}): ${number}, whose ${plural(classes, "second folder")} ${classes === 1 ? "names its label" : "name the original labels"}.`,
    );
  } else {
    notes.push(
      `Read as a flat folder: ${number}, none with an original label.`,
      ...unreadLabels(folder, listing, resolveLabel),
    );
  }
  if (emptyFolders.length > 0) notes.push(`Folders without images: ${nameSome(emptyFolders, 5)}.`);
  return [...notes, ...describeHidden(listing)];
}

/** Names that could be labels, where no labels are read. */
function unreadLabels(folder: string, { images }: ImageListing, resolveLabel: LabelResolver): string[] {
  const isLabel = (name: string) => !/^\d+$/.test(name) && resolveLabel(name) !== undefined;
  const folders = new Set<string>();
  for (const { path } of images) for (const name of foldersOf(path)) folders.add(name);
  const named = [...folders].filter(isLabel);
  if (named.length > 0)
    return [`Folders that are called like labels were not read as such: ${nameSome(named, 5)}.`];
  const own = folder.split(/[/\\]/).at(-1) ?? "";
  return isLabel(own)
    ? [
        `The folder's own name, ${own}, is a label, and was not read as one: for that, import the folder that holds it.`,
      ]
    : [];
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
