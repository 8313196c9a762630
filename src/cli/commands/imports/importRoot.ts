import type { Command } from "commander";
import { listRoots, moveRoot } from "../../../actions/images/moveRoot.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addImportRoot(parent: Command): void {
  const root = parent
    .command("root")
    .description("the folders from which images are read, and where they have moved")
    .helpCommand(false);
  addProjectOptions(root.command("list"))
    .description("the folders from which images are read")
    .addHelpText("after", example("import root list"))
    .action(list);
  addProjectOptions(root.command("move <old> <new>"))
    .description("read the images of a folder that was moved from its new place")
    .addHelpText("after", example("import root move /data/photos /mnt/photos"))
    .action(move);
}

async function list(options: Options): Promise<void> {
  const roots = await withProject(options, (ctx, { id }) => listRoots(ctx, { project: id }));
  if (options.json) return printJson(roots);
  if (roots.length === 0) return print("No images were imported yet.");
  print(
    formatTable([
      ["images", "", "folder"],
      ...roots.map(({ path, images, isInDataFolder }) => [
        images,
        isInDataFolder ? "in the data folder" : "",
        path,
      ]),
    ]),
  );
}

async function move(from: string, to: string, options: Options): Promise<void> {
  const moved = await withProject(options, (ctx, { id }) => moveRoot(ctx, { project: id, from, to }));
  if (options.json) return printJson(moved);
  print(`${formatCount(moved.files, "file")} of ${moved.from} are read from ${moved.to}.`);
}
