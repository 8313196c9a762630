import { hasImageExtension, holdsMoreThanImage } from "../../../core/images/fileNames.ts";
import type { Picked, PickedFile } from "./pickedFiles.ts";

/** Files that systems and programs leave in folders are not images. */
const hidden = /(^|\/)(\.|__MACOSX\/)/;

const isImageFile = ({ path }: PickedFile) => hasImageExtension(path) && !hidden.test(path);

/** The files that are sent when images are added. */
export const filesToSend = ({ files }: Picked): PickedFile[] =>
  files.filter(({ path }) => (hasImageExtension(path) || holdsMoreThanImage(path)) && !hidden.test(path));

/** The paths of the files that are images by name. */
export const imagePathsOf = ({ files }: Picked): string[] =>
  files.filter(isImageFile).map(({ path }) => path);

/** One path per folder that holds images: enough to tell which folders are labels. */
export function onePerFolder(paths: readonly string[]): string[] {
  const byFolder = new Map(paths.map((path) => [path.slice(0, path.lastIndexOf("/") + 1), path]));
  return [...byFolder.values()];
}

/** How many files are not sent, by extension, most frequent first. */
export function countOthers(picked: Picked): [extension: string, files: number][] {
  const counts = new Map<string, number>();
  const sent = new Set(filesToSend(picked));
  for (const { path } of picked.files.filter((file) => !sent.has(file) && !hidden.test(file.path))) {
    const extension = /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? "";
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
