import type { Command } from "commander";
import { makeMaps } from "../../../actions/maps/makeMaps.ts";
import { findModelCard } from "../../findModelCard.ts";
import { type ProjectOptions, placeOf, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import { formatCount, formatRefusals, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions, RunFlags {
  json?: true;
  model?: string;
}

export function addMaps(program: Command): void {
  addRunOptions(addProjectOptions(program.command("maps")))
    .description(
      "store where in every image a model sees its labels: a coarse map for each of the first ones",
    )
    .option(
      "--model <name>",
      "a model that was added, or the path of a card, a JSON file beside its ONNX file (default: the embedded model)",
    )
    .addHelpText("after", example("maps"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  await using found = await findModelCard(options.model, placeOf(options).storage);
  const { card, modelFile } = found;
  const report = await withProject(options, async (ctx, project) => ({
    project: project.name,
    ...(await runShownJob(ctx, project, "maps", (job) =>
      makeMaps(ctx, { ...job, project: project.id, card, modelFile, run: readRunOptions(options) }),
    )),
  }));
  if (options.json) return printJson(report);
  const { mapped, model, withMaps, failed } = report;
  print(
    `${formatCount(mapped, "image")} got maps by ${model}; ${formatCount(withMaps, "image")} have them now.`,
  );
  if (failed.length > 0)
    print(`${formatCount(failed.length, "image")} could not be read:\n${formatRefusals(failed)}`);
}
