import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";

/** The package's folder: it holds what ships beside the code, wherever the code was compiled to. */
export const packageFolder: string = folderAbove("package.json");

const extension = extname(import.meta.filename);
const modules = folderAbove(`cli/main${extension}`);

/**
 * The file of a module that is started, not imported: a worker's or a child process's. It is TypeScript if the program
 * runs from its sources, and JavaScript if it was compiled.
 *
 * @param name its path in `src`, without extension; the build finds it by the ending `Process` or `Worker`
 */
export const startedModule = (name: `${string}${"Process" | "Worker"}`): string =>
  join(modules, `${name}${extension}`);

/** The nearest folder above this file that holds `file`. */
function folderAbove(file: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, file))) {
    if (folder === dirname(folder)) throw new Error(`There is no ${file} above ${import.meta.filename}.`);
    folder = dirname(folder);
  }
  return folder;
}
