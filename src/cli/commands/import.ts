import type { Command } from "commander";
import { addImportExemplars } from "./importExemplars.ts";
import { addImportImages } from "./importImages.ts";
import { addImportPredictions } from "./importPredictions.ts";
import { addImportRoot } from "./importRoot.ts";
import { addImportUndo } from "./importUndo.ts";

export function addImportCommands(program: Command): void {
  const imports = program
    .command("import")
    .description("add images, exemplar photos and predictions to a project, and take images out")
    .helpCommand(false);
  addImportImages(imports);
  addImportExemplars(imports);
  addImportPredictions(imports);
  addImportUndo(imports);
  addImportRoot(imports);
}
