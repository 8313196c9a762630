import type { Command } from "commander";
import { importExemplars } from "../../../actions/exemplars/importExemplars.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatNumber, formatRefusals, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  seed: number;
}

export function addImportExemplars(parent: Command): void {
  addProjectOptions(parent.command("exemplars <folder>"))
    .description("pin each label's exemplar photos from a folder per class")
    .option(
      "--seed <number>",
      "decides which photos are drawn where there are more than enough",
      wholeNumber(0),
      1,
    )
    .addHelpText("after", example("import exemplars ./train --seed 1"))
    .action(run);
}

async function run(source: string, options: Options): Promise<void> {
  const { seed } = options;
  const report = await withProject(options, (ctx, project) =>
    runShownJob(ctx, project, "import-exemplars", (job) =>
      importExemplars(ctx, { ...job, project: project.id, source, seed }),
    ),
  );
  if (options.json) return printJson(report);
  const { version, changed, exemplars, labels, labelsWithout, refused, imagesOfProject } = report;
  print(
    `${formatCount(exemplars, "exemplar")} for ${formatCount(labels, "label")}, version ${version}${changed ? "" : " (nothing changed)"}.`,
  );
  if (labelsWithout > 0) print(`${formatCount(labelsWithout, "label")} without an exemplar.`);
  if (refused.length > 0)
    print(`${formatCount(refused.length, "file")} refused:\n${formatRefusals(refused)}`);
  if (imagesOfProject.length > 0) {
    print(`${formatNumber(imagesOfProject.length)} left out, because they are images of the project.`);
  }
}
