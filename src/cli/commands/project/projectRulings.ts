import type { Command } from "commander";
import { listRulingChanges } from "../../../actions/rulings/getRulings.ts";
import { rulingsAt, stateRuling } from "../../../core/rulings/ruling.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { labelNamesOf } from "../../output/labelNamesOf.ts";
import { formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addProjectRulings(project: Command): void {
  addProjectOptions(project.command("rulings"))
    .description("what the leads have ruled on pairs of labels")
    .addHelpText("after", example("project rulings --json > rulings.json"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { version, changes, nameOf } = await withProject(options, async (ctx, project) => ({
    ...(await listRulingChanges(ctx, { project: project.id })),
    nameOf: await labelNamesOf(ctx.db, project),
  }));
  if (options.json) return printJson({ version, changes });
  const rulings = rulingsAt(changes);
  if (rulings.length === 0) return print("There are no rulings. Make them in the browser: Labels, Rulings.");
  print(`Version ${version} of the rulings:`);
  print(
    formatTable(
      rulings.map(({ kind, labels: [first, second], text }) => [
        stateRuling(kind, nameOf(first), nameOf(second)),
        text.replaceAll("\n", " "),
      ]),
    ),
  );
}
