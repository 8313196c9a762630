import { isAbsolute, join, relative, sep } from "node:path";
import { isInside } from "../../files/resolveInside.ts";

/** Where an import root lies: its path is relative to the data folder if it is inside of that, so that this can move. */
export const rootFolder = (dataFolder: string, path: string): string =>
  isAbsolute(path) ? path : join(dataFolder, path);

/** How a folder is stored as an import root. */
export const storedRoot = (dataFolder: string, folder: string): string =>
  isInside(dataFolder, folder) && folder !== dataFolder
    ? relative(dataFolder, folder).split(sep).join("/")
    : folder;
