import { Command } from "commander";
import { showControls } from "../core/showControls.ts";
import { programVersion } from "../files/programVersion.ts";

type Add = (parent: Command) => void;

/** Who adds a command, loaded only where it is needed: all of them take longer to load than many take to run. */
const commands: Record<string, () => Promise<Add>> = {
  demo: async () => (await import("./commands/demo.ts")).addDemo,
  serve: async () => (await import("./commands/serve.ts")).addServe,
  project: async () => (await import("./commands/project.ts")).addProjectCommands,
  import: async () => (await import("./commands/import.ts")).addImportCommands,
  models: async () => (await import("./commands/models.ts")).addModelsCommands,
  propose: async () => (await import("./commands/propose.ts")).addPropose,
  embed: async () => (await import("./commands/embed.ts")).addEmbed,
  users: async () => (await import("./commands/users.ts")).addUsersCommands,
  assign: async () => (await import("./commands/assign.ts")).addAssign,
  disagreement: async () => (await import("./commands/disagreement.ts")).addDisagreement,
  release: async () => (await import("./commands/release.ts")).addReleaseCommands,
  export: async () => (await import("./commands/export.ts")).addExport,
  evaluate: async () => (await import("./commands/evaluate.ts")).addEvaluate,
  compare: async () => (await import("./commands/compare.ts")).addCompare,
  labels: async () => (await import("./commands/labelsSummary.ts")).addLabelsCommands,
  doctor: async () => (await import("./commands/doctor.ts")).addDoctor,
  backup: async () => (await import("./commands/backup.ts")).addBackup,
  restore: async () => (await import("./commands/restore.ts")).addRestore,
  classify: async () => (await import("./commands/classify.ts")).addClassifyCommands,
  contains: async () => (await import("./commands/contains.ts")).addContainsCommands,
  votes: async () => (await import("./commands/votes.ts")).addVotesCommands,
  audit: async () => (await import("./commands/audit.ts")).addAuditCommands,
  "audit-sample": async () => (await import("./commands/auditSample.ts")).addAuditSampleCommands,
  rulings: async () => (await import("./commands/rulings.ts")).addRulingsCommands,
};

function neededFor(first?: string): (() => Promise<Add>)[] {
  if (first === "--version" || first === "-V") return [];
  return first !== undefined && Object.hasOwn(commands, first) ? [commands[first]!] : Object.values(commands);
}

/**
 * The program with its commands. Nothing runs before it is parsed; what is wrong with the arguments is thrown.
 *
 * @param first the first argument: where it names a command, the others are left out
 */
export async function buildProgram(first?: string): Promise<Command> {
  const program = new Command("multilabelfy")
    .description("Re-label image datasets with all their valid labels.")
    .version(programVersion, "-V, --version", "print the version")
    .option("--debug", "show where in the program an error comes from")
    .helpOption("-h, --help", "show this help")
    .helpCommand(false)
    // What is wrong with an argument quotes it: nothing in it may act on the terminal.
    .configureOutput({ writeErr: (text) => process.stderr.write(showControls(text)) })
    .exitOverride();
  const loaded = await Promise.all(neededFor(first).map((load) => load()));
  for (const add of loaded) add(program);
  return program;
}
