import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { hasImageExtension, isMetadata } from "../../core/images/fileNames.ts";
import { isLitter } from "../images/listImageFiles.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";

/**
 * The files by which a folder is recognized as a dataset of a known form. Paths are relative to it, with "/", in byte
 * order.
 */
export interface DatasetFiles {
  images: string[];
  /** `metadata.jsonl` of an ImageFolder. */
  metadata: string[];
  parquet: string[];
  /** Possibly WebDataset shards. */
  archives: string[];
  arrow: string[];
  /** Files that WebDataset puts beside an image: `.json` and `.cls`. */
  besides: Set<string>;
  cards: string[];
}

/** Searches a folder and its subfolders; hidden files, links to folders and unreadable folders are left out. */
export async function findDatasetFiles(folder: string): Promise<DatasetFiles> {
  const found: DatasetFiles = {
    ...{ images: [], metadata: [], parquet: [], archives: [], arrow: [], cards: [] },
    besides: new Set(),
  };
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith(".") || isLitter(entry.name)) continue;
      if (entry.isDirectory()) await visit(path);
      else sort(found, path, entry.name);
    }
  };
  await visit("");
  for (const list of [found.images, found.metadata, found.parquet, found.archives, found.arrow, found.cards])
    list.sort(compareUtf8);
  return found;
}

function sort(found: DatasetFiles, path: string, name: string): void {
  const extension = extname(name).toLowerCase();
  if (hasImageExtension(name)) found.images.push(path);
  else if (isMetadata(name)) found.metadata.push(path);
  else if (/^readme\.md$/i.test(name)) found.cards.push(path);
  else if (extension === ".parquet") found.parquet.push(path);
  else if (extension === ".tar") found.archives.push(path);
  else if (extension === ".arrow") found.arrow.push(path);
  else if (extension === ".json" || extension === ".cls") found.besides.add(path);
}

/** The path up to the first dot of the file's name, by which WebDataset knows what belongs together. */
export function sampleOf(path: string): string {
  const name = path.lastIndexOf("/") + 1;
  const dot = path.indexOf(".", name);
  return dot < 0 ? path : path.slice(0, dot);
}

/** Whether every image has a file beside it that says what it is, as in WebDataset. */
export function areSamples({ images, besides }: Pick<DatasetFiles, "images" | "besides">): boolean {
  if (images.length === 0 || besides.size === 0) return false;
  const told = new Set([...besides].map(sampleOf));
  return images.every((path) => told.has(sampleOf(path)));
}
