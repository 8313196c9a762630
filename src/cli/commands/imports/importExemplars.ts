import type { Command } from "commander";
import { chooseExemplars } from "../../../actions/exemplars/chooseExemplars.ts";
import { importExemplars } from "../../../actions/exemplars/importExemplars.ts";
import { Failure } from "../../../contract/failure.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatNumber, formatRefusals, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  seed?: number;
  fromProject?: true;
  share?: number;
}

const [usualSeed, usualShare] = [1, 10];

export function addImportExemplars(parent: Command): void {
  addProjectOptions(parent.command("exemplars [folder]"))
    .description(
      "pin each label's exemplar photos from a folder per class; or, with --from-project, make some of the project's own " +
        "images the exemplars of labels that have none",
    )
    .option(
      "--seed <number>",
      `decides which photos of a folder are drawn where there are more than enough (default: ${usualSeed})`,
      wholeNumber(0),
    )
    .option(
      "--from-project",
      "images that are typical of a label and that nobody has been given leave the project and become its exemplars",
    )
    .option(
      "--share <percent>",
      `with --from-project: of each label's images, so many at most (default: ${usualShare})`,
      wholeNumber(1, 50),
    )
    .addHelpText("after", example("import exemplars ./train --seed 1"))
    .action(run);
}

async function run(source: string | undefined, options: Options): Promise<void> {
  const { fromProject, seed, share, json } = options;
  if ((source !== undefined) === (fromProject === true)) {
    throw new Failure(
      "wrong-usage",
      "Name the folder of the photos, or say --from-project, which takes images of the project: one of the two.",
    );
  }
  if (source === undefined) {
    if (seed !== undefined)
      throw new Failure(
        "wrong-usage",
        "--seed draws photos of a folder. Nothing is drawn with --from-project.",
      );
    return choose(options, share ?? usualShare);
  }
  if (share !== undefined)
    throw new Failure(
      "wrong-usage",
      "--share goes with --from-project. A folder's photos are no images of the project.",
    );
  const report = await withProject(options, (ctx, project) =>
    runShownJob(ctx, project, "import-exemplars", (job) =>
      importExemplars(ctx, { ...job, project: project.id, source, seed: seed ?? usualSeed }),
    ),
  );
  const { kept: _, ...told } = report;
  if (json) return printJson(told);
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

async function choose(options: Options, percent: number): Promise<void> {
  const report = await withProject(options, (ctx, project) =>
    runShownJob(ctx, project, "import-exemplars", () =>
      chooseExemplars(ctx, { project: project.id, person: null, percent }),
    ),
  );
  if (options.json) return printJson(report);
  const { version, model, exemplars, labels, without, withoutImages } = report;
  if (model === null) return print("Every label has exemplars. Nothing was changed.");
  print(
    `${formatCount(exemplars, "image")} left the project and became exemplars of ${formatCount(labels, "label")}, by the embeddings of ${model}; version ${version}.`,
  );
  if (without > 0) {
    print(
      `${formatCount(without, "label")} without an exemplar: ${percent} % of the images is less than one, or none is typical, undoubted and in nobody's hands.`,
    );
  }
  if (withoutImages > 0)
    print(`${formatCount(withoutImages, "label")} without an exemplar and without images.`);
}
