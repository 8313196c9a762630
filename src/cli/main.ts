import { CommanderError } from "commander";
import { Failure } from "../contract/failure.ts";
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

const program = await buildProgram(process.argv[2]);
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error, program.opts<{ debug?: true }>().debug ?? false);
}
