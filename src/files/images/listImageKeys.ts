import {
  arrangeImages,
  type FolderLayout,
  type ImageListing,
  isBadName,
  isLitter,
  nothingFound,
  refuse,
  sortByExtension,
} from "./listImageFiles.ts";

/**
 * Lists images as `listImageFiles` does, given the files' keys in a storage.
 *
 * @param place where they are, as messages say it
 * @param keys below it, with "/" between folders
 * @throws Failure `bad-request` for images beside folders of images if no layout is given
 */
export async function listImageKeys(
  place: string,
  keys: AsyncIterable<string> | Iterable<string>,
  options: { layout?: FolderLayout } = {},
): Promise<ImageListing> {
  const found = nothingFound();
  const folders = new Set<string>();
  for await (const key of keys) {
    const parts = key.split("/");
    if (parts.some(isLitter)) continue;
    if (parts.some((part) => part.startsWith("."))) found.hidden.push(key);
    else if (parts.some(isBadName)) refuse(found, key, "bad-name");
    else {
      if (parts.length > 1) folders.add(parts[0]!);
      sortByExtension(found, key);
    }
  }
  return arrangeImages(place, { ...found, folders: [...folders] }, options);
}
