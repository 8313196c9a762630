import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { delimiter, join, relative, resolve } from "node:path";
import { quoteWord, writeCommand } from "../contract/writeCommand.ts";
import { packageFolder } from "./programPlace.ts";

export const defaultDataFolder = "./multilabelfy-data";

/**
 * A command as a person would type it next, on the same data folder, however the program was started this time.
 *
 * @param call the command and its arguments, without the program
 * @param data the data folder, as typed or absolute
 * @param project as typed, for a command that acts on one
 */
export function commandFor(
  call: string,
  { data = defaultDataFolder, project }: { data?: string | undefined; project?: string | undefined } = {},
): string {
  return writeCommand(
    { program: programName(), options: dataOption(data), needsProject: true },
    call,
    project,
  );
}

/** The option that names a data folder, with a leading space; empty if commands find the folder by themselves. */
export function dataOption(data: string): string {
  const folder = resolve(data);
  if (folder === resolve(startedIn(), defaultDataFolder)) return "";
  return ` --data ${quoteWord(startedIn() === process.cwd() ? data : folder)}`;
}

/**
 * What starts this program from the folder it was started in: its name if the shell finds that, `npx multilabelfy` if
 * npm does, otherwise its file.
 */
export function programName(): string {
  const file = join(packageFolder, "bin/multilabelfy");
  const isInstalled = !existsSync(join(packageFolder, "src/cli/main.ts"));
  // npm puts its own folders on the PATH of what it starts; the next command will not have them.
  if (process.env.npm_command === undefined && isOnPath(file)) return "multilabelfy";
  if (isInstalled) return "npx multilabelfy";
  const path = relative(startedIn(), file);
  return quoteWord(path.startsWith("..") ? file : path);
}

function isOnPath(file: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      const found = join(folder, "multilabelfy");
      accessSync(found, constants.X_OK);
      return realpathSync(found) === realpathSync(file);
    } catch {
      return false;
    }
  });
}

/** The folder the person is in: `npm run` changes to the package's folder. */
const startedIn = (): string =>
  (process.env.npm_command === "run-script" && process.env.INIT_CWD) || process.cwd();
