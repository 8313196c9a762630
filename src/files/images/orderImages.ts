import { sep } from "node:path";
import { compareUtf8 } from "../text/compareUtf8.ts";
import { imageName } from "./imageName.ts";

export interface ListedImage {
  /** Unique in the listing: path relative to the root, `/`-separated, NFC; without class folder if still unique. */
  key: string;
  /** Relative to the root, as it is on disk. */
  path: string;
  /** The name of the folder that is the class, NFC; missing with layout `flat`. */
  classFolder?: string;
}

/** Images in the order of their keys. There may be millions: only paths are kept, and the rest is derived. */
export interface ListedImages extends Iterable<ListedImage> {
  readonly length: number;
  /** @param index from 0, below `length` */
  at(index: number): ListedImage;
}

interface OrderedImages {
  images: ListedImages;
  /** True if keys include the class folder, because two images would have the same key without it. */
  classFolderInKeys: boolean;
  refused: { path: string; reason: "same-key" | "no-class" }[];
}

/**
 * Names images by their paths, without class folders if names are unique that way. Of several files with the same key,
 * which differ only in the form of accents or in white space, one is kept.
 *
 * @param place which folder of a path is the class, from 0; undefined if none is
 */
export function orderImages(found: readonly string[], place: number | undefined): OrderedImages {
  const refused: OrderedImages["refused"] = [];
  const names = found.map(toName);
  const order = Array.from(found, (_, at) => at);
  // A bucket's listing is already in order.
  if (!isAscending(order, (at) => names[at]!))
    order.sort((a, b) => compareUtf8(names[a]!, names[b]!) || compareUtf8(found[a]!, found[b]!));
  const kept = order.filter((at, rank) => {
    const reason =
      rank > 0 && names[order[rank - 1]!] === names[at]
        ? "same-key"
        : place !== undefined && !hasFolder(names[at]!, place)
          ? "no-class"
          : undefined;
    if (reason) refused.push({ path: found[at]!, reason });
    return !reason;
  });
  const shortened = place === undefined ? undefined : orderShortened(names, kept, place);
  const inOrder = shortened ?? kept;
  const paths = inOrder.map((at) => found[at]!);
  const isSame = inOrder.every((at) => names[at] === found[at]);
  const ordered = isSame ? paths : inOrder.map((at) => names[at]!);
  const classFolderInKeys = place !== undefined && shortened === undefined;
  return { images: new ImagesOfPaths(paths, ordered, place, classFolderInKeys), classFolderInKeys, refused };
}

/** The order of names without their class folders; undefined if two of them are the same. */
function orderShortened(
  names: readonly string[],
  kept: readonly number[],
  place: number,
): readonly number[] | undefined {
  if (isAscending(kept, (at) => withoutFolder(names[at]!, place))) return kept;
  const short: string[] = [];
  for (const at of kept) short[at] = withoutFolder(names[at]!, place);
  const order = kept.toSorted((a, b) => compareUtf8(short[a]!, short[b]!));
  const isUnique = order.every((at, rank) => rank === 0 || short[order[rank - 1]!] !== short[at]);
  return isUnique ? order : undefined;
}

/** Whether each name sorts after the one before. */
function isAscending(order: readonly number[], nameOf: (at: number) => string): boolean {
  let last: string | undefined;
  for (const at of order) {
    const name = nameOf(at);
    if (last !== undefined && compareUtf8(last, name) >= 0) return false;
    last = name;
  }
  return true;
}

class ImagesOfPaths implements ListedImages {
  readonly #paths: readonly string[];
  readonly #names: readonly string[];
  readonly #place: number | undefined;
  readonly #classFolderInKeys: boolean;

  constructor(
    paths: readonly string[],
    names: readonly string[],
    place: number | undefined,
    classFolderInKeys: boolean,
  ) {
    this.#paths = paths;
    this.#names = names;
    this.#place = place;
    this.#classFolderInKeys = classFolderInKeys;
  }

  get length(): number {
    return this.#paths.length;
  }

  at(index: number): ListedImage {
    const path = this.#paths[index]!;
    const name = this.#names[index]!;
    const place = this.#place;
    if (place === undefined) return { key: name, path };
    const key = this.#classFolderInKeys ? name : withoutFolder(name, place);
    const start = startOf(name, place);
    return { key, path, classFolder: name.slice(start, name.indexOf("/", start)) };
  }

  *[Symbol.iterator](): Generator<ListedImage> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}

const toName = (path: string): string => imageName(sep === "\\" ? path.replaceAll("\\", "/") : path);

/** Where the folder at `place` starts in a name. */
function startOf(name: string, place: number): number {
  let start = 0;
  for (let folder = 0; folder < place; folder++) start = name.indexOf("/", start) + 1;
  return start;
}

function hasFolder(name: string, place: number): boolean {
  let slash = -1;
  for (let folder = 0; folder <= place; folder++) {
    slash = name.indexOf("/", slash + 1);
    if (slash < 0) return false;
  }
  return true;
}

function withoutFolder(name: string, place: number): string {
  const start = startOf(name, place);
  const rest = name.slice(name.indexOf("/", start) + 1);
  return start === 0 ? rest : name.slice(0, start) + rest;
}
