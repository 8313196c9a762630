import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addAssign } from "./commands/assign.ts";
import { addCompare } from "./commands/compare.ts";
import { addDemo } from "./commands/demo.ts";
import { addDisagreement } from "./commands/disagreement.ts";
import { addEvaluate } from "./commands/evaluate.ts";
import { addExport } from "./commands/export.ts";
import { addImportExemplars } from "./commands/importExemplars.ts";
import { addImportImages } from "./commands/importImages.ts";
import { addImportPredictions } from "./commands/importPredictions.ts";
import { addLabelsCommands } from "./commands/labelsSummary.ts";
import { addModelsCommands } from "./commands/models.ts";
import { addProjectCommands } from "./commands/project.ts";
import { addPropose } from "./commands/propose.ts";
import { addReleaseCommands } from "./commands/release.ts";
import { addServe } from "./commands/serve.ts";
import { addUsersCommands } from "./commands/users.ts";
import { addVotesCommands } from "./commands/votes.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** All commands. Nothing runs before it is parsed; what is wrong with the arguments is thrown. */
export function buildProgram(): Command {
  const program = new Command("multilabelfy")
    .description("Re-label image datasets with all their valid labels.")
    .version(version, "--version", "print the version")
    .option("--debug", "show where in the program an error comes from")
    .helpOption("--help", "show this help")
    .helpCommand(false)
    .exitOverride();
  addDemo(program);
  addServe(program);
  addProjectCommands(program);
  const imports = program
    .command("import")
    .description("add images, exemplar photos and predictions to a project")
    .helpCommand(false);
  addImportImages(imports);
  addImportExemplars(imports);
  addImportPredictions(imports);
  addModelsCommands(program);
  addPropose(program);
  addUsersCommands(program);
  addAssign(program);
  addDisagreement(program);
  addReleaseCommands(program);
  addExport(program);
  addEvaluate(program);
  addCompare(program);
  addLabelsCommands(program);
  addVotesCommands(program);
  return program;
}
