import { CommanderError } from "commander";
import { Failure } from "../contract/failure.ts";
import { showControls } from "../core/showControls.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import { exitCodeOf, exitCodes } from "./exitCode.ts";
import { wasInterrupted } from "./interruption.ts";
import { buildProgram } from "./program.ts";

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
  // A disk or a database that fails can show itself anywhere.
  const failure = error instanceof Failure ? error : storageFailure(error);
  if (debug) console.error(error);
  else console.error(showControls(`error: ${failure ? failure.message : describe(error)}`));
  return failure ? exitCodeOf(failure.code) : exitCodes.failed;
}

/** What nobody foresaw. */
function describe(error: unknown): string {
  const { message } = error as { message?: string };
  return `${message ?? String(error)} (unexpected: --debug shows where)`;
}

// Whoever reads our output may stop early (head, say): then there is nobody left to tell anything.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.done);
});

const given = process.argv.slice(2);
const asksForHelp = given[0] === "help";
const words = asksForHelp ? given.slice(1) : given;
const program = await buildProgram(words[0]);
// "help import images" is "import images --help". A command that is not there is wrong in either.
const isKnown = words.length === 0 || program.commands.some((command) => command.name() === words[0]);
try {
  await program.parseAsync(asksForHelp && isKnown ? [...words, "--help"] : words, { from: "user" });
} catch (error) {
  process.exitCode = explain(error, program.opts<{ debug?: true }>().debug ?? false);
}
