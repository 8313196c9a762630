import { Command } from "commander";
import { showControls } from "../core/showControls.ts";
import { programVersion } from "../files/programVersion.ts";
import { silenceNotes } from "./output/output.ts";

type Add = (parent: Command) => void;

/** Who adds a command, loaded only where it is needed: all of them take longer to load than many take to run. */
const commands: Record<string, () => Promise<Add>> = {
  demo: async () => (await import("./commands/server/demo.ts")).addDemo,
  serve: async () => (await import("./commands/server/serve.ts")).addServe,
  worker: async () => (await import("./commands/server/worker.ts")).addWorker,
  project: async () => (await import("./commands/project/project.ts")).addProjectCommands,
  import: async () => (await import("./commands/imports/import.ts")).addImportCommands,
  models: async () => (await import("./commands/models/models.ts")).addModelsCommands,
  propose: async () => (await import("./commands/proposals/propose.ts")).addPropose,
  maps: async () => (await import("./commands/proposals/maps.ts")).addMaps,
  embed: async () => (await import("./commands/proposals/embed.ts")).addEmbed,
  users: async () => (await import("./commands/server/users.ts")).addUsersCommands,
  assign: async () => (await import("./commands/assign.ts")).addAssign,
  disagreement: async () => (await import("./commands/votes/disagreement.ts")).addDisagreement,
  release: async () => (await import("./commands/releases/release.ts")).addReleaseCommands,
  export: async () => (await import("./commands/releases/export.ts")).addExport,
  evaluate: async () => (await import("./commands/evaluation/evaluate.ts")).addEvaluate,
  compare: async () => (await import("./commands/evaluation/compare.ts")).addCompare,
  labels: async () => (await import("./commands/labels/labelsSummary.ts")).addLabelsCommands,
  doctor: async () => (await import("./commands/server/doctor.ts")).addDoctor,
  backup: async () => (await import("./commands/server/backup.ts")).addBackup,
  move: async () => (await import("./commands/server/move.ts")).addMove,
  restore: async () => (await import("./commands/server/restore.ts")).addRestore,
  classify: async () => (await import("./commands/contains/classify.ts")).addClassifyCommands,
  contains: async () => (await import("./commands/contains/contains.ts")).addContainsCommands,
  votes: async () => (await import("./commands/votes/votes.ts")).addVotesCommands,
  audit: async () => (await import("./commands/audit/audit.ts")).addAuditCommands,
  "audit-sample": async () => (await import("./commands/auditSample/auditSample.ts")).addAuditSampleCommands,
  rulings: async () => (await import("./commands/rulings.ts")).addRulingsCommands,
  config: async () => (await import("./commands/help/configShow.ts")).addConfigCommands,
  completion: async () => (await import("./commands/help/completion.ts")).addCompletion,
};

function neededFor(first?: string): (() => Promise<Add>)[] {
  if (first === "--version" || first === "-V") return [];
  // It tells of all of them.
  if (first === "completion") return Object.values(commands);
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
    .option("--quiet", "print results and errors only: no progress, no notes beside the result")
    .helpOption("-h, --help", "show this help")
    .helpCommand(false)
    // What is wrong with an argument quotes it: nothing in it may act on the terminal.
    .configureOutput({ writeErr: (text) => process.stderr.write(showControls(text)) })
    .exitOverride()
    .hook("preAction", async (root, command) => {
      if (root.opts<{ quiet?: true }>().quiet) silenceNotes();
      if (command.options.some(({ long }) => long === "--data" || long === "--port"))
        (await import("./options/applySettings.ts")).applySettings(command);
    });
  const loaded = await Promise.all(neededFor(first).map((load) => load()));
  for (const add of loaded) add(program);
  return program;
}
