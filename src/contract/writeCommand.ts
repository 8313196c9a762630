/** How people type commands for an installation: on its machine, in the folder where it was started. */
export interface CommandLine {
  /** The command that starts the program. */
  program: string;
  /** Names the data folder if commands would not find it on their own. */
  options: string;
  /** Whether a command must name its project because there are several. */
  needsProject: boolean;
}

/**
 * A command as a person types it.
 *
 * @param call the command and its arguments, without the program
 * @param project the name of the project that is meant, for a command that acts on one
 */
export function writeCommand(line: CommandLine, call: string, project?: string): string {
  const named = line.needsProject && project !== undefined ? ` --project ${quoteWord(project)}` : "";
  return `${line.program} ${call}${line.options}${named}`;
}

/** As a POSIX shell reads it. */
export const quoteWord = (word: string): string =>
  /^[\w./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
