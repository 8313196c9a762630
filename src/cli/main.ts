import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { Failure } from "../contract/failure.ts";
import { addAssign } from "./commands/assign.ts";
import { addDemo } from "./commands/demo.ts";
import { addDisagreement } from "./commands/disagreement.ts";
import { addExport } from "./commands/export.ts";
import { addImportExemplars } from "./commands/importExemplars.ts";
import { addImportImages } from "./commands/importImages.ts";
import { addLabelsCommands } from "./commands/labelsSummary.ts";
import { addProjectCommands } from "./commands/project.ts";
import { addPropose } from "./commands/propose.ts";
import { addReleaseCommands } from "./commands/release.ts";
import { addServe } from "./commands/serve.ts";
import { addUsersCommands } from "./commands/users.ts";
import { exitCodeOf, exitCodes } from "./exitCode.ts";
import { wasInterrupted } from "./interruption.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

function buildProgram(): Command {
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
    .description("add images and exemplar photos to a project")
    .helpCommand(false);
  addImportImages(imports);
  addImportExemplars(imports);
  addPropose(program);
  addUsersCommands(program);
  addAssign(program);
  addDisagreement(program);
  addReleaseCommands(program);
  addExport(program);
  addLabelsCommands(program);
  return program;
}

/** Says what went wrong in one line. @returns the exit code */
function explain(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) {
    // Help that was asked for is no error; help instead of a missing command is.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  }
  if (wasInterrupted()) {
    console.error("Stopped. Run the same command again: it continues where it was.");
    return exitCodes.interrupted;
  }
  if (debug) console.error(error);
  else if (error instanceof Failure) console.error(`error: ${error.message}`);
  else console.error(`error: ${describe(error)}`);
  return error instanceof Failure ? exitCodeOf(error.code) : exitCodes.failed;
}

/** What nobody foresaw; a full disk can show itself anywhere. */
function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "ENOSPC" || code === "SQLITE_FULL")
    return "The disk is full. Make room, then run the command again.";
  return `${message ?? String(error)} (unexpected: --debug shows where)`;
}

// Whoever reads our output may stop early (head, say): then there is nobody left to tell anything.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.done);
});

const program = buildProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error, program.opts<{ debug?: true }>().debug ?? false);
}
