import type { Command } from "commander";
import { addImportEmbeddings } from "./importEmbeddings.ts";
import { addImportExemplars } from "./importExemplars.ts";
import { addImportImages } from "./importImages.ts";
import { addImportLabelVectors } from "./importLabelVectors.ts";
import { addImportPredictions } from "./importPredictions.ts";
import { addImportRoot } from "./importRoot.ts";
import { addImportUndo } from "./importUndo.ts";

export function addImportCommands(program: Command): void {
  const imports = program
    .command("import")
    .description(
      "add images, exemplar photos, predictions, embeddings and vectors of labels to a project, and take images out",
    )
    .helpCommand(false);
  addImportImages(imports);
  addImportExemplars(imports);
  addImportPredictions(imports);
  addImportEmbeddings(imports);
  addImportLabelVectors(imports);
  addImportUndo(imports);
  addImportRoot(imports);
}
