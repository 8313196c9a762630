import type { Picked, PickedFile } from "./pickedFiles.ts";

const image = /\.(jpe?g|jpe|jfif|png|webp|gif|tiff?|avif)$/i;
/** What systems and programs leave in folders is nobody's image. */
const hidden = /(^|\/)(\.|__MACOSX\/)/;

export const isImageFile = ({ path }: PickedFile) => image.test(path) && !hidden.test(path);

/** The paths of what are images by their names. */
export const imagePathsOf = ({ files }: Picked): string[] =>
  files.filter(isImageFile).map(({ path }) => path);

/** One path for each folder that holds images: enough to tell which folders are labels. */
export function onePerFolder(paths: readonly string[]): string[] {
  const byFolder = new Map(paths.map((path) => [path.slice(0, path.lastIndexOf("/") + 1), path]));
  return [...byFolder.values()];
}

/** How many files are no images by their names, by extension, the most frequent first. */
export function countOthers({ files }: Picked): [extension: string, files: number][] {
  const counts = new Map<string, number>();
  for (const { path } of files.filter((file) => !isImageFile(file) && !hidden.test(file.path))) {
    const extension = /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? "";
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
