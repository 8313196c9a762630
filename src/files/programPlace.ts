import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";

/** The folder of the package: what ships beside the code is in it, wherever the code was compiled to. */
export const packageFolder: string = folderAbove("package.json");

const extension = extname(import.meta.filename);
const modules = folderAbove(`cli/main${extension}`);

/**
 * A module that is started, not imported: a worker's or a child process's. The file is TypeScript where the program runs
 * from its sources, and JavaScript where it was compiled.
 *
 * @param name its path in `src`, without extension; it ends in `Process` or `Worker`, by which the compiler finds it
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
