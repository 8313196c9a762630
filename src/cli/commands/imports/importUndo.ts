import type { Command } from "commander";
import {
  listImports,
  previewUndo,
  type UndoPreview,
  undoImport,
} from "../../../actions/images/undoImport.ts";
import { Failure } from "../../../contract/failure.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  import?: number;
  dryRun?: true;
  yes?: true;
}

export function addImportUndo(parent: Command): void {
  addProjectOptions(parent.command("list"))
    .description("the imports of images, and which of them can be undone")
    .addHelpText("after", example("import list"))
    .action(list);
  addProjectOptions(parent.command("undo"))
    .description("take out the images and labels of an import that nobody has worked with")
    .option("--import <number>", "which one, see import list (default: the last)", wholeNumber(1))
    .option("--dry-run", "only say what it would take out")
    .option("--yes", "take it out")
    .addHelpText("after", example("import undo --yes"))
    .action(undo);
}

async function list(options: Options): Promise<void> {
  const imports = await withProject(options, (ctx, { id }) => listImports(ctx, { project: id }));
  if (options.json) return printJson(imports);
  if (imports.length === 0) return print("No images were imported yet.");
  print(
    formatTable([
      ["import", "images", "", "source"],
      ...imports.map(({ number, images, source, reasons, isComplete }) => [
        number,
        images,
        reasons.length > 0 ? "in work" : isComplete ? "can be undone" : "interrupted; can be undone",
        source,
      ]),
    ]),
  );
}

async function undo(options: Options): Promise<void> {
  const { import: number, dryRun, yes } = options;
  const result = await withProject(options, async (ctx, project) => {
    const which = { project: project.id, number };
    const found = await previewUndo(ctx, which);
    if (dryRun) return found;
    if (!yes) {
      throw new Failure("not-ready", `${describe(found, "would take out")} Say --yes to take it out.`, found);
    }
    return runShownJob(ctx, project, "undo-import", () =>
      undoImport(ctx, { ...which, number: found.number }),
    );
  });
  if (options.json) return printJson({ ...result, undone: !dryRun });
  print(describe(result, dryRun ? "would take out" : "has taken out"));
}

function describe({ number, source, images, labelled }: UndoPreview, takes: string): string {
  const labels =
    labelled > 0
      ? `, and the original labels that it brought to ${formatCount(labelled, "other image")}`
      : "";
  return `Undoing import ${number} (${source}) ${takes} ${formatCount(images, "image")} with their labels, proposals and predictions${labels}. Copied files go too; the source stays as it is.`;
}
